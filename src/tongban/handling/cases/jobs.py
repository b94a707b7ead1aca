"""What happens by itself (定时任务): silence becomes acceptance, old drafts go. Late is not wrong."""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.db.models.functions import Coalesce

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.kernel.errors import Declined
from tongban.foundation.worktime.models import CalendarEdition
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import CLOSING, OPENING, add_workdays, alert_at, is_workday

from .commands.calendars import behind_the_calendar, reckon
from .commands.clocks import pauses_of, pausing
from .commands.deferring import remind_deferred
from .commands.delivering import remind
from .commands.lapsing import lapse
from .commands.overrunning import overran, resume_counting
from .commands.receiving import deem_accepted
from .commands.renewing import deem_granted
from .commands.slots import is_due, remind_slot
from .commands.steps import option_of
from .models import Alert, Case, Clock, Delivery, Slot, SlotStatus, SpecialRun
from .queries.alerts import nearing
from .rules.clocks import ALERT_SHARES, RENEWAL_WARNINGS, ClockKind
from .rules.deferral import GRACE, REMINDED_BEFORE, reminder_is_due
from .rules.reckoning import clock_due
from .rules.reminders import FIRST_AFTER, MOST_REMINDERS, next_reminder_on
from .rules.states import UNDER_EXAMINATION, Status

log = logging.getLogger("tongban.cases")
BATCH = 500
LONGEST_REST = 16
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


def raise_alerts(*, at: datetime) -> int:
    """时限提醒: half and most of the notice clock, most of the promised one, are gone by `at`; the number of new ones.

    Each share of a limit is alerted of once, however often and however late this runs; `Alert.at` is the moment
    at which the share was reached. R-037.
    """
    found = [each for clock in nearing(at=at) for each in _reached(clock, at)]
    known = set(
        Alert.objects.filter(clock__in=[each.clock_id for each in found]).values_list("clock_id", "due_on", "share")
    )
    fresh = [each for each in found if (each.clock_id, each.due_on, each.share) not in known]
    Alert.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def _reached(clock: Clock, at: datetime) -> Iterator[Alert]:
    """The shares of this clock that are used up by now."""
    pauses = pauses_of(pausing(option_of(clock.case), clock.case.special_runs.all()), until=local_day(at))
    reckoned = clock_due(clock, pauses, calendar())
    for share in ALERT_SHARES[ClockKind(clock.kind)]:
        moment = alert_at(reckoned, share / 100)
        if moment <= at:
            yield Alert(clock=clock, share=share, due_on=clock.due_on, at=moment)


def renew_by_silence(*, at: datetime) -> int:
    """视为准予延续 for every undecided case whose old licence expired before `at`; the number renewed.

    Running it late changes nothing: the renewal counts from the day of expiry (行政许可法 第五十条第二款).
    """
    over = Clock.objects.filter(
        kind=ClockKind.RENEWAL,
        ended_at__isnull=True,
        due_on__lt=local_day(at),
        case__status__in=sorted(UNDER_EXAMINATION),
    )
    keys = list(over.order_by("due_at").values_list("case_id", flat=True)[:BATCH])
    return sum(_each(keys, lambda case: deem_granted(case, by=SYSTEM, at=at) is not None))


def warn_of_renewals(*, at: datetime) -> int:
    """届满提醒: ten, five and one day before a licence expires undecided; the number of new alerts, each once."""
    on = local_day(at)
    last = on + timedelta(days=max(RENEWAL_WARNINGS))
    near = Clock.objects.filter(kind=ClockKind.RENEWAL, ended_at__isnull=True, due_on__range=(on, last))
    raised = set(Alert.objects.filter(clock__in=near).values_list("clock_id", "due_on", "share"))
    fresh = [
        Alert(clock=clock, share=share, due_on=clock.due_on, at=at)
        for clock in near
        for days, share in RENEWAL_WARNINGS.items()
        if (clock.due_on - on).days <= days and (clock.pk, clock.due_on, share) not in raised
    ]
    Alert.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def remind_of_slots(*, at: datetime) -> int:
    """约定提醒: who has a booked time is reminded on the workday before, once and by day; the number of cases."""
    if not OPENING <= at.astimezone(LOCAL).time() < CLOSING:
        return 0
    booked = Slot.objects.filter(status=SlotStatus.BOOKED, reminded_at=None, starts_at__gt=at)
    near = booked.filter(starts_at__lt=at + timedelta(days=LONGEST_REST), case__ended_at=None).order_by("starts_at")
    keys = list(dict.fromkeys(each.case_id for each in near[:BATCH] if is_due(each, at=at)))
    return sum(_each(keys, lambda case: remind_slot(case, by=SYSTEM, at=at) is not None))


def count_what_overran(*, at: datetime) -> int:
    """特别程序超时: cases whose special procedures are all over their own limits count again; the number of cases.

    Running it late changes no limit: the days after the last day that was told are counted anyway.
    """
    on = local_day(at)
    over = SpecialRun.objects.filter(finished_at=None, counts_since=None, expected_on__lt=on)
    cases = Case.objects.filter(status=Status.SUSPENDED, pk__in=over.values("case_id")).prefetch_related("special_runs")
    keys = [each.pk for each in cases if overran(option_of(each), list(each.special_runs.all()), on=on)][:BATCH]
    return sum(_each(keys, lambda case: resume_counting(case, by=SYSTEM, at=at) is not None))


def remind_of_uncollected(*, at: datetime) -> int:
    """催领: results that nobody fetched are told of again, by day on workdays only; the number of reminders (R-077)."""
    if not _is_by_day(at):
        return 0
    waiting = Delivery.objects.filter(case__status=Status.ISSUED, case__ended_at=None, reminders__lt=MOST_REMINDERS)
    long_ago = Coalesce("reminded_at", "issued_at")
    rows = waiting.annotate(since=long_ago).filter(since__lt=at - timedelta(days=FIRST_AFTER)).order_by("since", "pk")
    due = [
        row.case_id
        for row in rows[:BATCH]
        if (on := next_reminder_on(row.issued_at, row.reminded_at, row.reminders, calendar=calendar())) is not None
        and on <= local_day(at)
    ]
    return sum(_each(due, lambda case: remind(case, by=SYSTEM, at=at) is not None))


def lapse_deferrals(*, at: datetime) -> int:
    """容缺逾期: every gap whose last day is over before `at` gets what its rule says; the number of cases.

    Late or twice is the same: the term is over on its own day, and what was carried out is not carried out again.
    """
    over = Clock.objects.filter(Q(kind=ClockKind.SUPPLEMENT) | Q(kind=ClockKind.SPECIAL, code=GRACE))
    over = over.filter(ended_at__isnull=True, due_on__lt=local_day(at)).order_by("due_at")
    keys = list(over.values_list("case_id", flat=True)[:BATCH])
    return sum(_each(keys, lambda case: lapse(case, by=SYSTEM, at=at) is not None))


def remind_of_gaps(*, at: datetime) -> int:
    """提醒补齐: gaps whose last day comes near, by day on workdays only; the number of reminders (R-151)."""
    if not _is_by_day(at):
        return 0
    near = add_workdays(local_day(at), max(REMINDED_BEFORE), calendar=calendar())
    rows = Clock.objects.filter(kind=ClockKind.SUPPLEMENT, ended_at__isnull=True, due_on__range=(local_day(at), near))
    rows = rows.filter(case__deferral__made_good_at=None).select_related("case__deferral").order_by("due_at")
    due = [
        row.case_id
        for row in rows[:BATCH]
        if reminder_is_due(row.due_on, row.case.deferral.reminded_on, on=local_day(at), calendar=calendar())
    ]
    return sum(_each(due, lambda case: remind_deferred(case, by=SYSTEM, at=at) is not None))


def _is_by_day(at: datetime) -> bool:
    return OPENING <= at.astimezone(LOCAL).time() < CLOSING and is_workday(local_day(at), calendar=calendar())


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
