"""Steps outside the list (清单外环节): by the decider, with reason and day, public; the time stays the department's."""

from datetime import date, datetime, timedelta

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case, UnlistedStep
from tongban.handling.cases.rules.grounds import need_text

from .steps import move, take
from .wording import refuse_asks_in_report

LONGEST = timedelta(days=60)


class StepGoesOn(Declined):
    """One step outside the list at a time (已经有一个清单外环节)."""

    code = "unlisted_step_goes_on"
    sentence = "这个办件已经有一个清单外环节没有结束。先结束它，再增加别的。"


@transaction.atomic
def add_unlisted_step(
    case: Case, *, name: str, reason: str, expected_on: date | str, by: Actor, at: datetime
) -> UnlistedStep:
    """增加清单外环节: no clock pauses, the applicant is told and everybody who opens the case sees it (R-046)."""
    step = take("add_unlisted_step", case, by=by, at=at)
    given = {"name": name, "reason": reason}
    called = need_text(given, "name", "请写明增加的是什么环节。", at_most=80)
    words = need_text(given, "reason", "请写明为什么要增加这个环节，理由会公开。", at_least=5)
    day = _day(expected_on, at)
    if UnlistedStep.objects.filter(case=case, finished_at__isnull=True).exists():
        raise StepGoesOn()
    assert by.staff_id is not None, "the flow lets only a decider come this far"
    added = UnlistedStep.objects.create(
        case=case,
        agency_id=case.agency_id,
        name=called,
        reason=words,
        started_at=at,
        started_by_id=by.staff_id,
        expected_on=day,
    )
    facts = {"name": called, "reason": words, "expected_on": day.isoformat()}
    move(case, step, by=by, at=at, facts=facts, due_on=day)
    return added


@transaction.atomic
def finish_unlisted_step(case: Case, *, result: str, by: Actor, at: datetime) -> Entry:
    """结束清单外环节: with what came of it."""
    step = take("finish_unlisted_step", case, by=by, at=at)
    words = need_text({"result": result}, "result", "请写明这个环节的结果。")
    refuse_asks_in_report(case, {"/result": words})
    open_one = UnlistedStep.objects.filter(case=case, finished_at__isnull=True).first()
    if open_one is None:
        raise NotNow("这个办件没有在进行的清单外环节。")
    UnlistedStep.objects.filter(pk=open_one.pk).update(finished_at=at, result=words)
    return move(case, step, by=by, at=at, facts={"name": open_one.name, "result": words})


def _day(given: date | str, at: datetime) -> date:
    """The day by which it is to be done: from today on, within sixty days."""
    today = local_day(at)
    try:
        day = given if isinstance(given, date) else date.fromisoformat(given.strip()[:10])
    except ValueError:
        raise Invalid(faults=[Fault("/expected_on", "date", "请填写预计完成的日期，例如 2026-12-01。")]) from None
    if not today <= day <= today + LONGEST:
        raise Invalid(faults=[Fault("/expected_on", "range", "预计完成的日期要在今天以后、60天以内。")])
    return day
