"""What a timer does with the province's system of rectification: collect, and try anew what was given up."""

from datetime import datetime

from .commands.collecting import collect
from .commands.reporting import revive
from .ports import RectificationUnavailable


def look_after_tasks(at: datetime) -> int:
    """How many tasks are new; a system that does not answer is asked again the next time."""
    revive(at=at)
    try:
        return collect(at=at)
    except RectificationUnavailable:
        return 0
