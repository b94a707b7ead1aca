"""What a timer calls (到期停用): late or twice changes nothing."""

from datetime import datetime

from .commands.granting import expire_all


def end_grants(*, at: datetime) -> int:
    """Grants whose last day is over end; how many that were."""
    return expire_all(at=at)
