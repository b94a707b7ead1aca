"""What a timer does for parity: every night the same matter is compared in all places."""

from datetime import datetime

from tongban.foundation.kernel.actors import SYSTEM

from .commands.finding import check


def compare_places(at: datetime) -> int:
    """New departures become tasks; the number of new ones. Late or twice changes nothing."""
    return check(by=SYSTEM, at=at).new
