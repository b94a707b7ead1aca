"""What places have against what they must have (保障台账, R-172, R-193): gaps, entering, and the year's report."""

import csv
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.halls.models import Kiosk
from tongban.handling.halls.rules.states import KioskStatus
from tongban.registers.agencies.models import Agency
from tongban.registers.agencies.rules import VenueLevel
from tongban.registers.places.commands import enter_provision, set_standard
from tongban.registers.places.models import Provision, Standard
from tongban.registers.places.queries.provisions import Provided, may_keep, provided, years
from tongban.registers.places.rules.provisions import LABELS, OF_PLACES
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import narrowed, text, whole

LOOKERS = (Role.SUPERVISOR, Role.DECIDER)
PAGE = 30
_NAME = "console-provisions"
_SHOWN = (("gaps", "有缺口的"), ("unknown", "没有登记的"))
_ENTERED = ("windows", "funding", "area", "network")
_PLACES = {name: LABELS[name] for name in OF_PLACES}


@require_safe
@staff(*LOOKERS)
def overview(request: HttpRequest) -> HttpResponse:
    """Every place of a year with what it lacks (five statements)."""
    asked = narrowed(request, _NAME, "q", "show", "year")
    known = years()
    year = whole(asked["year"]) if whole(asked["year"]) in known else (known[0] if known else local_day(now()).year)
    every = provided(year, terminals=_terminals())
    wanted = [each for each in every if _is_wanted(each, asked["q"], asked["show"])]
    first = asked.after_key
    rows = [{"at": at, "each": each} for at, each in enumerate(wanted, start=1) if at > first]
    context = {
        "asked": asked,
        "year": year,
        "years": asked.chips("year", [(str(each), f"{each}年") for each in known[1:]], whole=f"{year}年"),
        "shown": asked.chips("show", _SHOWN),
        "page": asked.page(rows[: PAGE + 1], PAGE, key="at"),
        "total": len(every),
        "short": sum(bool(each.gaps) for each in every),
        "unknown": sum(each.is_unknown for each in every),
        "standards": list(Standard.objects.filter(year=year)),
        "levels": dict(VenueLevel.choices),
        "labels": _PLACES,
        "may_keep": may_enter(request),
    }
    return show(request, "console/provisions.html", context, current="places")


@require_safe
@staff(*LOOKERS)
def report(request: HttpRequest, year: int) -> HttpResponse:
    """The year's report, every place with every amount, for a spreadsheet."""
    kept = StringIO()
    sheet = csv.writer(kept)
    names = [label for label, _ in _PLACES.values()]
    sheet.writerow(["场所", "级别", "单位", *names, *(f"{each}标准" for each in names), "缺口"])
    for each in provided(year, terminals=_terminals()):
        there = [getattr(each.has, name) if each.has else "" for name in _PLACES]
        wanted = [getattr(each.needs, name) if each.needs else "" for name in _PLACES]
        lacks = "；".join(gap.words for gap in each.gaps) if not each.is_unknown else "没有登记"
        level = VenueLevel(each.venue.level).label
        sheet.writerow([each.venue.name, level, each.venue.agency.short_name, *there, *wanted, lacks])
    response = HttpResponse("\ufeff" + kept.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="provisions-{year}.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*LOOKERS)
@done_once
def enter(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """What one place is given in a year; what was typed stays."""
    found = next((each for each in provided(year, terminals=_terminals()) if each.venue.key == key), None)
    if found is None or not 2000 <= year <= 2100:
        raise NotFound("没有这个场所。")
    problems, status = list[Problem](), 200
    if request.method == "POST":
        values = {name: amount(text(request.POST, name)) for name in _ENTERED}
        try:
            enter_provision(found.venue, year, values, by=actor_of(request), at=now())
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect(_NAME)
    row = Provision.objects.filter(venue=found.venue, year=year).first()
    return _entering(request, found, row, year, problems, status=status)


@require_POST
@staff(*LOOKERS)
@done_once
def standard(request: HttpRequest, year: int, level: str) -> HttpResponse:
    """What every place of a level must have in a year."""
    if level not in VenueLevel.values or not 2000 <= year <= 2100:
        raise NotFound("没有这个级别。")
    values = {name: amount(text(request.POST, name)) for name in _PLACES}
    set_standard(level, year, values, by=actor_of(request), at=now())
    return redirect(_NAME)


def _entering(
    request: HttpRequest,
    found: Provided,
    row: Provision | None,
    year: int,
    problems: Sequence[Problem],
    *,
    status: int,
) -> HttpResponse:
    kept = {name: str(getattr(row, name)) if row is not None else "" for name in _ENTERED}
    typed = {name: text(request.POST, name) for name in _ENTERED}
    context: dict[str, Any] = {
        "found": found,
        "year": year,
        "fields": [(name, *LABELS[name]) for name in _ENTERED],
        "typed": typed if request.method == "POST" else kept,
        "may_keep": may_enter(request),
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "console/provision.html", context, current="places", status=status)


def may_enter(request: HttpRequest) -> bool:
    """May whoever asks keep this ledger?"""
    actor = actor_of(request)
    key = Agency.objects.filter(pk=actor.agency_id or 0).values_list("key", flat=True).first() or ""
    return may_keep(actor, key)


def _terminals() -> Counter[str]:
    """How many terminals run at each place (one statement); the tablet of a window is none."""
    rows = Kiosk.objects.filter(status=KioskStatus.RUNNING, window="")
    return Counter(rows.values_list("venue__key", flat=True))


def amount(typed: str) -> int | None:
    """A whole number as it was typed; None if it is none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else None


def _is_wanted(each: Provided, words: str, shown: str) -> bool:
    if shown == "gaps" and not each.gaps:
        return False
    if shown == "unknown" and not each.is_unknown:
        return False
    return words in each.venue.name
