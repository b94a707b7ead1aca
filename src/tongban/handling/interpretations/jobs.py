"""What every process that shows interpretations does once a minute (交出到达量)."""

from datetime import datetime

from tongban.foundation.kernel.clock import local_day

from .commands import keep_reads
from .counted import take


def flush_reads(at: datetime) -> int:
    """Write down how often each was opened."""
    counts = take()
    return keep_reads(counts, on=local_day(at)) if counts else 0
