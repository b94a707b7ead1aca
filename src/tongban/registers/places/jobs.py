"""What a timer does for places: names whose day has come (到期更名)."""

from datetime import datetime

from .commands import switch_names


def switch_names_of_the_day(at: datetime) -> int:
    """Every rename whose day has come; gives how many."""
    return switch_names(at=at)
