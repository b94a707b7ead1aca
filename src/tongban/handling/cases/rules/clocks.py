"""Which clock starts when (时限): standards §7; 行政许可法 32, 42, 44, 45; plan 三(一)2."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum

import msgspec

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.worktime.rules import WorkCalendar, add_workdays
from tongban.registers.catalog.content import Option, Span, SpecialProcedure, Stage
from tongban.registers.catalog.windows import open_window

from .states import Status


class ClockKind(StrEnum):
    """What a clock measures; each has its own light."""

    NOTICE = "notice"
    DEEMED_ACCEPTANCE = "deemed_acceptance"
    CORRECTION = "correction"
    PROMISED = "promised"
    STATUTORY = "statutory"
    STAGE = "stage"
    SPECIAL = "special"
    SERVICE = "service"
    SUPPLEMENT = "supplement"
    RENEWAL = "renewal"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_paused_by_special(self) -> bool:
        """Time of hearings, inspections and reviews is not counted in these (行政许可法 第四十五条)."""
        return self in {ClockKind.PROMISED, ClockKind.STATUTORY, ClockKind.STAGE}


_LABELS = {
    ClockKind.NOTICE: "一次性告知时限",
    ClockKind.DEEMED_ACCEPTANCE: "逾期视为受理",
    ClockKind.CORRECTION: "补正期限",
    ClockKind.PROMISED: "承诺办结时限",
    ClockKind.STATUTORY: "法定办结时限",
    ClockKind.STAGE: "环节时限",
    ClockKind.SPECIAL: "特别程序时限",
    ClockKind.SERVICE: "送达时限",
    ClockKind.SUPPLEMENT: "容缺补齐期限",
    ClockKind.RENEWAL: "有效期届满，逾期视为准予延续",
}


class ClockPlan(msgspec.Struct, frozen=True):
    """A clock to be started: limit, way of counting, from when, and why."""

    kind: ClockKind
    limit: Span
    started_at: datetime
    basis: str
    counting: str = "from_next_day"
    code: str = ""


# at which shares of its business hours a clock is alerted of, in percent: plan 三(一)2 and R-037
ALERT_SHARES: Mapping[ClockKind, tuple[int, ...]] = {ClockKind.NOTICE: (50, 90), ClockKind.PROMISED: (90,)}
# how many days of the calendar before a licence expires its undecided renewal is warned of: 行政许可法 第五十条
# days, and the share of the last hundred days that is gone by then
RENEWAL_WARNINGS: Mapping[int, int] = {10: 90, 5: 95, 1: 99}
NOTICE_LIMIT = Span(value=2, unit="workday")
DEEMED_LIMIT = Span(value=5, unit="workday")
CORRECTION_LIMIT = Span(value=15, unit="workday")
SERVICE_LIMIT = Span(value=10, unit="workday")
AT_ONCE = Span(value=1, unit="workday")
MOST_EXTENSION = 10


def on_receipt(option: Option, *, at: datetime) -> tuple[ClockPlan, ...]:
    """Received: tell once within two workdays counting this day; after five workdays of silence it is accepted.

    Where the law knows no waiting period (不动产登记: not refused in writing on the spot is accepted), both end with
    the working day on which it came in; what comes in after hours or on a day of rest, with the next one. A matter
    that is done on the spot (即办件) has that one day to be told, too: what is open at its end is red.
    """
    if option.is_accepted_on_receipt:
        basis = "不动产登记暂行条例 第十七条"
        kinds = (ClockKind.NOTICE, ClockKind.DEEMED_ACCEPTANCE)
        return tuple(ClockPlan(kind, AT_ONCE, at, basis, "from_same_day") for kind in kinds)
    notice = NOTICE_LIMIT, "实施方案 三(一)2:2个工作日(当日算起)"
    if option.case_type == "on_the_spot":
        notice = AT_ONCE, "实施方案 三(二)5 即收即办"
    return (
        ClockPlan(ClockKind.NOTICE, notice[0], at, notice[1], "from_same_day"),
        ClockPlan(ClockKind.DEEMED_ACCEPTANCE, DEEMED_LIMIT, at, "行政许可法 第三十二条第一款第四项"),
    )


def on_acceptance(option: Option, *, received_at: datetime, accepted_at: datetime) -> tuple[ClockPlan, ...]:
    """Accepted: the promised and the statutory clock, from acceptance or, where the law says so, from receipt.

    Where applications are taken at certain times only (受理期), the limits begin when that time is over (教师资格条例
    第十六条: 受理期限终止之日起); what is accepted later still, with its acceptance.
    """
    start = received_at if option.clock_starts == "receipt" else accepted_at
    window = open_window(option.acceptance_windows, local_day(received_at)) if option.acceptance_windows else None
    if window is not None and local_day(start) < window.closes_on:
        start = datetime.combine(window.closes_on, time(12), LOCAL)
    basis = option.legal_basis[0].text if option.legal_basis else "行政许可法 第四十二条第一款"
    return (
        ClockPlan(ClockKind.PROMISED, option.promised_limit, start, "办事指南公布的承诺时限"),
        ClockPlan(ClockKind.STATUTORY, option.statutory_limit, start, basis),
    )


def on_renewal(
    option: Option, *, expires_on: date | None, received_at: datetime, calendar: WorkCalendar
) -> tuple[ClockPlan, ...]:
    """The old licence's last day, if the renewal was asked for in time: undecided by then, it is granted.

    In time is `ahead` or more before that day, and as the list's own law has it (行政许可法 第五十条第一款). Who asked
    later has a decision under the ordinary limits, and no fiction.
    """
    if option.renewal is None or expires_on is None:
        return ()
    received_on = local_day(received_at)
    days = (expires_on - received_on).days
    if days < 1 or received_on > last_day_to_renew(option.renewal.ahead, expires_on, calendar=calendar):
        return ()
    basis = option.renewal.basis.text if option.renewal.basis else "行政许可法 第五十条第二款"
    return (ClockPlan(ClockKind.RENEWAL, Span(value=days, unit="day"), received_at, basis, "to_the_day"),)


def last_day_to_renew(ahead: Span, expires_on: date, *, calendar: WorkCalendar) -> date:
    """The last day on which a renewal is asked for in time: so many days or workdays before the licence expires."""
    if ahead.unit == "workday":
        return add_workdays(expires_on, -ahead.value, calendar=calendar)
    return expires_on - timedelta(days=ahead.value * _DAYS_IN.get(ahead.unit, 1))


_DAYS_IN = {"month": 30, "year": 365}


def on_stage(option: Option, post: str, *, at: datetime) -> tuple[ClockPlan, ...]:
    """The clock of the stage that this post now holds, if the list gives it a limit."""
    stage = stage_of(option, post)
    if stage is None or stage.limit is None:
        return ()
    return (ClockPlan(ClockKind.STAGE, stage.limit, at, "实施清单 办理环节时限", code=stage.code),)


def on_correction_asked(*, at: datetime) -> ClockPlan:
    return ClockPlan(ClockKind.CORRECTION, CORRECTION_LIMIT, at, "一次性告知书")


def on_decision(*, at: datetime) -> ClockPlan:
    """Decided: serve within ten days (行政许可法 第四十四条)."""
    return ClockPlan(ClockKind.SERVICE, SERVICE_LIMIT, at, "行政许可法 第四十四条")


def extension_of(option: Option) -> SpecialProcedure | None:
    """What the list says of a longer limit (延长审批); without it the general law holds."""
    return next((each for each in option.special_procedures if each.effect == "extends"), None)


def most_extension(option: Option) -> int:
    """How many workdays a limit may be extended by: what the list says, else ten (行政许可法 第四十二条第一款)."""
    listed = extension_of(option)
    return listed.limit.value if listed is not None and listed.limit.unit == "workday" else MOST_EXTENSION


def extended_clocks(option: Option) -> tuple[ClockKind, ...]:
    """Which clocks an extension reaches; not the statutory one where its limit includes the extension already."""
    listed = extension_of(option)
    is_included = listed is not None and listed.is_counted
    return (ClockKind.PROMISED,) if is_included else (ClockKind.PROMISED, ClockKind.STATUTORY)


def decisive(status: Status) -> ClockKind | None:
    """Which clock says by when something has to be done in this state; it is the case's due day."""
    return _DECISIVE.get(status)


_DECISIVE = {
    Status.RECEIVED: ClockKind.NOTICE,
    Status.CORRECTING: ClockKind.CORRECTION,
    Status.ACCEPTED: ClockKind.PROMISED,
    Status.SUSPENDED: ClockKind.SPECIAL,
    Status.REVIEWING: ClockKind.PROMISED,
    Status.DECIDING: ClockKind.PROMISED,
    Status.GRANTED: ClockKind.SERVICE,
    Status.REFUSED: ClockKind.SERVICE,
    Status.ISSUED: ClockKind.SERVICE,
}


def stage_of(option: Option, post: str) -> Stage | None:
    return next((each for each in option.stages if each.post == post), None)
