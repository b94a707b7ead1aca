"""The worker's rounds (巡办): news, seals, the snapshot; what has its hour is in `config/timers.py`."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import close_old_connections

from tongban.config.subscriptions import CARRIERS, SUBSCRIPTIONS
from tongban.foundation.kernel import clock
from tongban.foundation.ledger import sealing, subscriptions
from tongban.registers.catalog.jobs import keep_snapshot
from tongban.registers.catalog.reporting import watch
from tongban.running.heartbeat import beat_of_worker, is_gone

log = logging.getLogger("tongban.worker")
TICK = 0.2


@dataclass(frozen=True, slots=True)
class Round:
    """One thing to do every so many seconds, told the time."""

    name: str
    seconds: float
    do: Callable[[datetime], object]


def channels(at: datetime) -> None:
    """What the worker keeps reports, then everybody is looked at (渠道报到、巡查)."""
    beat_of_worker(settings.DATA / "snapshot", at=at)
    watch(is_gone=is_gone, at=at)


ROUNDS = (
    Round("news", 0.5, lambda at: subscriptions.run_all(SUBSCRIPTIONS, CARRIERS, at=at)),
    Round("seal", 5, lambda at: sealing.seal(at=at)),
    Round("snapshot", 15, lambda at: keep_snapshot(at, settings.DATA / "snapshot")),
    Round("channels", 10, channels),
)


def go_round(
    rounds: Sequence[Round], stop: threading.Event, refresh: Callable[[], None] = close_old_connections
) -> None:
    """Until told to stop, do each round when it is due; one that fails is logged and holds up no other.

    `refresh` comes before each, so that a database that was away is met with a new connection.
    """
    due = dict.fromkeys(rounds, 0.0)
    while not stop.wait(TICK):
        for each in rounds:
            if not stop.is_set() and time.monotonic() >= due[each]:
                refresh()
                _do(each)
                due[each] = time.monotonic() + each.seconds


def _do(each: Round) -> None:
    try:
        each.do(clock.now())
    except Exception:
        log.exception("round %s failed and is tried again in %s s", each.name, each.seconds)
