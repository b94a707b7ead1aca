"""What every process that answers questions does once a minute (交出答不上的问题)."""

from datetime import datetime

from .commands import keep_unanswered
from .unanswered import take


def flush_unanswered(at: datetime) -> int:
    """Write down what this process could not answer."""
    counts = take()
    return keep_unanswered(counts, at=at) if counts else 0
