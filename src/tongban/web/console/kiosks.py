"""Terminals of the city (自助终端 A11): the list with what each last reported, registering, its code, out of use."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.ledger.models import Entry
from tongban.handling.halls.commands.kiosks import give_code, register_kiosk, retire
from tongban.handling.halls.models import Kiosk
from tongban.handling.halls.queries.kiosks import is_silent, kiosk_for, node_of
from tongban.handling.halls.queries.kiosks import kiosks as kiosks_of
from tongban.handling.halls.rules.flow import KIOSKS
from tongban.handling.halls.rules.states import KioskStatus
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog.channels import GuideChannel, newest_revision
from tongban.registers.catalog.models import ChannelNode
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import narrowed, text

PAGE = 50
_STATES = [(each.value, each.label) for each in KioskStatus if each is not KioskStatus.NEW]


@require_safe
@staff(Role.SUPERVISOR)
def list_kiosks(request: HttpRequest) -> HttpResponse:
    """All terminals, page by page, with the revision of guides that each last showed (three statements)."""
    asked, at = narrowed(request, "console-kiosks", "q", "show"), now()
    rows = kiosks_of(actor_of(request), show=asked["show"], q=asked["q"], before=asked.after_key, most=PAGE + 1)
    page = asked.page(rows, PAGE)
    nodes = ChannelNode.objects.filter(channel=GuideChannel.KIOSK, node__in=[node_of(each) for each in page.rows])
    context = {
        "asked": asked,
        "page": page,
        "shown": dict(nodes.values_list("node", "revision")),
        "node_of": node_of,
        "newest": newest_revision(),
        "silent": {each.pk for each in page.rows if is_silent(each, at=at)},
        "filters": [("状态", asked.chips("show", _STATES))],
    }
    return show(request, "console/kiosks.html", context, current="kiosks")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def register(request: HttpRequest) -> HttpResponse:
    """A terminal of a hall; what was typed stays when it is to be mended."""
    name, key = text(request.POST, "name", 40), text(request.POST, "venue", 60)
    stands_at = text(request.POST, "window", 60)
    venues = list(Venue.objects.filter(is_active=True).order_by("pk"))
    problems: list[Problem] = []
    if request.method == "POST":
        venue = next((each for each in venues if each.key == key), None)
        try:
            made = register_kiosk(name, venue=venue, window=stands_at, by=actor_of(request), at=now())
        except Invalid as refusal:
            problems = problems_of(refusal)
        else:
            return redirect("console-kiosk", code=made.code)
    context = {
        "name": name,
        "venue": key,
        "window": stands_at,
        "venues": [("", "请选择"), *((each.key, each.name) for each in venues)],
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems},
    }
    return show(request, "console/kiosk_new.html", context, current="kiosks", status=422 if problems else 200)


@require_safe
@staff(Role.SUPERVISOR)
def one(request: HttpRequest, code: UUID) -> HttpResponse:
    """How it stands, and what was done with it."""
    return _one(request, kiosk_for(actor_of(request), code), "")


@require_POST
@staff(Role.SUPERVISOR)
def code_of(request: HttpRequest, code: UUID) -> HttpResponse:
    """The code that binds it, told on this page and nowhere again; a second one makes the first void."""
    found = kiosk_for(actor_of(request), code)
    return _one(request, found, give_code(found, by=actor_of(request), at=now()))


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def put_away(request: HttpRequest, code: UUID) -> HttpResponse:
    """Out of use for good."""
    retire(kiosk_for(actor_of(request), code), by=actor_of(request), at=now())
    return redirect("console-kiosk", code=code)


def _one(request: HttpRequest, found: Kiosk, told: str) -> HttpResponse:
    context = {
        "kiosk": found,
        "told": told,
        "may": {each.verb for each in KIOSKS.open_to(found, by=actor_of(request))},
        "is_silent": is_silent(found, at=now()),
        "address": settings.PUBLIC_URL.rstrip("/") + reverse("kiosk"),
        "history": [
            {"at": each.at, "label": KIOSKS.steps[each.verb].label, "by": each.by_name}
            for each in Entry.objects.filter(chain=found.chain).order_by("-seq")
        ],
        "once": once_input(),
    }
    return show(request, "console/kiosk.html", context, current="kiosks")
