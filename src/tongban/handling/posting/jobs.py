"""What a timer does with parcels (寄件): ask where they are."""

import logging
from datetime import datetime

from .bound import BOUND
from .commands.sending import follow
from .ports import PostUnavailable
from .queries.shipments import to_ask_for

log = logging.getLogger("tongban.posting")
MOST_FAILURES = 3


def follow_parcels(*, at: datetime) -> int:
    """How many were asked for; a system that is away is left alone until the next time."""
    if BOUND.line is None:
        return 0
    asked = failures = 0
    for each in to_ask_for(at=at):
        try:
            follow(each, at=at)
        except PostUnavailable as refusal:
            failures += 1
            log.warning("parcel %s: %s", each.number, refusal.code)
            if failures >= MOST_FAILURES:
                break
        asked += 1
    return asked
