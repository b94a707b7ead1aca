"""A special procedure that takes longer than was told (特别程序超时): the limits that it paused run again.

行政许可法 第四十五条 leaves out of the limits the time that the applicant was told in writing, and no day more.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case, SpecialRun
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.deferral import GRACE
from tongban.registers.catalog.content import Option

from . import clocks as ticking
from .steps import move, option_of, take


class StillInItsTime(NotNow):
    """A special procedure still pauses the limits by right (特别程序没有超时)."""

    code = "still_in_its_time"
    sentence = "特别程序还在告知的时间以内，办理时限照常暂停。"


@transaction.atomic
def resume_counting(case: Case, *, by: Actor = SYSTEM, at: datetime) -> Entry:
    """恢复计时: nothing that is under way is within its own limit any more, so every day is counted again.

    The procedures go on beside the examination like those that the list counts: `examine` waits for them, and what
    becomes overdue meanwhile has to be explained in public. `StillInItsTime` while one of them pauses by right.
    """
    step = take("resume_counting", case, by=by, at=at)
    option, runs = option_of(case), list(SpecialRun.objects.filter(case=case).order_by("id"))
    over = overran(option, runs, on=local_day(at))
    if not over:
        raise StillInItsTime()
    changes = count_again(case, over)
    due_on = ticking.resume(case, ticking.pausing(option, runs), on=local_day(at))[ClockKind.PROMISED]
    changes["due_on"] = due_on
    facts = {"codes": [each.code for each in over], "since": _since(over).isoformat()}
    return move(case, step, by=by, at=at, facts=facts, changes=changes, due_on=due_on)


def overran(option: Option, runs: Sequence[SpecialRun], *, on: date) -> list[SpecialRun]:
    """The procedures that pause the limits, when the last of them is over its own limit; none before.

    A gap that was given time (容缺中止) is not one of them: its end is carried out by its own rule.
    """
    still = ticking.still_pausing(option, runs)
    is_over = all(each.code != GRACE and each.expected_on < on for each in still)
    return still if is_over else []


def count_again(case: Case, over: Sequence[SpecialRun]) -> dict[str, Any]:
    """Mark the day from which they are counted; the columns of the case that change with it."""
    if not over:
        return {}
    SpecialRun.objects.filter(pk__in=[each.pk for each in over]).update(counts_since=_since(over))
    return {"counted_runs": case.counted_runs + len(over)}


def _since(over: Sequence[SpecialRun]) -> date:
    return max(each.expected_on for each in over) + timedelta(days=1)
