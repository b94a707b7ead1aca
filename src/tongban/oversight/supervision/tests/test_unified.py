"""A sub-centre that is not merged is rostered, called, rated and counted as every place is, on the same day. R-070."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from tongban.foundation.kernel.actors import NOBODY
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import MONDAY, lodged
from tongban.handling.contacts.commands.shifts import sign_on
from tongban.handling.halls.commands import calling, serving
from tongban.handling.halls.commands.drawing import draw
from tongban.oversight.evaluations.commands.rating import Rating, rate
from tongban.oversight.evaluations.models import Invitation
from tongban.oversight.evaluations.subscribers import visit_ended
from tongban.oversight.supervision.queries.unified import unified
from tongban.oversight.supervision.rules.unified import KPIS, Counts, total
from tongban.registers.places.commands import open_place
from tongban.registers.places.models import SubCentre

MINUTE = timedelta(minutes=1)
WHERE = {"address": "嘉峪关市样例路8号", "phone": "0937-6240099"}


@pytest.mark.django_db
@pytest.mark.req("R-070")
def test_what_a_sub_centre_does_today_stands_in_the_citys_figures_today(cast, django_assert_num_queries):
    bureau, centre = cast("zhengyawen"), SubCentre.objects.get(key="public-security")
    assert [each.key for each in unified(day=MONDAY.date()).without_place] == ["public-security", "tax"]
    with pytest.raises(NotYours):
        open_place(centre, **WHERE, by=cast("wangfang"), at=MONDAY)
    with pytest.raises(Invalid) as refusal:
        open_place(centre, address="", phone="", by=bureau, at=MONDAY)
    assert [each.pointer for each in refusal.value.faults] == ["/address", "/phone"]
    with pytest.raises(NotNow, match="并入市中心"):
        open_place(SubCentre.objects.get(key="natural-resources"), **WHERE, by=bureau, at=MONDAY)
    venue = open_place(centre, **WHERE, by=bureau, at=MONDAY).venue
    assert venue is not None
    with pytest.raises(NotNow, match="登记过"):
        open_place(centre, **WHERE, by=bureau, at=MONDAY)
    clerk = replace(cast("limin"), venue_id=venue.pk)
    before = unified(day=MONDAY.date())
    assert before.rows[-1].counts == Counts()
    sign_on("分中心1号窗口", by=clerk, at=MONDAY)
    draw("A", by=clerk, at=MONDAY)
    number = calling.call_next(by=clerk, at=MONDAY + 2 * MINUTE)
    serving.begin_serving(number, by=clerk, at=MONDAY + 2 * MINUTE)
    serving.finish(number, result="answered", by=clerk, at=MONDAY + 9 * MINUTE)
    visit_ended(Entry.objects.get(chain=number.chain, verb="finish"))
    rate(Invitation.objects.get(), Rating(grade="very_satisfied"), by=NOBODY, at=MONDAY + 9 * MINUTE)
    Case.objects.filter(pk=lodged(cast("liqiang"))[1].pk).update(venue=venue)
    with django_assert_num_queries(7):  # duties, shifts, numbers, cases, ratings; sub-centres, the centre
        found = unified(day=MONDAY.date())
    there = found.rows[-1]
    expected = Counts(signed_on=1, numbers=1, called=1, waited_seconds=120, received=1, rated=1)
    assert (there.name, there.counts) == (venue.name, expected)
    grown = {each.name: getattr(found.city.counts, each.name) for each in fields(Counts)}
    assert Counts(**grown) == before.city.counts.plus(expected)
    assert KPIS[2].words(there.counts) == "2.0分钟"


@pytest.mark.req("R-070")
def test_there_is_one_formula_for_each_number_and_the_city_is_the_sum():
    assert len({each.code for each in KPIS}) == len(KPIS)
    names = {each.name for each in fields(Counts)}
    assert all({each.above, each.below or each.above} <= names for each in KPIS)
    one, other = Counts(rostered=4, signed_on=3, rated=2, bad=1), Counts(rostered=4, signed_on=4)
    assert [each.words(total([one, other])) for each in KPIS if each.code in ("YT-01", "YT-07")] == ["88%", "50%"]
    assert KPIS[0].words(Counts()) == "—"
