"""What a timer does with the province's 12345: take over what is new, and try anew what was given up."""

from datetime import datetime

from .commands.collecting import collect
from .commands.reporting import revive
from .ports import HotlineUnavailable


def look_after_orders(at: datetime) -> int:
    """How many orders are new; a system that does not answer is asked again the next time."""
    revive(at=at)
    try:
        return collect(at=at)
    except HotlineUnavailable:
        return 0
