"""What a timer does with the provincial library: alerts, pulling, the daily comparison. Late is not wrong."""

import logging
from datetime import datetime

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day

from .bound import BOUND
from .commands import pulling, pushing, reconciling
from .models import Reconciliation
from .ports import LibraryUnavailable

log = logging.getLogger("tongban.library")


def look_after_batches(at: datetime) -> int:
    """What has no receipt is tried anew, and is alerted of when its day is over."""
    return pushing.raise_late(at=at)


def pull(at: datetime) -> int:
    """What was pushed since; nothing when no library or no inbox is bound. The number of new items."""
    if BOUND.library is None or BOUND.inbox is None:
        return 0
    try:
        return pulling.pull(by=SYSTEM, at=at).created
    except LibraryUnavailable as error:
        log.info("the library did not answer, pulling waits for the next turn: %s", error)
        return 0


def reconcile_today(at: datetime) -> int:
    """The comparison of the day, once; a library that does not answer is asked again at the next turn."""
    if BOUND.library is None or Reconciliation.objects.filter(on=local_day(at)).exists():
        return 0
    try:
        return reconciling.reconcile(by=SYSTEM, at=at).differences
    except LibraryUnavailable as error:
        log.info("the library did not answer, the comparison waits for the next turn: %s", error)
        return 0
