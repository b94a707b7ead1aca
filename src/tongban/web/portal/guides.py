"""The guide (办事指南): one source for screen and paper; kept ready for visitors, because nothing in it is personal."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.queries.filling import expected
from tongban.handling.interpretations.queries import Told, due_of_option, of_option
from tongban.registers.bundles.queries import Linked, linked_to
from tongban.registers.catalog.checklist import checklist
from tongban.registers.catalog.deferral import lapse_words
from tongban.registers.catalog.forms import title_of
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.history import editions_of, name_of
from tongban.registers.catalog.queries import cards, guide, guide_in_force, guide_or_ending
from tongban.registers.catalog.standing import Ending, suspension
from tongban.registers.catalog.vocabulary import QUOTA_PERIODS
from tongban.registers.catalog.windows import open_window, window_words
from tongban.registers.documents.rendering.sheet import typeset
from tongban.registers.lists.rules.deriving import deferral_row
from tongban.registers.upkeep.queries import Care, care_of
from tongban.web.portal.elements import element_rows
from tongban.web.portal.five_functions import five_functions
from tongban.web.portal.offering import offered, promise_row
from tongban.web.portal.pages import page, public
from tongban.web.ui.answers import five_answers
from tongban.web.ui.audience import everybody
from tongban.web.ui.display import display_of
from tongban.web.ui.embedding import embeddable
from tongban.web.ui.jinja import render_block
from tongban.web.ui.outages import outage_of, readable_without_database
from tongban.web.ui.sessions import COOKIE, SECURE_COOKIE

KEPT = 512
Key = tuple[int, str, bool, tuple[Linked, ...], tuple[Told, ...], date | None]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A page that was rendered: from which guide, and on which day, because it names dates."""

    guide: Guide
    care: Care
    on: date
    body: bytes


class Shelf:
    """Rendered guides of this process (指南页面缓存), the least used ones leave; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Key, _Ready] = OrderedDict()

    def get(self, key: Key, found: Guide, care: Care, on: date) -> bytes | None:
        """The body, if it was made from this very guide (places and care included) on this day."""
        ready = self._kept.get(key)
        if ready is None or ready.on != on or not (ready.guide is found or ready.guide == found):
            return None
        if not (ready.care is care or ready.care == care):
            return None
        if ready.guide is not found or ready.care is not care:  # read again, the same: next time one look is enough
            self.put(key, found, care, on, ready.body)
        return ready.body

    def put(self, key: Key, found: Guide, care: Care, on: date, body: bytes) -> None:
        with self._lock:
            self._kept[key] = _Ready(found, care, on, body)
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()


SHELF = Shelf()


@readable_without_database
@everybody
@require_safe
@embeddable
def guide_page(request: HttpRequest, code: str) -> HttpResponse:
    """A visitor's page comes ready from the shelf; who is signed in gets the same body in their own frame."""
    if outage_of(request) is not None:
        return page(request, "guide", _whole(request, guide(code), None, now()))
    found, at = guide_in_force(code), now()
    if found is None:
        return departed(request, code)
    found = offered(request, found)
    care = care_of(code)
    is_visitor = COOKIE not in request.COOKIES and SECURE_COOKIE not in request.COOKIES
    is_plain = is_visitor and not request.META.get("QUERY_STRING")
    beside = linked_to(code, on=local_day(at)), of_option(code), due_of_option(code)
    key = (found.option_version_id, str(display_of(request)), is_plain, *beside)
    body = SHELF.get(key, found, care, local_day(at))
    if body is None:
        body = _rendered(request, found, care, at, whole=is_plain)
        SHELF.put(key, found, care, local_day(at), body)
    if is_plain:
        return public(HttpResponse(body))
    context = {"guide": found, "body": Markup(body.decode()), **_around(request, found)}  # noqa: S704 - our own page
    return public(page(request, "guide", context))


@readable_without_database
@everybody
@require_safe
def guide_print(request: HttpRequest, code: str) -> HttpResponse:
    """The same guide on paper, with a QR that leads back (A4, at most two pages for a simple matter).

    With a day in the address it is the edition that was in force then, and the paper says so.
    """
    on = _day(request.GET.get("on", ""))
    found = guide(code, on=on) if on is not None else offered(request, guide(code))
    context = _context(request, found, None, now()) | {"asked_on": on}
    return public(page(request, "guide_print", context))


def departed(request: HttpRequest, code: str) -> HttpResponse:
    """A matter that is not in force any more, or not yet: what it was called, why, and its history; else `NotFound`."""
    past = editions_of(code, on=local_day(now()))
    has_begun = any(each.is_in_force for each in past)
    found = guide_or_ending(code) if has_begun else None
    ending = found if isinstance(found, Ending) else None
    context = {"name": name_of(code), "code": code, "last": past[0], "past": past, "ending": ending}
    return public(page(request, "guide_departed", context, status=410 if has_begun else 200))


def preview_body(request: HttpRequest, found: Guide) -> Markup:
    """The body of a guide that is not published yet, without what would lead on (指南预览)."""
    around = {"typeset": typeset, "body": "", "is_preview": True, "outage": True}
    context = {**around, **_context(request, found, None, now())}
    return Markup(render_block("portal/guide.html", "content", context, request))  # noqa: S704 - our own page


def _rendered(request: HttpRequest, found: Guide, care: Care, at: datetime, *, whole: bool) -> bytes:
    """The whole page, or its body alone for a frame that is somebody's own."""
    context = _whole(request, found, care, at)
    if not whole:
        return str(context["body"]).encode()
    return page(request, "guide", context).content


def _whole(request: HttpRequest, found: Guide, care: Care | None, at: datetime) -> dict[str, object]:
    """What the page's frame needs, with its body rendered."""
    context = {"typeset": typeset, "body": "", "outage": outage_of(request), **_context(request, found, care, at)}
    text = render_block("portal/guide.html", "content", context, request)
    return {**context, "body": Markup(text)}  # noqa: S704 - our own page


def _context(request: HttpRequest, found: Guide, care: Care | None, at: datetime) -> dict[str, object]:
    told = checklist(found.option, {})
    return {
        "guide": found,
        "option": found.option,
        "told": told,
        "care": care,
        "ahead": expected(found.option, at=at),
        "answers": five_answers(found, told),
        "elements": element_rows(found),
        "prerequisites": _prerequisites(found),
        "bundles": () if outage_of(request) is not None else linked_to(found.option_code, on=local_day(at)),
        "deferral_row": deferral_row(found),
        "promise_row": promise_row(request, found),
        "deferral_lapse": lapse_words(found.option.deferral),
        "form_title": title_of(found.option) if found.option.form else "",
        "five_functions": five_functions(found),
        "told_in": () if outage_of(request) is not None else of_option(found.option_code),
        "told_by": None if outage_of(request) is not None else due_of_option(found.option_code),
        **windows_of(found, at),
        **_around(request, found),
    }


def windows_of(found: Guide, at: datetime) -> dict[str, object]:
    """When this may be applied for, and how a quota is given, in words."""
    windows, quota = found.option.acceptance_windows, found.option.quota
    return {
        "window_words": window_words(found.option, local_day(at)),
        "window_open": open_window(windows, local_day(at)) is not None,
        "quota_per": QUOTA_PERIODS[quota.period] if quota is not None else "",
    }


def _prerequisites(found: Guide) -> list[tuple[str, str]]:
    """What has to be done before, with the code of its guide where the city has one."""
    by_basic = {each.basic_code: each.option_code for each in reversed(cards())} if found.option.prerequisites else {}
    return [(each.name, by_basic.get(each.basic_code, "")) for each in found.option.prerequisites]


def _around(request: HttpRequest, found: Guide) -> dict[str, object]:
    online = found.is_open and found.is_online
    address = settings.PUBLIC_URL.rstrip("/") + reverse("item", args=[found.option_code])
    return {"is_online": online, "address": address, "closed": suspension(found)}


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        return None
