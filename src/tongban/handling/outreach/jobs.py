"""What a timer does for help in person (上门帮办): originals that are still out are asked for, once a day."""

from datetime import datetime

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined

from .commands.papers import remind
from .queries.papers import to_be_asked_for

BATCH = 200


def remind_of_papers(*, at: datetime) -> int:
    """提醒归还原件: at most a batch; how many were reminded of. Who moved it meanwhile is left to the next round."""
    reminded = 0
    for request in to_be_asked_for(on=local_day(at))[:BATCH]:
        try:
            remind(request, at=at)
        except Declined:
            continue
        reminded += 1
    return reminded
