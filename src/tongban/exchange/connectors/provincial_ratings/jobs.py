"""What a timer does with the province's system of ratings: what was given up is tried anew."""

from datetime import datetime

from .commands.pushing import revive


def look_after_messages(at: datetime) -> int:
    """The number of messages that are tried anew."""
    return revive(at=at)
