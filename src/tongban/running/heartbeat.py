"""Every process says which revision of the catalogue it serves (渠道报到): every ten seconds, beside its work."""

import logging
import os
import socket
import threading
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, close_old_connections

from tongban.exchange.connectors.provincial_catalogue.bound import BOUND
from tongban.exchange.connectors.provincial_catalogue.queries import holds_everything
from tongban.foundation.kernel.clock import now
from tongban.registers.catalog import search
from tongban.registers.catalog.channels import FROM_MEMORY, GuideChannel, newest_revision
from tongban.registers.catalog.models import ChannelNode
from tongban.registers.catalog.queries import revision
from tongban.registers.catalog.reporting import report
from tongban.registers.catalog.snapshot import read_note
from tongban.web.openapi.calls import CALLS

SECONDS = 10.0
LONGEST_HOST = 36
log = logging.getLogger("tongban.channels")


def this_node() -> str:
    """This process among all of the city: host and process number."""
    return f"{host()}:{os.getpid()}"


def host() -> str:
    return socket.gethostname()[:LONGEST_HOST]


def is_gone(node: str) -> bool:
    """Whether a process of this host has ended; of another host nobody here can tell."""
    where, _, number = node.rpartition(":")
    if where != host() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def beat() -> None:
    """A web process reports once: what a request of this moment would be told from, and found by; who called it."""
    report(this_node(), channels=FROM_MEMORY, revision=revision(), at=now())
    if (searched := search.revision()) is not None:
        report(this_node(), channels=[GuideChannel.SEARCH], revision=searched, at=now())
    CALLS.pour(now())


def beat_of_worker(folder: Path, *, at: datetime) -> None:
    """The worker reports what lies on disk for the case of need, and how far the province has got."""
    node = this_node()
    if (note := read_note(folder)) is not None:
        report(node, channels=[GuideChannel.STANDBY], revision=note.revision, at=at)
    if BOUND.library is not None:
        report(node, channels=[GuideChannel.PROVINCE], revision=_of_province(node), at=at)


def _of_province(node: str) -> int:
    """The newest revision once everything has arrived there; until then the one at which it last had."""
    newest = newest_revision()
    if holds_everything():
        return newest
    before = ChannelNode.objects.filter(node=node, channel=GuideChannel.PROVINCE).values_list("revision", flat=True)
    return min(before.first() or newest - 1, newest - 1)


def begin() -> None:
    """Go on reporting as long as the process lives; a database that is away is asked again the next time."""
    threading.Thread(target=_go_on, args=(threading.Event(),), name="heartbeat", daemon=True).start()


def _go_on(stop: threading.Event) -> None:
    while not stop.is_set():
        close_old_connections()
        try:
            beat()
        except DatabaseError:
            log.warning("the revision could not be reported and is reported again in %s s", SECONDS)
        stop.wait(SECONDS)
