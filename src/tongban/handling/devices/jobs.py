"""What a timer does for terminals (看终端)."""

from datetime import datetime

from .commands import watch


def watch_terminals(at: datetime) -> int:
    """Every terminal that is missed gets its fault, every one that is back loses it; how many were opened."""
    return watch(at=at)[0]
