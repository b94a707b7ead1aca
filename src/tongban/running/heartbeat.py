"""Every web process says which revision of the catalogue it serves (渠道报到): every ten seconds, beside its work."""

import logging
import os
import socket
import threading

from django.db import DatabaseError, close_old_connections

from tongban.foundation.kernel.clock import now
from tongban.registers.catalog.channels import GuideChannel
from tongban.registers.catalog.queries import revision
from tongban.registers.catalog.reporting import report

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
    """Report once: what a request of this moment would be told from."""
    report(this_node(), channels=GuideChannel, revision=revision(), at=now())


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
