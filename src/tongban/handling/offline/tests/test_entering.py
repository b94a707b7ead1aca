"""The line was down: 100 receipts at three places are entered later in any order, none lost and none twice."""

import random
from datetime import timedelta
from typing import Any

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import is_offline
from tongban.foundation.kernel.errors import Declined, Invalid, NotNow, NotYours
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Limit, Unit, due
from tongban.handling.cases.models import Case, Clock
from tongban.handling.cases.rules.applications import ApplicantGiven, Application
from tongban.handling.cases.tests.applying import ANSWERS, FORM, MONDAY, food_code
from tongban.handling.offline.commands.entering import enter, reserve
from tongban.handling.offline.models import NumberBlock, PaperIntake
from tongban.handling.offline.queries.numbers import block_for, blocks_of, entered_at, free_in
from tongban.registers.agencies.models import Staff

pytestmark = pytest.mark.django_db
NEXT_DAY = MONDAY + timedelta(days=1)


def on_paper(**changes):
    """A walk-in without account or appointment: who they are is typed from their identity card."""
    given: dict[str, Any] = {
        "option_code": food_code(),
        "channel": "window",
        "applicant": ApplicantGiven("person", "李强", "id_card", "620201199003070017"),
        "answers": ANSWERS,
        "form": FORM,
    }
    return Application(**(given | changes))


def at_three_places(cast):
    """A clerk of three different places."""
    rows = Staff.objects.filter(roles__contains=["counter"], venue__isnull=False, is_active=True)
    seen, found = set(), list[Actor]()
    for each in rows.select_related("account").order_by("pk"):
        if each.venue_id not in seen and len(found) < 3:
            seen.add(each.venue_id)
            found.append(cast(each.account.login))
    return found


@pytest.mark.req("R-198")
def test_a_hundred_paper_receipts_of_three_places_are_entered_in_any_order(cast):
    clerks = at_three_places(cast)
    assert len({each.venue_id for each in clerks}) == 3
    papers = []
    for clerk, count in zip(clerks, (34, 33, 33), strict=True):
        block = reserve(count, by=clerk, at=MONDAY)
        papers += [(clerk, number, MONDAY + timedelta(minutes=turn)) for turn, number in enumerate(free_in(block), 1)]
    random.Random(7).shuffle(papers)
    for clerk, number, received_at in papers:
        enter(on_paper(), paper_number=number, received_at=received_at, by=clerk, at=NEXT_DAY)
    numbers = {number for _, number, _ in papers}
    kept = Case.objects.filter(number__in=numbers)
    assert (len(numbers), kept.count(), PaperIntake.objects.count()) == (100, 100, 100)
    assert all(is_offline(each) for each in numbers)
    times = dict(kept.values_list("number", "received_at"))
    assert all(times[number] == received_at for _, number, received_at in papers)
    assert all(free_in(block) == [] for clerk in clerks for block in blocks_of(clerk))
    for clerk, number, received_at in random.Random(8).sample(papers, 5):
        with pytest.raises(NotNow):
            enter(on_paper(), paper_number=number, received_at=received_at, by=clerk, at=NEXT_DAY)
    assert Case.objects.filter(number__in=numbers).count() == 100


def test_the_clock_runs_from_the_real_receipt(cast):
    wangfang = cast("wangfang")
    number = free_in(reserve(1, by=wangfang, at=MONDAY))[0]
    received_at = MONDAY + timedelta(hours=1)
    enter(on_paper(), paper_number=number, received_at=received_at, by=wangfang, at=NEXT_DAY)
    clock = Clock.objects.get(case__number=number, kind="notice")
    assert clock.started_at == received_at
    assert clock.due_on <= due(received_at, Limit(2, Unit.WORKDAY), calendar=calendar()).due_on
    assert local_day(Case.objects.get(number=number).received_at) == MONDAY.date()
    assert [each.number for each in entered_at(wangfang, size=5)] == [number]


@pytest.mark.parametrize(("hours", "code"), [(-1, "too_early"), (25, "future"), (None, "missing")])
def test_a_time_that_cannot_be_is_refused(cast, hours, code):
    wangfang = cast("wangfang")
    number = free_in(reserve(1, by=wangfang, at=MONDAY))[0]
    received_at = MONDAY + timedelta(hours=hours) if hours is not None else None
    with pytest.raises(Invalid) as refusal:
        enter(on_paper(), paper_number=number, received_at=received_at, by=wangfang, at=NEXT_DAY)
    assert [each.code for each in refusal.value.faults] == [code]
    assert not PaperIntake.objects.exists()


def test_a_number_of_another_place_or_of_no_block_is_refused(cast):
    here, there, _ = at_three_places(cast)
    foreign = free_in(reserve(1, by=there, at=MONDAY))[0]
    for number in (foreign, "62020026000000017", "123"):
        with pytest.raises(Invalid) as refusal:
            enter(on_paper(), paper_number=number, received_at=MONDAY, by=here, at=NEXT_DAY)
        assert {each.pointer for each in refusal.value.faults} == {"/paper_number"}
    with pytest.raises(Declined):
        block_for(here, NumberBlock.objects.get().pk)


def test_what_is_wrong_with_the_application_leaves_the_number_free(cast):
    wangfang = cast("wangfang")
    block = reserve(1, by=wangfang, at=MONDAY)
    number = free_in(block)[0]
    with pytest.raises(Invalid):
        enter(on_paper(channel="x"), paper_number=number, received_at=MONDAY, by=wangfang, at=NEXT_DAY)
    assert free_in(block_for(wangfang, block.pk)) == [number]


def test_blocks_never_overlap_and_are_for_windows_only(cast):
    wangfang = cast("wangfang")
    first, second = reserve(3, by=wangfang, at=MONDAY), reserve(2, by=wangfang, at=MONDAY)
    assert second.first == first.last + 1
    for count in (0, 201):
        with pytest.raises(Invalid):
            reserve(count, by=wangfang, at=MONDAY)
    with pytest.raises(NotYours):
        reserve(1, by=cast("zhaomin"), at=MONDAY)
