"""Every web process hands over what was sought or asked in vain (零结果查询、答不上的问题): each minute, and last.

They are counted in the process that served them, for a page that is read writes nothing.
"""

import atexit
import logging
import threading

from django.db import DatabaseError, close_old_connections, connection

from tongban.foundation.kernel.clock import now
from tongban.handling.interpretations.jobs import flush_reads
from tongban.registers.answers.jobs import flush_unanswered
from tongban.registers.catalog.jobs import flush_misses

SECONDS = 60.0
log = logging.getLogger("tongban.search")


def begin() -> None:
    """Go on handing over as long as the process lives."""
    atexit.register(_hand_over)
    threading.Thread(target=_go_on, args=(threading.Event(),), name="misses", daemon=True).start()


def _go_on(stop: threading.Event) -> None:
    while not stop.wait(SECONDS):
        _hand_over()


def _hand_over() -> None:
    """What was counted goes to the database; while that is away, these counts are lost, and nothing else is."""
    close_old_connections()
    try:
        flush_misses(now())
        flush_unanswered(now())
        flush_reads(now())
    except DatabaseError:
        log.warning("the searches that found nothing could not be kept")
    finally:
        connection.close()
