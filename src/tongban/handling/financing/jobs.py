"""What a timer does with needs (融资需求到期)."""

from datetime import datetime

from tongban.foundation.kernel.clock import local_day

from .commands.needing import expire
from .queries.listing import due_to_expire


def end_what_is_over(at: datetime) -> int:
    """Needs whose days are over; how many."""
    found = list(due_to_expire(local_day(at)))
    for each in found:
        expire(each, at=at)
    return len(found)
