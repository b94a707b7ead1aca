"""The guide (办事指南): one source for screen and paper; kept ready for visitors, because nothing in it is personal."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.queries.filling import expected
from tongban.registers.catalog.checklist import checklist
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide, guide_or_ending
from tongban.registers.catalog.standing import Ending, suspension
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.portal.elements import element_rows, five_answers
from tongban.web.portal.pages import page, public
from tongban.web.ui.audience import everybody
from tongban.web.ui.display import display_of
from tongban.web.ui.jinja import render_block
from tongban.web.ui.sessions import COOKIE, SECURE_COOKIE

KEPT = 512
Key = tuple[int, str, bool]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A page that was rendered: from which guide, and on which day, because it names dates."""

    guide: Guide
    on: date
    body: bytes


class Shelf:
    """Rendered guides of this process (指南页面缓存), the least used ones leave; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Key, _Ready] = OrderedDict()

    def get(self, key: Key, found: Guide, on: date) -> bytes | None:
        """The body, if it was made from this very guide (places included) on this day."""
        ready = self._kept.get(key)
        if ready is None or ready.on != on or not (ready.guide is found or ready.guide == found):
            return None
        if ready.guide is not found:  # read again, and the same: next time one look is enough
            self.put(key, found, on, ready.body)
        return ready.body

    def put(self, key: Key, found: Guide, on: date, body: bytes) -> None:
        with self._lock:
            self._kept[key] = _Ready(found, on, body)
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()


SHELF = Shelf()


@everybody
@require_safe
def guide_page(request: HttpRequest, code: str) -> HttpResponse:
    """A visitor's page comes ready from the shelf; who is signed in gets the same body in their own frame."""
    found, at = guide_or_ending(code), now()
    if isinstance(found, Ending):
        return public(page(request, "ended", {"ending": found}, status=HTTPStatus.GONE))
    is_visitor = COOKIE not in request.COOKIES and SECURE_COOKIE not in request.COOKIES
    is_plain = is_visitor and not request.META.get("QUERY_STRING")
    key = (found.option_version_id, str(display_of(request)), is_plain)
    body = SHELF.get(key, found, local_day(at))
    if body is None:
        body = _rendered(request, found, at, whole=is_plain)
        SHELF.put(key, found, local_day(at), body)
    if is_plain:
        return public(HttpResponse(body))
    context = {"guide": found, "body": Markup(body.decode()), **_around(request, found)}  # noqa: S704 - our own page
    return public(page(request, "guide", context))


@everybody
@require_safe
def guide_print(request: HttpRequest, code: str) -> HttpResponse:
    """The same guide on paper, with a QR that leads back (A4, at most two pages for a simple matter)."""
    found = guide(code)
    return public(page(request, "guide_print", _context(request, found, now())))


def preview_body(request: HttpRequest, found: Guide) -> Markup:
    """The body of a guide that is not published yet, without what would lead on (指南预览)."""
    context = {"typeset": typeset, "body": "", "is_preview": True, **_context(request, found, now())}
    return Markup(render_block("portal/guide.html", "content", context, request))  # noqa: S704 - our own page


def _rendered(request: HttpRequest, found: Guide, at: datetime, *, whole: bool) -> bytes:
    """The whole page, or its body alone for a frame that is somebody's own."""
    context = {"typeset": typeset, "body": "", **_context(request, found, at)}
    text = render_block("portal/guide.html", "content", context, request)
    if not whole:
        return text.encode()
    return page(request, "guide", {**context, "body": Markup(text)}).content  # noqa: S704 - our own page


def _context(request: HttpRequest, found: Guide, at: datetime) -> dict[str, object]:
    told = checklist(found.option, {})
    ahead = expected(found.option, at=at)
    return {
        "guide": found,
        "option": found.option,
        "told": told,
        "ahead": ahead,
        "answers": five_answers(found, told),
        "elements": element_rows(found),
        **_around(request, found),
    }


def _around(request: HttpRequest, found: Guide) -> dict[str, object]:
    online = bool({"web", "mobile"} & set(found.option.channels))
    address = settings.PUBLIC_URL.rstrip("/") + reverse("item", args=[found.option_code])
    return {"is_online": online, "address": address, "closed": suspension(found)}
