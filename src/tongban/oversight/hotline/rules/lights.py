"""How a work order stands against its limit (红黄绿灯): minutes to dispatch, hours to sign, days to reply; pure."""

from datetime import date, datetime, timedelta

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.worktime.rules import WorkCalendar, workdays_between

from .policy import HotlinePolicy
from .states import OrderStatus

GREEN, YELLOW, RED = "green", "yellow", "red"
LABELS = {GREEN: "时限内", YELLOW: "快到期", RED: "超期"}


def light_of(
    status: OrderStatus,
    *,
    waits_since: datetime,
    sign_by: datetime | None,
    due_on: date | None,
    at: datetime,
    policy: HotlinePolicy,
    calendar: WorkCalendar,
) -> str:
    """The light of an open order; empty when no limit runs. `waits_since` is when the centre got it."""
    if status in (OrderStatus.TAKEN, OrderStatus.RETURNED):
        limit = timedelta(minutes=policy.dispatch_minutes)
        return _by(at, waits_since + limit, near=limit / 3)
    if status is OrderStatus.DISPATCHED and sign_by is not None:
        return _by(at, sign_by, near=timedelta(hours=policy.sign_hours / 4))
    if status is OrderStatus.HANDLING and due_on is not None:
        left = workdays_between(local_day(at), due_on, calendar=calendar)
        if local_day(at) > due_on:
            return RED
        return YELLOW if left <= 1 else GREEN
    return ""


def _by(at: datetime, limit: datetime, *, near: timedelta) -> str:
    if at > limit:
        return RED
    return YELLOW if at > limit - near else GREEN
