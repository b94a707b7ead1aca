"""What a timer does for terminals (看终端)."""

from datetime import datetime

from .commands import take_back_what_breaks, watch


def watch_terminals(at: datetime) -> int:
    """Every terminal that is missed gets its fault, every one that is back loses it; how many were opened.

    A trial of settings of which a terminal fell silent is taken back.
    """
    opened, _ = watch(at=at)
    take_back_what_breaks(at=at)
    return opened
