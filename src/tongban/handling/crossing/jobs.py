"""What a timer does with crossings: ask every partner city for its letters. Late is not wrong."""

import logging
from datetime import datetime, timedelta

from .commands.letters import take_in
from .partners import BOUND
from .ports import PartnerUnavailable

log = logging.getLogger("tongban.crossing")
BACK = timedelta(days=60)


def collect(at: datetime) -> int:
    """The letters of all cities; one that does not answer is asked again at the next turn. How many were applied."""
    return sum(_collected(code, at) for code in sorted(BOUND.lines))


def _collected(code: str, at: datetime) -> int:
    partner = BOUND.lines[code]
    try:
        raws = partner.collect(at - BACK, at=at)
    except PartnerUnavailable as error:
        log.info("%s did not answer, its letters wait for the next turn: %s", code, error)
        return 0
    return take_in(raws, partner, at=at)
