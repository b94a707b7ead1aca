"""What a timer calls for the catalogue: editions whose day has come, and searches that found nothing."""

from datetime import datetime

from tongban.foundation.kernel.clock import local_day

from . import commands
from .search.misses import take_misses


def bring_into_force(at: datetime) -> int:
    """Editions whose effective day has come are current; may run late or twice."""
    return commands.bring_into_force(on=local_day(at))


def flush_misses(at: datetime) -> int:
    """Write down what this process counted; called in every process that serves searches."""
    return commands.keep_misses(take_misses(), on=local_day(at))
