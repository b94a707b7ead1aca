"""What a timer calls for work orders (工单提醒); late, twice or side by side changes nothing."""

from datetime import datetime, timedelta

from .commands.handling import settle_unquestioned
from .commands.watching import escalate
from .models import WorkOrder
from .queries.orders import late
from .rules.policy import BOUND
from .rules.states import OrderStatus

BATCH = 500


def escalate_what_is_late(*, at: datetime) -> int:
    """超期报监督岗: every order past its limit, once for that limit; gives how many."""
    rows = WorkOrder.objects.filter(late(at), escalated_at__isnull=True).select_related("agency")
    return sum(escalate(each, at=at) is not None for each in rows.order_by("pk")[:BATCH])


def settle_what_was_answered(*, at: datetime) -> int:
    """Answered at once, not rated, and the days are over: closed; gives how many."""
    since = at - timedelta(days=BOUND.policy.settle_days)
    rows = WorkOrder.objects.filter(
        status=OrderStatus.REPLIED, is_at_once=True, rated_at__isnull=True, replied_at__lt=since
    )
    found = list(rows.order_by("pk")[:BATCH])
    for each in found:
        settle_unquestioned(each, at=at)
    return len(found)
