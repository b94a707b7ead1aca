"""Distances along the great circle, hours by the working calendar, what fits, and a drawing of data alone."""

from datetime import date, datetime, time
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.worktime.rules.calendar import Edition, WorkCalendar
from tongban.registers.servicemap.rules import drawing
from tongban.registers.servicemap.rules.distance import Point, distance_words, metres_between
from tongban.registers.servicemap.rules.finding import Site, Sought, first_to_open, found, nearest_open
from tongban.registers.servicemap.rules.opening import day_of, opening

WEEKDAYS = {str(day): [["08:30", "12:00"], ["14:30", "18:00"]] for day in range(1, 6)}
WITH_SATURDAY = {**WEEKDAYS, "6": [["09:00", "12:00"]]}
CALENDAR = WorkCalendar(
    [
        Edition(
            2026,
            {date(2026, 10, day): "国庆节" for day in range(1, 8)},
            frozenset({date(2026, 10, 10)}),
            {date(2026, 11, 25): "停电检修"},
        )
    ]
)
POINTS = st.builds(Point, st.floats(39.5, 40.1), st.floats(98.0, 98.6))


def site(key: str, at: tuple[float, float] | None, *, weekly=WEEKDAYS, level: str = "village", **more) -> Site:
    plain = {
        "key": key,
        "name": f"{key}社区便民服务站",
        "level": level,
        "agency": "雄关街道",
        "address": "样例路1号",
        "hours": "",
        "weekly": weekly,
        "phone": "",
        "point": Point(*at) if at else None,
        "has_sample_position": True,
        "facilities": frozenset({"ramp"}),
        "division_code": f"6202010010{len(key):02d}",
        "division": f"{key}社区",
        "area_code": "620201001",
        "area": "雄关街道",
    }
    return Site(**{**plain, **more})


@pytest.mark.req("R-154")
@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        (Point(0, 0), Point(0, 1), 111_195.08),  # one degree of the equator
        (Point(0, 0), Point(90, 0), 10_007_557.2),  # a quarter of a meridian
        (Point(39.9087, 116.3975), Point(31.2304, 121.4737), 1_068_000),  # Beijing to Shanghai, about 1068 km
        (Point(39.7738, 98.2893), Point(39.7738, 98.2893), 0),
        (Point(39.7738, 98.2893), Point(39.7838, 98.2893), 1_111.95),
    ],
)
def test_distance_is_that_of_the_great_circle(one: Point, other: Point, metres: float) -> None:
    assert isclose(metres_between(one, other), metres, rel_tol=2e-3, abs_tol=0.01)


@given(POINTS, POINTS, POINTS)
def test_distances_are_a_metric(one: Point, other: Point, third: Point) -> None:
    there = metres_between(one, other)
    assert isclose(there, metres_between(other, one), abs_tol=1e-6)
    assert there <= metres_between(one, third) + metres_between(third, other) + 1e-6


@pytest.mark.parametrize(
    ("metres", "words"), [(0, "不到50米"), (349, "约350米"), (980, "约1.0公里"), (2_449, "约2.4公里")]
)
def test_distances_are_said_as_people_say_them(metres: float, words: str) -> None:
    assert distance_words(metres) == words


@pytest.mark.parametrize(
    ("at", "is_open", "words"),
    [
        ("2026-11-23 10:00", True, "正在办公，到12:00"),
        ("2026-11-23 12:00", False, "现在不办公，今天14:30开门"),
        ("2026-11-23 19:00", False, "现在不办公，明天（星期二）8:30开门"),
        ("2026-11-24 19:00", False, "现在不办公，11月26日（星期四）8:30开门"),  # the closure of the 25th
        ("2026-10-01 10:00", False, "现在不办公，10月8日（星期四）8:30开门"),
        ("2026-10-10 10:00", True, "正在办公，到12:00"),  # a Saturday that was made a workday
        ("2026-11-28 10:00", False, "现在不办公，11月30日（星期一）8:30开门"),
    ],
)
def test_a_place_is_open_by_its_week_and_the_working_calendar(at: str, is_open: bool, words: str) -> None:
    state = opening(WEEKDAYS, datetime.fromisoformat(at).replace(tzinfo=LOCAL), CALENDAR)
    assert (state.is_open, state.words) == (is_open, words)


def test_a_saturday_of_its_own_is_kept_and_no_hours_are_said_to_be_unknown() -> None:
    saturday = datetime(2026, 11, 28, 10, tzinfo=LOCAL)
    assert opening(WITH_SATURDAY, saturday, CALENDAR).is_open
    assert day_of(WITH_SATURDAY, date(2026, 10, 3), CALENDAR).words == "不办公（国庆节）"
    assert opening({}, saturday, CALENDAR).opens_at is None


@pytest.mark.req("R-154")
def test_the_nearest_place_able_now_is_the_nearest_open_one_that_handles_the_matter() -> None:
    here = Point(39.7700, 98.2900)
    known = [
        site("近", (39.7701, 98.2900), weekly={}),
        site("不办", (39.7702, 98.2900)),
        site("中间", (39.7800, 98.2900)),
        site("远的中心", (39.8700, 98.2900), weekly=WITH_SATURDAY, level="city"),
        site("没有坐标", None),
    ]
    sought = Sought(keys=frozenset(each.key for each in known) - {"不办"})

    def able(at: datetime) -> tuple[str, str]:
        rows = found(known, sought, origin=here, at=at, calendar=CALENDAR)
        open_now, soon = nearest_open(rows), first_to_open(rows)
        return open_now.site.key if open_now else "", soon.site.key if soon else ""

    assert able(datetime(2026, 11, 23, 10, tzinfo=LOCAL))[0] == "中间"
    assert able(datetime(2026, 11, 28, 10, tzinfo=LOCAL))[0] == "远的中心"
    assert able(datetime(2026, 11, 28, 13, tzinfo=LOCAL)) == ("", "中间")
    rows = found(known, sought, origin=here, at=datetime(2026, 11, 23, 10, tzinfo=LOCAL), calendar=CALENDAR)
    assert [each.site.key for each in rows] == ["近", "中间", "远的中心", "没有坐标"]
    assert [each.number for each in rows] == [1, 2, 3, 4]


def test_words_level_facilities_area_and_hours_sift() -> None:
    at = datetime(2026, 11, 28, 10, tzinfo=LOCAL)
    known = [
        site("甲", (39.77, 98.29)),
        site("乙乙", (39.77, 98.29), level="city", weekly=WITH_SATURDAY, facilities=frozenset({"low_counter"})),
    ]

    def keys(**more: object) -> list[str]:
        rows = found(known, Sought(**more), origin=None, at=at, calendar=CALENDAR)  # type: ignore[arg-type]
        return [each.site.key for each in rows]

    assert keys() == ["乙乙", "甲"]
    assert keys(words="甲 样例路") == ["甲"]
    assert keys(level="city") == ["乙乙"]
    assert keys(facilities=frozenset({"ramp"})) == ["甲"]
    assert keys(is_open_now=True) == ["乙乙"]
    assert keys(area="620201001") == ["乙乙", "甲"]
    assert keys(words="火箭") == []


def pins(*points: Point) -> list[drawing.Pin]:
    return [drawing.Pin(number, f"k{number}", "站", each, True) for number, each in enumerate(points, 1)]


@given(st.lists(POINTS, min_size=1, max_size=30))
def test_a_fitted_view_shows_every_pin_once(points: list[Point]) -> None:
    view = drawing.fitted(points)
    assert view is not None
    drawn = drawing.drawn(drawing.Sketch(), {}, pins(*points), view, None)
    shown = [pin.number for mark in drawn.marks for pin in mark.pins]
    if view.zoom > drawing.FIRST_ZOOM:
        assert drawn.outside == 0
    assert sorted(shown) == sorted(set(shown))
    assert len(shown) + drawn.outside == len(points)


@given(st.lists(POINTS, min_size=2, max_size=30))
def test_no_pin_covers_another(points: list[Point]) -> None:
    drawn = drawing.drawn(drawing.Sketch(), {}, pins(*points), drawing.View(points[0], 2), None)
    spots = [(mark.x, mark.y) for mark in drawn.marks]
    for number, (x, y) in enumerate(spots):
        for other_x, other_y in spots[number + 1 :]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 >= (2 * drawing.RADIUS) ** 2


def test_coming_nearer_parts_a_crowd() -> None:
    crowd = [Point(39.77, 98.29), Point(39.775, 98.29), Point(39.78, 98.295)]
    view = drawing.View(Point(39.77, 98.29), 0)
    mark = drawing.drawn(drawing.Sketch(), {}, pins(*crowd), view, None).marks[0]
    assert len(mark.pins) == 3
    assert mark.nearer is not None
    near = mark.nearer
    while len(drawing.drawn(drawing.Sketch(), {}, pins(*crowd), near, None).marks) == 1:
        near = near.nearer(1)
    assert near.zoom <= drawing.LAST_ZOOM


@pytest.mark.parametrize("code", ["", "x", "1,2", "nan,1,1", "inf,0,2", "39.77,98.29,9", "39.77,98.29,2,1", "99,98,1"])
def test_an_address_without_a_view_has_none(code: str) -> None:
    assert drawing.view_of(code) is None


def test_a_view_survives_its_address_and_moving_there_and_back() -> None:
    view = drawing.View(Point(39.77, 98.29), 3)
    assert drawing.view_of(view.code) == view
    moved = view.moved(east=0.5, north=0)
    assert moved.center.longitude > view.center.longitude
    assert isclose(moved.moved(east=-0.5, north=0).center.longitude, 98.29, abs_tol=1e-9)


def test_hours_are_sorted_and_said() -> None:
    day = day_of({"1": [["14:30", "18:00"], ["08:30", "12:00"]]}, date(2026, 11, 23), CALENDAR)
    assert day.hours[0].opens == time(8, 30)
    assert day.words == "8:30至12:00、14:30至18:00"
