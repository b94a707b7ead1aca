"""What a timer does with the provincial supervision system: what was given up is tried anew."""

from datetime import datetime

from .commands.reporting import revive


def look_after_records(at: datetime) -> int:
    """The number of records that are tried anew."""
    return revive(at=at)
