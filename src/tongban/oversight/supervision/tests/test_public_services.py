"""The seven services of the plan (七类公共服务): online, at the centre, with windows, or its gaps (R-170)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from tongban.foundation.kernel.clock import local_day
from tongban.oversight.supervision.queries.public_services import public_services
from tongban.oversight.supervision.rules.public_services import (
    BOUND,
    Belongs,
    Line,
    Lodged,
    PublicService,
    onboarded,
    read_services,
)

from conftest import MONDAY  # isort: skip

pytestmark = pytest.mark.req("R-170")


@dataclass(frozen=True)
class Sample:
    """A card as far as the rules look at it."""

    option_code: str
    agency_key: str = "water-supply"
    basic_code: str = "1"
    channels: tuple[str, ...] = ("window", "web")
    online_depth: str = "result"
    venues: tuple[str, ...] = field(default=("hall",))


def stand(*cards: Any, moved: str = "", lines: dict[str, Line] | None = None, windows: Any = None) -> Any:
    found = onboarded(
        cards,
        {PublicService.WATER: Belongs(agencies=("water-supply",), items=("9",), moved=moved)},
        centre="hall",
        bundles={"a": ("过户一件事",)},
        lodged={"a": Lodged(3, 2), "b": Lodged(1, 0)},
        windows={"water-supply": ("综合窗口",)} if windows is None else windows,
        lines=lines or {},
    )
    return found[0]


def test_a_service_is_in_when_it_can_be_had_online_and_at_a_window_of_the_centre():
    found = stand(Sample("b"), Sample("a"), Sample("c", agency_key="tax"), Sample("d", "justice", "9"))
    assert [each.card.option_code for each in found.matters] == ["a", "b", "d"]
    assert (found.gaps, found.lodged, found.bundles, found.windows) == (
        (),
        Lodged(4, 2),
        ("过户一件事",),
        ("综合窗口",),
    )


def test_everything_that_is_missing_is_told():
    assert stand().gaps == ("还没有公布事项",)
    only_told = Sample("a", channels=("web",), online_depth="consult")
    assert stand(only_told, moved="x").gaps == (
        "没有能在网上申请的事项",
        "没有事项进驻市政务服务中心",
        "改户名的系统没有接入",
    )
    assert stand(Sample("a"), windows={}).gaps == ("市政务服务中心没有窗口收件",)
    assert stand(Sample("a"), moved="x", lines={"x": Line("模拟的供水单位", True)}).gaps == ()


def test_a_city_says_of_each_of_the_seven_what_belongs_to_it():
    whole: dict[str, Any] = {each.value: {"items": ["1"]} for each in PublicService}
    assert list(read_services(whole)) == list(PublicService)
    with pytest.raises(ValueError, match="供热"):
        read_services({key: each for key, each in whole.items() if key != "heat"})
    with pytest.raises(ValueError, match="公证"):
        read_services({**whole, "notary": {}})


@pytest.mark.django_db
def test_each_of_the_seven_of_the_city_is_online_at_the_centre_and_has_windows(django_assert_max_num_queries):
    month = local_day(MONDAY).replace(day=1)
    public_services(month, at=MONDAY)
    with django_assert_max_num_queries(6):  # place, posts, zones, cases; catalogue and bundles, where a second went by
        found = public_services(month, at=MONDAY)
    assert [each.service for each in found] == list(PublicService)
    assert {
        each.service: (bool(each.online), bool(each.at_centre), bool(each.windows)) for each in found
    } == dict.fromkeys(PublicService, (True, True, True))
    for each in found[:4]:  # 水、电、气、热: transfer and installation are members of bundles
        assert {"不动产登记一件事", "水电气热网联合报装一件事"} <= set(each.bundles)
    assert "水电气热网联合报装一件事" in found[4].bundles
    assert all(BOUND[each.service].moved for each in found[:4])


@pytest.mark.django_db
def test_a_month_before_the_house_was_open_has_no_cases():
    assert all(each.lodged == Lodged() for each in public_services(date(2020, 1, 1), at=MONDAY))
