"""What supervision does by the clock (定时监察)."""

from datetime import datetime

from .commands.raising import raise_cards


def watch_limits(*, at: datetime) -> int:
    """亮牌: as many as a run may; what is left comes with the next one."""
    return raise_cards(at=at)
