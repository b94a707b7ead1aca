"""What a timer does for the register of files: nothing stays in force on repealed files alone."""

from datetime import datetime

from .commands.ending import suspend_unsupported


def end_what_stands_on_nothing(at: datetime) -> int:
    """How many lists were suspended. Late or twice changes nothing."""
    return len(suspend_unsupported(at=at))
