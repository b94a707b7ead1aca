"""What waits at the window (催领): the applicant is told again after five workdays, then twice more, and no oftener."""

from datetime import datetime

import pytest

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import NotNow
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.worktime.queries import calendar
from tongban.handling.cases import jobs
from tongban.handling.cases.commands import delivering
from tongban.handling.cases.rules.reminders import next_reminder_on
from tongban.handling.cases.rules.states import Status

from .driving import TAKEN, after, day, fresh, issued
from .invariants import assert_sound, snapshot


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.mark.req("R-077")
@pytest.mark.parametrize(
    ("issued_at", "reminded_at", "reminders", "expected"),
    [
        ("2026-11-25T10:00", None, 0, "2026-12-02"),
        ("2026-11-27T17:00", None, 0, "2026-12-04"),
        ("2026-09-29T10:00", None, 0, "2026-10-12"),  # over 国庆, with 10 October at work
        ("2026-11-25T10:00", "2026-12-02T09:00", 1, "2026-12-16"),
        ("2026-11-25T10:00", "2026-12-16T09:00", 2, "2026-12-30"),
        ("2026-11-25T10:00", "2026-12-30T09:00", 3, "None"),
    ],
)
def test_when_the_next_reminder_goes_out(db, issued_at, reminded_at, reminders, expected):
    before = local(reminded_at) if reminded_at else None
    assert str(next_reminder_on(local(issued_at), before, reminders, calendar=calendar())) == expected


@pytest.mark.req("R-077")
def test_who_does_not_fetch_the_result_is_told_three_times_and_it_is_on_record(cast):
    case = issued(cast)  # on Wednesday 25 November
    assert jobs.remind_of_uncollected(at=local("2026-12-01T10:00")) == 0
    for at in ("2026-12-02T10:00", "2026-12-16T10:00", "2026-12-30T10:00"):
        assert jobs.remind_of_uncollected(at=local(at)) == 1
        assert jobs.remind_of_uncollected(at=local(at)) == 0
    assert jobs.remind_of_uncollected(at=local("2027-03-01T10:00")) == 0
    told = Outgoing.objects.filter(chain=case.chain, payload__verb="remind")
    assert told.count() == 3
    assert {each.address for each in told} == {f"party:{case.applicant_id}"}
    assert "还没有领取" in told[0].payload["text"]
    entries = Entry.objects.filter(chain=case.chain, verb="remind").order_by("seq")
    assert [(each.facts["reminder"], each.by_role, each.to_status) for each in entries] == [
        (1, "system", "issued"),
        (2, "system", "issued"),
        (3, "system", "issued"),
    ]
    assert_sound(case, on=day(40))


@pytest.mark.req("R-077")
def test_a_job_that_slept_for_weeks_sends_one_and_then_waits_again(cast):
    issued(cast)
    assert jobs.remind_of_uncollected(at=local("2027-01-11T10:00")) == 1
    assert jobs.remind_of_uncollected(at=local("2027-01-12T10:00")) == 0


@pytest.mark.parametrize("at", ["2026-12-02T03:07", "2026-12-02T20:07", "2026-12-05T10:07"])
def test_nobody_is_woken_at_night_nor_on_a_day_of_rest(cast, at):
    issued(cast)
    assert jobs.remind_of_uncollected(at=local(at)) == 0


def test_what_was_fetched_is_not_asked_for(cast):
    case = issued(cast)
    delivering.collect(case, given=TAKEN, by=cast("liuyang"), at=after(3))
    assert jobs.remind_of_uncollected(at=local("2026-12-02T10:00")) == 0
    assert fresh(case).status == Status.SERVED


def test_a_reminder_before_its_day_is_refused_and_changes_nothing(cast):
    case = issued(cast)
    before = snapshot(case)
    with pytest.raises(NotNow):
        delivering.remind(case, by=SYSTEM, at=local("2026-12-01T10:00"))
    assert snapshot(case) == before
