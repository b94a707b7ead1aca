"""How far those with a head start may go before others (绿色通道的限度): what it costs is bounded; pure. R-163.

Whoever was there first and is still waiting may be passed by so many as are served, by all windows together, in the
minutes that the city lets it cost, and by no more: then it is their turn, whatever care waits behind them. As it holds
for the one who waits longest, it holds for everybody behind: each of those was passed by fewer.

With services of one length the extra wait is never more than the bound (tests simulate it). Where they differ it is
the bound by their mean, and at most one service more. Where one service alone is longer than the bound, a place calls
by time of coming only: nothing else would keep it.
"""

from collections.abc import Sequence
from datetime import timedelta
from statistics import fmean

from .order import Turn

LEAST_SERVICES = 5
"""So many services must have ended today before their mean is used."""
MOST_SERVICES = 30
SHORTEST = timedelta(minutes=1)


def may_pass(most_extra: timedelta, service: timedelta, windows: int) -> int:
    """How many may pass one who waits: whole services of each window that fit into the bound."""
    return max(1, windows) * (most_extra // max(service, SHORTEST))


def called(first: Turn, oldest: Turn, *, passed: int, allowed: int) -> Turn:
    """Whose turn it is: the first by the order, unless whoever waits longest was passed often enough."""
    return first if first == oldest or passed < allowed else oldest


def service_length(seen: Sequence[timedelta], expected: timedelta) -> timedelta:
    """How long a service takes here today; what the city expects while too few have ended."""
    if len(seen) < LEAST_SERVICES:
        return expected
    return timedelta(seconds=fmean(each.total_seconds() for each in seen[-MOST_SERVICES:]))
