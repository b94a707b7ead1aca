"""Terminals in the city: where they stand, how far people have, and a fault for each that is silent (R-135, R-136)."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.handling.devices.commands import Place, close_fault, open_fault, place_device, take_fault, watch
from tongban.handling.devices.models import Fault
from tongban.handling.devices.queries.devices import coverage_now, devices, missed
from tongban.handling.devices.rules.coverage import coverage
from tongban.handling.devices.rules.watching import SILENT_AFTER, is_missed
from tongban.handling.halls.commands.kiosks import bind, give_code, note_seen, register_kiosk, retire
from tongban.handling.halls.models import Kiosk
from tongban.registers.agencies.models import Venue
from tongban.registers.servicemap.rules.distance import Point

OPEN = datetime(2026, 11, 24, 10, 0, tzinfo=LOCAL)
NIGHT = datetime(2026, 11, 24, 23, 0, tzinfo=LOCAL)
PLACE = Place(
    place_type="bank",
    place_name="样例银行",
    owner="样例银行嘉峪关分行",
    address="样例路1号",
    latitude=Decimal("39.766"),
    longitude=Decimal("98.283"),
    is_all_day=True,
    services=("guides", "numbers"),
)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def running(cast) -> Kiosk:
    """A terminal of the city's hall, bound at ten."""
    made = register_kiosk("测试终端", venue=Venue.objects.get(key="city-center"), by=cast("zhengyawen"), at=OPEN)
    bind(give_code(made, by=cast("zhengyawen"), at=OPEN), ip="10.0.0.9", at=OPEN)
    return Kiosk.objects.get(pk=made.pk)


@pytest.mark.req("R-135")
@given(st.integers(0, 60), st.booleans(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_it_is_missed_after_ten_minutes_and_only_while_it_should_run(minutes: int, is_on: bool, was_on: bool):
    at = OPEN + minutes * MINUTE
    told = is_missed(OPEN, OPEN - MINUTE, at=at, is_on=is_on, was_on=was_on)
    assert told is (minutes > 10 and is_on and was_on)


@pytest.mark.req("R-135")
def test_distances_are_told_from_every_home_the_farthest_first():
    homes = [("1", "近村", Point(39.77, 98.28)), ("2", "远村", Point(39.90, 98.28))]
    found = coverage(homes, [Point(39.77, 98.281)])
    assert [each.name for each in found.rows] == ["远村", "近村"]
    assert found.near == 1
    assert found.middle is not None
    assert (found.share, [each.is_near for each in found.rows]) == (0.5, [False, True])
    assert coverage(homes, []).middle is None


@pytest.mark.django_db
@pytest.mark.req("R-135", "R-136")
def test_a_silent_terminal_has_a_fault_after_ten_minutes_that_ends_when_it_reports(running):
    assert watch(at=OPEN + SILENT_AFTER) == (0, 0)
    late = OPEN + SILENT_AFTER + MINUTE
    assert [each.pk for each in missed(at=late)] == [running.pk]
    assert [watch(at=late), watch(at=late + MINUTE)] == [(1, 0), (0, 0)]
    fault = Fault.objects.get()
    assert fault.words == "超过10分钟没有报到"
    note_seen(running, revision=1, at=late + 2 * MINUTE)
    assert watch(at=late + 3 * MINUTE) == (0, 1)
    fault.refresh_from_db()
    assert (fault.status, fault.result) == ("closed", "终端又报到了")
    assert list(Entry.objects.filter(chain=fault.chain).order_by("seq").values_list("verb", flat=True)) == [
        "open",
        "close",
    ]


@pytest.mark.django_db
@pytest.mark.req("R-135")
def test_a_terminal_that_is_off_with_its_hall_is_missed_by_day_and_one_of_all_day_at_night_too(cast, running):
    assert missed(at=NIGHT) == []
    place_device(running, PLACE, by=cast("zhengyawen"), at=OPEN)
    assert [each.pk for each in missed(at=NIGHT)] == [running.pk]
    watch(at=NIGHT)
    retire(running, by=cast("zhengyawen"), at=NIGHT)
    assert watch(at=NIGHT + MINUTE) == (0, 1)


@pytest.mark.django_db
@pytest.mark.req("R-135")
def test_where_it_stands_is_registered_with_everything_that_is_wrong_told(cast, running):
    bureau = cast("zhengyawen")
    with pytest.raises(NotYours):
        place_device(running, PLACE, by=cast("chenli"), at=OPEN)
    wrong = replace(PLACE, place_type="moon", owner=" ", latitude=None, longitude=Decimal(0), services=("fly",))
    with pytest.raises(Invalid) as refused:
        place_device(running, wrong, by=bureau, at=OPEN)
    pointers = [each.pointer for each in refused.value.faults]
    assert pointers == ["/place_type", "/owner", "/latitude", "/longitude", "/services"]
    made = place_device(running, PLACE, by=bureau, at=OPEN)
    assert place_device(running, replace(PLACE, place_name="搬了家"), by=bureau, at=OPEN).pk == made.pk
    near = devices(at=OPEN, origin=Point(39.766, 98.283))[0]
    assert (near.placement.place_name, near.is_usable, near.opening.words) == ("搬了家", True, "24小时都能用")
    assert len(coverage_now().rows) == 48
    open_fault(running, kind="paper", words="没有纸了", by=bureau, at=OPEN)
    assert not devices(at=OPEN, origin=Point(39.766, 98.283))[0].is_usable


@pytest.mark.django_db
@pytest.mark.req("R-136")
def test_a_fault_is_told_once_taken_on_and_mended_with_what_was_done(cast, running):
    bureau = cast("zhengyawen")
    with pytest.raises(Invalid):
        open_fault(running, kind="", words="", by=bureau, at=OPEN)
    made = open_fault(running, kind="printer", words="打印出来是白的", by=bureau, at=OPEN)
    with pytest.raises(NotNow):
        open_fault(running, kind="printer", words="又是白的", by=bureau, at=OPEN)
    with pytest.raises(NotYours):
        take_fault(made, by=cast("wangfang"), at=OPEN)
    take_fault(made, by=bureau, at=OPEN)
    with pytest.raises(Invalid):
        close_fault(made, result="", by=bureau, at=OPEN)
    close_fault(made, result="换了墨盒", by=bureau, at=OPEN)
    with pytest.raises(NotNow):
        close_fault(made, result="再修", by=SYSTEM, at=OPEN)
    open_fault(running, kind="printer", words="又白了", by=bureau, at=OPEN)
