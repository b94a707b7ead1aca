"""What a timer calls (主体归并): late or twice changes nothing."""

from datetime import datetime

from .commands.resolving import resolve_all


def resolve_new(*, at: datetime) -> int:
    """Whose the rows are that came since; how many there were."""
    return resolve_all(at=at)
