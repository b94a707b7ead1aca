"""When the database is away (资料库中断): guides are read from the disk, everything else says so and waits (R-200).

The first request that meets the outage tells this process; for a second nobody asks the database again, then one
request tries. What can be read without it is marked `readable_without_database`; it is run again on the snapshot, for
a visitor, whoever asked. All other pages answer 503, with what became of the answers and where to go.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch, resolve

from tongban.foundation.kernel.errors import Declined
from tongban.foundation.worktime.queries import without_asking
from tongban.registers.catalog import snapshot
from tongban.registers.catalog.snapshot import Snapshot, standing_on
from tongban.web.ui.refusals import OUTAGE, page_not_found, refusal_of, respond
from tongban.web.ui.sessions import as_visitor

log = logging.getLogger("tongban.outages")
RETRY_SECONDS = 1.0
READABLE = "tongban_reads_snapshot"
READABLE_OPERATIONS = frozenset({"api-items", "api-item"})
_ASKS_ITSELF = ("/health/", "/metrics", "/static/")
_ON = "_tongban_outage"
_MET = "_tongban_met_outage"
# Connection gone, shut down, starting up, too many; a deadlock or a lock timeout is no outage.
_STATES = ("08", "57P", "53300")
AnyView = TypeVar("AnyView", bound=Callable[..., HttpResponseBase])
Handler = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Outage:
    """What the banner says: as of when the catalogue on disk was last found to be current."""

    current_at: datetime | None


def readable_without_database(view: AnyView) -> AnyView:
    """The page is made of the catalogue alone."""
    setattr(view, READABLE, True)
    return view


def outage_of(request: HttpRequest) -> Outage | None:
    """The outage that this page is served in, if there is one."""
    found: Outage | None = getattr(request, _ON, None)
    return found


def is_outage(error: BaseException) -> bool:
    """Does this error mean that the database is away, and not that a statement was wrong?"""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith(_STATES)


def mark_outage(response: HttpResponse) -> None:
    """For whoever turns exceptions into answers before the middleware sees them."""
    setattr(response, _MET, True)


class Watch:
    """Since when this process knows that the database is away, and the snapshot that it reads meanwhile."""

    def __init__(self, tick: Callable[[], float] = time.monotonic) -> None:
        self._tick, self._lock = tick, threading.Lock()
        self._met_at: float | None = None
        self._kept: tuple[str, Snapshot] | None = None

    def meet(self) -> None:
        if self._met_at is None:
            log.error("the database does not answer: guides are served from the snapshot")
        self._met_at = self._tick()

    def is_on(self) -> bool:
        """Was it away a moment ago? After that one request may try."""
        return self._met_at is not None and self._tick() - self._met_at < RETRY_SECONDS

    def is_over(self) -> None:
        if self._met_at is not None:
            log.warning("the database answers again")
            self._met_at = None

    @property
    def is_known(self) -> bool:
        return self._met_at is not None

    def snapshot(self, folder: Path) -> Snapshot | None:
        """The catalogue on disk, read once for each of its editions; None if there is none, or it is damaged."""
        with self._lock:
            try:
                note = snapshot.read_note(folder)
                if note is None:
                    return None
                if self._kept is None or self._kept[0] != note.sha256:
                    read = snapshot.read(folder)
                    self._kept = (note.sha256, read) if read is not None else None
            except (OSError, ValueError, snapshot.Broken) as damage:
                log.error("the snapshot cannot be used: %s", damage)
                return None
            return self._kept[1] if self._kept is not None else None


WATCH = Watch()


def snapshot_of_now() -> Snapshot | None:
    """The snapshot of this house."""
    return WATCH.snapshot(Path(settings.DATA) / "snapshot")


class Outages:
    """Middleware, the innermost: what a view could not read from the database it reads from the disk."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(_ASKS_ITSELF):
            return self.get_response(request)
        if WATCH.is_on():
            return _answered(request)
        was_known = WATCH.is_known
        response = self.get_response(request)
        if getattr(response, _MET, False):
            WATCH.meet()
            return _answered(request)
        if was_known and outage_of(request) is None and connection.connection is not None:
            WATCH.is_over()
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        if not is_outage(error):
            return None
        WATCH.meet()
        return _answered(request)


def _answered(request: HttpRequest) -> HttpResponseBase:
    """From the snapshot if the page can be read from it, else the page that says when to come back."""
    found = snapshot_of_now()
    note = snapshot.read_note(Path(settings.DATA) / "snapshot") if found is not None else None
    setattr(request, _ON, Outage(note.current_at if note is not None else None))
    as_visitor(request)
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Http404 as nowhere:
        return page_not_found(request, nowhere)
    request.resolver_match = match
    if found is not None and request.method in ("GET", "HEAD") and _is_readable(match):
        try:
            with standing_on(found), without_asking():
                response = match.func(request, *match.args, **match.kwargs)
        except Declined as refusal:
            return respond(request, refusal_of(refusal))
        except DatabaseError as beyond:
            log.error("%s needs the database after all: %s", request.path_info, beyond)
        else:
            if not getattr(response, _MET, False):
                return _dated(response)
    return _come_back(request, match)


def _is_readable(match: ResolverMatch) -> bool:
    return getattr(match.func, READABLE, False) or match.url_name in READABLE_OPERATIONS


def _dated(response: HttpResponseBase) -> HttpResponseBase:
    """Nobody keeps a page of an outage."""
    response.tongban_public = False  # type: ignore[attr-defined]
    return response


def _come_back(request: HttpRequest, match: ResolverMatch) -> HttpResponse:
    if match.route.startswith(("api/", "oauth/")):
        response = HttpResponse(
            _PROBLEM, status=HTTPStatus.SERVICE_UNAVAILABLE, content_type="application/problem+json"
        )
    else:
        response = respond(request, OUTAGE)
    response.headers["Retry-After"] = "60"
    return response


_PROBLEM = (
    '{"type":"/api/docs#error-unavailable","title":"资料库正在恢复，这一步没有办成。请一分钟后再试；事项和指南仍可查询。",'
    '"status":503,"code":"unavailable","errors":[]}'
).encode()
