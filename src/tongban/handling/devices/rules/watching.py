"""When a terminal is missed (没有报到): over ten minutes without a word while it should run; pure. R-135."""

from datetime import datetime, timedelta

SILENT_AFTER = timedelta(minutes=10)


def is_missed(seen_at: datetime | None, bound_at: datetime, *, at: datetime, is_on: bool, was_on: bool) -> bool:
    """Silent for more than ten minutes; where it is switched off with its place, ten minutes after that opens.

    `is_on` and `was_on`: should it run at this moment, and did it ten minutes ago?
    """
    last = max(seen_at, bound_at) if seen_at is not None else bound_at
    return is_on and was_on and at - last > SILENT_AFTER
