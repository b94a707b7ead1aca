"""What a timer calls (数据回流): late or twice changes nothing."""

from datetime import datetime

from .commands.pulling import alert_stale, pull_all


def pull_and_watch(*, at: datetime) -> int:
    """Pull what is new, then tell what has become stale; the number of new batches."""
    new = pull_all(at=at)
    alert_stale(at=at)
    return new
