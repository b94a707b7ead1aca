"""What a timer calls for guides (指南提醒): owners and lights, once a day or more often; late is not wrong."""

from datetime import datetime

from tongban.registers.catalog.models import HandlingOption

from .commands import look_after
from .rules.freshness import DEFAULT_POLICY, ReviewPolicy


def alert_stale(at: datetime, policy: ReviewPolicy = DEFAULT_POLICY) -> int:
    """Every guide in force has an owner and today's light; gives how many turned yellow or red since."""
    options = HandlingOption.objects.filter(current__isnull=False).select_related("list")
    return sum(look_after(each, policy=policy, at=at) for each in options.order_by("code"))
