"""Receiving while the line is down (W26 离线应急收件): numbers ahead, forms to print, paper cases entered later."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import LOCAL, now
from tongban.foundation.kernel.errors import Declined
from tongban.handling.offline.commands.entering import reserve
from tongban.handling.offline.queries.numbers import block_for, blocks_of, entered_at, free_in
from tongban.handling.offline.rules.entering import MOST_NUMBERS
from tongban.registers.catalog.queries import cards
from tongban.registers.catalog.search import search
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .contacts import plain
from .frame import show

PAPER = ("paper_number", "paper_received")
PAGE = 30
FIRST = 12
MOST_FORMS = 50


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.COUNTER)
@done_once
def offline(request: HttpRequest) -> HttpResponse:
    """The place's blocks with what is left, and what was entered (three statements); a POST reserves the next ones."""
    actor, problems, status = actor_of(request), list[Problem](), 200
    typed = plain(request.POST.get("count", ""))[:6]
    if request.method == "POST":
        try:
            reserve(int(typed) if typed.isascii() and typed.isdigit() else 0, by=actor, at=now())
            return redirect("desk-offline")
        except Declined as refusal:
            status = int(refusal.status)
            problems = [Problem(each.anchor, typeset(each.text)) for each in problems_of(refusal)]
    before = request.GET.get("before", "")[:12]
    last = int(before) if before.isascii() and before.isdigit() else None
    rows = entered_at(actor, before=last, size=PAGE + 1)
    ranges = [(each, free_in(each)) for each in blocks_of(actor)]
    context = {
        "ranges": ranges,
        "left": sum(len(free) for _, free in ranges),
        "rows": rows[:PAGE],
        "is_first": last is None,
        "next_href": f"{reverse('desk-offline')}?before={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
        "typed": typed,
        "most": MOST_NUMBERS,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "workbench/offline.html", context, current="intake", status=status)


@require_safe
@staff(Role.COUNTER)
def print_forms(request: HttpRequest, key: int) -> HttpResponse:
    """Forms with the numbers of this block that are still free, one to a page, to be printed beforehand."""
    block = block_for(actor_of(request), key)
    context = {"block": block, "numbers": free_in(block)[:MOST_FORMS], "printed_at": now(), "most": MOST_FORMS}
    return show(request, "workbench/offline_print.html", context, current="intake")


@require_safe
@staff(Role.COUNTER)
def choose(request: HttpRequest) -> HttpResponse:
    """Which matter the paper is for; its number goes along to the intake page."""
    words = plain(request.GET.get("q", ""))[:60]
    context = {
        "words": words,
        "number": plain(request.GET.get("paper_number", ""))[:24],
        "cards": [hit.card for hit in search(words, size=FIRST).hits] if words else list(cards()[:FIRST]),
    }
    return show(request, "workbench/offline_enter.html", context, current="intake")


def paper_of(request: HttpRequest) -> dict[str, Any]:
    """What the intake page holds about a paper: typed, or brought along in the address (a case number is no secret)."""
    data = request.POST if request.method == "POST" else request.GET
    found: dict[str, Any] = {name: plain(data.get(name, ""))[:30] for name in PAPER}
    return found | {"is_open": "paper_number" in data}


def read_moment(typed: str) -> datetime | None:
    """A local time as the field for it writes it; None if it is none."""
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=LOCAL)
    except ValueError:
        return None
