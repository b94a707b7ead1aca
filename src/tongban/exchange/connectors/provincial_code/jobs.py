"""What a timer does with the provincial platform of codes: notices that were given up are tried anew."""

from datetime import datetime

from .commands import revive


def look_after_plates(at: datetime) -> int:
    """The number of notices that are tried anew."""
    return revive(at=at)
