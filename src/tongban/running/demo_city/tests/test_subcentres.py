"""Sub-centres that are not merged are at work in the demo city; the city's figures have them on the same day. R-070."""

from dataclasses import fields
from datetime import datetime, timedelta

import pytest
from django.conf import settings

from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.cases.models import Case
from tongban.handling.contacts.commands.shifts import NotRostered, sign_off, sign_on
from tongban.handling.halls.queries.waits import day_of_waits
from tongban.oversight.evaluations.queries.figures import by_agency, totals
from tongban.oversight.supervision.queries.unified import unified
from tongban.oversight.supervision.rules.unified import KPIS, Counts, total
from tongban.oversight.workforce.models import Roster
from tongban.registers.lists.queries.institutions import lead
from tongban.registers.places.models import SubCentre
from tongban.running.demo_city.contacts import _staff
from tongban.running.demo_city.subcentres import load_subcentres

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
SUNDAY = datetime(2026, 11, 29, 10, 0, tzinfo=LOCAL)
TODAY = datetime(2026, 11, 23, tzinfo=LOCAL)
KEYS = ("public-security", "tax")


def load(at: datetime) -> int:
    return load_subcentres(settings.CITY, password="Tongban#2026", at=at)


def tally() -> tuple[Counts, int, int]:
    """What the city's own pages count today: all places, who was asked to rate, who was asked for the two bodies."""
    figures = by_agency(since=TODAY, until=TODAY + timedelta(days=1))
    names = {centre.agency.short_name for centre in SubCentre.objects.filter(key__in=KEYS) if centre.agency}
    return (
        unified(day=NOW.date()).city.counts,
        totals(since=TODAY).invited,
        sum(each.invited for each in figures if each.agency in names),
    )


@pytest.mark.django_db
@pytest.mark.req("R-070")
def test_numbers_cases_and_ratings_of_sub_centres_stand_in_the_citys_figures_on_the_same_day():
    before = tally()
    assert load(NOW) == len(KEYS)
    found = unified(day=NOW.date())
    rows = {each.centre.key: each.counts for each in found.rows if each.centre is not None}
    assert set(rows) == set(KEYS)
    assert not found.without_place
    common = {"rostered": 2, "signed_on": 2, "numbers": 5, "called": 4, "rated": 1}
    assert {name: getattr(rows["tax"], name) for name in common} == common
    assert (rows["public-security"].received, rows["tax"].received) == (1, 0)
    grown = Counts(*(getattr(found.city.counts, each.name) - getattr(before[0], each.name) for each in fields(Counts)))
    assert grown == total(rows.values())
    assert [value - earlier for value, earlier in zip(tally()[1:], before[1:], strict=True)] == [6, 6]
    case = Case.objects.get(venue__key="sub-public-security")
    assert (case.status, case.channel) == ("accepted", "window")
    waits = day_of_waits(case.venue_id or 0, day=NOW.date())
    assert waits.whole is not None
    assert waits.whole.many == 4
    assert lead().key == "government-affairs", "the bureau leads, however many places of the city's level there are"


@pytest.mark.django_db
@pytest.mark.req("R-070")
def test_one_formula_by_its_number_reads_the_city_the_centre_and_every_sub_centre():
    load(NOW)
    found = unified(day=NOW.date())
    read = {each.name: {kpi.code: kpi.words(each.counts) for kpi in KPIS} for each in (found.city, *found.rows)}
    assert len(read) == 4
    assert len({tuple(figures) for figures in read.values()}) == 1
    sub = next(figures for name, figures in read.items() if "税务" in name)
    assert (sub["YT-01"], sub["YT-02"], sub["YT-06"], sub["YT-07"]) == ("100%", "5个", "1条", "0%")


@pytest.mark.django_db
@pytest.mark.req("R-070")
def test_a_window_of_a_sub_centre_opens_by_its_roster_as_every_window_does():
    load(NOW)
    venues = [each.venue_id for each in SubCentre.objects.filter(key__in=KEYS)]
    assert set(Roster.objects.filter(status="published").values_list("venue_id", flat=True)) == set(venues)
    clerk = _staff("lixiaomei")
    sign_off(by=clerk, at=NOW)
    with pytest.raises(NotRostered) as refusal:
        sign_on("公安综合窗口1号（样例）", by=clerk, at=NOW)
    assert "按今天的排班表" in refusal.value.faults[0].message
    assert sign_on("公安综合窗口2号（样例）", by=clerk, at=NOW).venue_id in venues


@pytest.mark.django_db
def test_on_a_day_without_hours_the_roster_is_the_next_weeks():
    load(SUNDAY)
    assert {each.week for each in Roster.objects.all()} == {SUNDAY.date() + timedelta(days=1)}
