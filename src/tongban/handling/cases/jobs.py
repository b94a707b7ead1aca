"""What happens by itself (定时任务): silence becomes acceptance, old drafts go. Late is not wrong."""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from django.db.models import Max

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined
from tongban.foundation.worktime.models import CalendarEdition

from .commands.calendars import behind_the_calendar, reckon
from .commands.receiving import deem_accepted
from .models import Case, Clock, Draft
from .rules.clocks import ClockKind
from .rules.states import Status

log = logging.getLogger("tongban.cases")
BATCH = 500
SLOWEST_PROCESS = timedelta(minutes=1)


def accept_what_nobody_answered(*, at: datetime) -> int:
    """视为受理 for every received case whose clock of silence ran out before `at`; the number accepted.

    Running it late changes nothing: acceptance counts from the day of receipt. A case that somebody acts on in the
    same instant is left to them. R-038.
    """
    silent = Clock.objects.filter(
        kind=ClockKind.DEEMED_ACCEPTANCE, ended_at__isnull=True, paused_since=None, due_at__lt=at,
        due_on__lt=local_day(at), case__status=Status.RECEIVED,
    ).order_by("due_at")  # fmt: skip
    keys = list(silent.values_list("case_id", flat=True)[:BATCH])
    return sum(_each(keys, lambda case: deem_accepted(case, by=SYSTEM, at=at) is not None))


def follow_the_calendar(*, at: datetime) -> int:
    """Limits that a newly published calendar ends on another day are reckoned anew; the number of cases (R-042).

    Also late, also twice: a case that stands right already is left alone.
    """
    newest = CalendarEdition.objects.aggregate(newest=Max("recorded_at"))["newest"]
    known_everywhere = newest + SLOWEST_PROCESS if newest is not None else None
    keys = behind_the_calendar(newest=known_everywhere, on=local_day(at))[:BATCH]
    return sum(_each(keys, lambda case: reckon(case, by=SYSTEM, at=at) is not None))


def _each(keys: Sequence[int], act: Callable[[Case], bool]) -> Iterator[bool]:
    """Do it to one case after the other; one that fails keeps no other waiting."""
    for key in keys:
        case = Case.objects.select_related("applicant", "agency").get(pk=key)
        try:
            yield act(case)
        except Declined as refusal:
            log.info("case %s is left alone: %s", case.number, refusal.reason_code)
        except Exception:
            log.exception("case %s could not be done", case.number)


def forget_expired_drafts(*, at: datetime) -> int:
    """Drafts past their day are removed, files and all that was typed (个人信息保护法 第十九条); the number removed."""
    return Draft.objects.filter(expires_on__lt=local_day(at)).delete()[0]
