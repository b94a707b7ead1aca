"""What a timer does for the register of files: nothing stays in force on repealed files alone."""

from datetime import datetime

from .commands.ending import end_unsupported


def end_what_stands_on_nothing(at: datetime) -> int:
    """How many lists were suspended or lost an option. Late or twice changes nothing."""
    return len(end_unsupported(at=at))
