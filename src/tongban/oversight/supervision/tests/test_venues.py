"""The same matter at every place: one extra paper is found and named, chance alone is not (R-006)."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.cases.models import Case, Material
from tongban.handling.halls.models import Ticket
from tongban.oversight.supervision.commands.comparing import compare_venues
from tongban.oversight.supervision.commands.counting import count_months
from tongban.oversight.supervision.models import VenueFinding, VenueRun
from tongban.oversight.supervision.queries.venues import counted_places, findings, latest_run
from tongban.oversight.supervision.rules.comparing import fisher, ranked
from tongban.oversight.supervision.rules.venues import Compared, What, judged
from tongban.registers.agencies.models import Staff, Venue
from tongban.registers.catalog.queries import current_guides

from .synthetic import closed, write

AT = datetime(2026, 11, 30, 4, tzinfo=LOCAL)


@pytest.fixture
def places():
    """Sixty closed cases of one frequent matter, at two places in turn, each with the listed papers."""
    food = next(each for each in current_guides() if each.basic_code == "000131024000")
    chance = Random(6)
    drawn = closed(chance, food, 60)
    for each in drawn:
        each.materials = 0
    cases = write(drawn)
    stations = list(Venue.objects.filter(key__in=("city-center", "fumin-station")).order_by("key"))
    clerks = {each.venue_id: each for each in Staff.objects.filter(venue__in=stations, roles__contains=["counter"])}
    codes = [each.code for each in food.option.materials[:3]]
    for place, case in enumerate(cases):
        case.venue = stations[place % 2]
        case.receiver = clerks[case.venue.pk]
        case.received_at = AT - timedelta(days=40, minutes=place)
        case.decided_at = case.received_at + timedelta(days=1 + place // 2 % 5)
        case.ended_at = case.decided_at + timedelta(days=1)
    Case.objects.bulk_update(cases, ("venue", "receiver", "received_at", "decided_at", "ended_at"))
    rows = [Material(case=case, requirement_code=code, name=code, state="provided") for case in cases for code in codes]
    Material.objects.bulk_create(rows)
    count_months(at=AT)
    return food, cases, stations


def last():
    run = latest_run()
    assert run is not None
    return run


@pytest.mark.django_db
@pytest.mark.req("R-006")
def test_one_extra_material_at_one_station_is_found_the_next_night_and_named(places):
    _, cases, _ = places
    assert compare_venues(at=AT - timedelta(days=1)) == 0, "the same everywhere is no difference"
    asked = cases[1]
    Material.objects.create(case=asked, requirement_code="extra_proof", name="居委会证明", state="provided")
    asked.received_at = AT - timedelta(hours=20)
    asked.save(update_fields=["received_at"])
    assert compare_venues(at=AT) == 1
    (found,) = findings(last())
    assert found.measure is What.UNLISTED
    assert (found.venue, found.clerk, found.material) == (asked.venue, asked.receiver, "居委会证明")
    assert (found.case_number, found.cases_here) == (asked.number, 1)


@pytest.mark.django_db
@pytest.mark.req("R-006")
def test_a_listed_paper_that_only_one_place_takes_and_slower_work_are_differences(places):
    food, cases, _ = places
    spare = food.option.materials[3].code
    rows = [Material(case=each, requirement_code=spare, name="样例材料", state="provided") for each in cases[1::2]]
    Material.objects.bulk_create(rows)
    for case in cases[1::2]:
        case.decided_at += timedelta(days=8)
    Case.objects.bulk_update(cases, ("decided_at",))
    compare_venues(at=AT)
    run = last()
    told = {(each.what, each.material_code) for each in findings(run) if each.venue == cases[1].venue}
    assert {("material", spare), ("papers", ""), ("days", "")} <= told
    assert not {"accepted", "granted", "steps"} & {what for what, _ in told}
    other = next(each for each in findings(run) if each.what == "material" and each.venue == cases[1].venue)
    assert (other.here, other.elsewhere) == (1.0, 0.0)
    assert run.frequent == [food.option_code]


def called(cases, window):
    """The numbers by which these were called to a window."""
    Ticket.objects.bulk_create(
        Ticket(
            venue=each.venue,
            day=each.received_at.date(),
            line="A",
            number=f"{window[0]}{each.pk}",
            status="ended",
            drawn_at=each.received_at,
            turn_at=each.received_at,
            ended_at=each.received_at,
            result="case",
            result_case=each.number,
            window=window,
        )
        for each in cases
    )


@pytest.mark.django_db
@pytest.mark.req("R-006")
def test_a_window_that_works_otherwise_than_the_other_windows_of_its_place_is_named(places):
    food, cases, stations = places
    here = [each for each in cases if each.venue == stations[0]]
    odd, even = here[::2], here[1::2]
    called(odd, "3号窗口")
    called(even, "4号窗口")
    spare = food.option.materials[3].code
    Material.objects.bulk_create(
        Material(case=each, requirement_code=spare, name="样例材料", state="provided") for each in odd
    )
    extra = Material.objects.create(case=odd[0], requirement_code="extra_proof", name="居委会证明", state="provided")
    assert extra.case.receiver is not None
    Case.objects.filter(pk=odd[0].pk).update(received_at=AT - timedelta(hours=20))
    compare_venues(at=AT)
    found = [each for each in findings(last()) if each.window]
    assert {(each.venue, each.window) for each in found if each.measure is What.MATERIAL} == {(stations[0], "3号窗口")}
    (unlisted,) = [each for each in found if each.measure is What.UNLISTED]
    assert (unlisted.window, unlisted.clerk, unlisted.material) == ("3号窗口", extra.case.receiver, "居委会证明")
    counts = counted_places([food.option_code], since=AT - timedelta(days=90), until=AT)
    assert sorted((each.window, each.cases) for each in counts if each.window) == [("3号窗口", 15), ("4号窗口", 15)]


@pytest.mark.django_db
@pytest.mark.req("R-006")
def test_the_only_window_of_a_place_is_no_second_comparison(places):
    _, cases, stations = places
    called([each for each in cases if each.venue == stations[0]], "1号窗口")
    compare_venues(at=AT)
    assert not VenueFinding.objects.exclude(window="").exists()


@pytest.mark.django_db
@pytest.mark.req("R-006")
def test_places_are_compared_as_an_independent_recount_compares_them(places):
    _, cases, stations = places
    compare_venues(at=AT)
    for venue in stations:
        own = [(each.decided_at - each.received_at).total_seconds() / 86400 for each in cases if each.venue == venue]
        rest = [(each.decided_at - each.received_at).total_seconds() / 86400 for each in cases if each.venue != venue]
        kept = VenueFinding.objects.get(what="days", venue=venue)
        assert kept.p == pytest.approx(ranked(own, rest).p)
        assert (kept.cases_here, kept.cases_elsewhere) == (len(own), len(rest))
        granted = VenueFinding.objects.get(what="granted", venue=venue)
        assert granted.p == fisher((len(own), len(own)), (len(rest), len(rest)))
    counts = counted_places([cases[0].option_code], since=AT - timedelta(days=90), until=AT)
    assert Counter(each.cases for each in counts) == Counter({30: 2, 60: 1})


@pytest.mark.django_db
def test_a_second_run_replaces_the_day_and_only_differences_outlive_the_next_night(places):
    compare_venues(at=AT - timedelta(days=1))
    before = VenueFinding.objects.count()
    compare_venues(at=AT - timedelta(days=1))
    assert VenueFinding.objects.count() == before > 0
    compare_venues(at=AT)
    assert VenueRun.objects.count() == 2
    assert set(VenueFinding.objects.values_list("run__day", flat=True)) == {AT.date()}


@given(st.lists(st.floats(0, 1), max_size=30))
def test_what_no_list_has_is_always_told_and_chance_never_more_than_its_rate(chances):
    found = [Compared("x", 1, What.DAYS, 1, 1, (10, 10), p) for p in chances]
    extra = Compared("x", 1, What.UNLISTED, 1, 0, (1, 0), 0.0)
    told = judged([*found, extra])
    assert told[0].is_difference
    assert all(each.p <= 0.05 for each in told[1:] if each.is_difference)
