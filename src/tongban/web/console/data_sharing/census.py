"""The census of data (数据资源普查): rounds with their completion, a body's sheet, one resource of it as a form."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.registers.agencies.models import Agency
from tongban.registers.agencies.queries import bodies
from tongban.registers.resources.commands import census as commands
from tongban.registers.resources.queries import census as seen
from tongban.registers.resources.queries.officers import speaks_for
from tongban.registers.resources.rules.census import CENSUS, CensusRow, SheetStatus
from tongban.registers.resources.rules.kinds import Sensitivity, ShareType, UpdateCycle
from tongban.web.console.narrowing import text
from tongban.web.console.stepping import NOT_SENT, Refused, asked_by, day, labelled, refused, typed
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .framing import DATA_ROLES, data_page

TAGS = {SheetStatus.OPEN: "warn", SheetStatus.HANDED_IN: "info", SheetStatus.TAKEN_IN: "done"}
KINDS = {"added": ("info", "新增"), "changed": ("warn", "有变化"), "removed": ("bad", "没有再报")}
_FIELDS = ("name", "summary", "system", "sensitivity", "share", "note", "cycle", "items")
_CHOICES: Mapping[str, list[tuple[str, str]]] = {
    "sensitivities": [(each.value, each.label) for each in Sensitivity],
    "shares": [(each.value, each.label) for each in ShareType],
    "cycles": [(each.value, each.label) for each in UpdateCycle],
}
_KEYS = {"hand_in": "S", "take_in": "D", "send_back": "X"}
_EMPTY = CensusRow("", "", "", "", Sensitivity.INTERNAL, ShareType.CONDITIONAL, "", UpdateCycle.IRREGULAR, ())


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*DATA_ROLES)
@done_once
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round with its completion, one's own sheet first; supervision opens another here."""
    actor, today, sent = actor_of(request), local_day(now()), NOT_SENT
    chosen = [each[:60] for each in request.POST.getlist("agencies")[:200]]
    if request.method == "POST":
        said = typed(request.POST, "title", "opens_on", "due_on", most=80)
        try:
            commands.open_census(
                said["title"],
                agencies=list(Agency.objects.filter(key__in=chosen, is_active=True)),
                opens_on=day(said["opens_on"], "opens_on", label="开始的日期"),
                due_on=day(said["due_on"], "due_on", label="截止的日期"),
                by=actor,
                at=now(),
            )
        except Declined as refusal:
            sent = refused("census", refusal, said | {"agencies": ""})
        else:
            return redirect("console-census")
    told = [_round(each, actor) for each in seen.rounds()]
    may_open = Role.SUPERVISOR in actor.roles
    context = {
        "rounds": told,
        "may_open": may_open,
        "bodies": bodies() if may_open else [],
        "chosen": chosen,
        "today": today,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return data_page(request, "console/data/census.html", context, tab="console-census", status=sent.status)


@require_safe
@staff(*DATA_ROLES)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """One sheet: its rows, the differences to the last survey, what another body has too, the steps."""
    return _page(request, pk, NOT_SENT)


@require_POST
@staff(*DATA_ROLES)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Hand in, send back, take into the catalogue; or drop a row."""
    actor, at = actor_of(request), now()
    found = seen.sheet_for(actor, pk)
    sent = asked_by(CENSUS.steps[verb], request.POST) if verb in CENSUS.steps else {}
    acts: Mapping[str, Any] = {
        "hand_in": commands.hand_in,
        "send_back": commands.send_back,
        "take_in": commands.take_in,
    }
    try:
        if verb == "drop":
            commands.drop_row(found, place=_place(text(request.POST, "place", 4)), by=actor, at=at)
        elif verb in acts:
            acts[verb](found, **sent, by=actor, at=at)
        else:
            raise NotFound("没有这一步。")
    except NotFound:
        raise
    except Declined as refusal:
        return _page(request, pk, refused(verb, refusal, sent))
    return redirect("console-census-sheet", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*DATA_ROLES)
@done_once
def row(request: HttpRequest, pk: int) -> HttpResponse:
    """One resource of the sheet: `?row=0` the first one, without it a new one; what was typed stays."""
    actor = actor_of(request)
    found = seen.sheet_for(actor, pk)
    if not speaks_for(actor, found.agency_id) or found.status != SheetStatus.OPEN:
        raise NotFound("这份普查表现在不能由您填报。")
    rows, asked = seen.rows_of(found), text(request.GET, "row", 4)
    place = _place(asked) if asked else None
    if place is not None and place >= len(rows):
        raise NotFound("表里没有这一条。")
    begun, sent = rows[place] if place is not None else _EMPTY, NOT_SENT
    if request.method == "POST":
        said = typed(request.POST, *_FIELDS, most=2600)
        try:
            commands.put_row(found, _row(said), place=place, by=actor, at=now())
        except Declined as refusal:
            sent = refused("row", refusal, said)
        else:
            return redirect("console-census-sheet", pk=pk)
    context = {
        "sheet": found,
        "begun": begun,
        "is_new": place is None,
        "items": "\n".join(begun.items),
        "action": request.get_full_path(),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
        **_CHOICES,
    }
    return data_page(request, "console/data/census_row.html", context, tab="", status=sent.status)


def _row(said: Mapping[str, str]) -> CensusRow:
    items = tuple(each.strip() for each in said["items"].splitlines() if each.strip())
    kept = {name: value.strip() for name, value in said.items() if name != "items"}
    return CensusRow(code="", items=items, **kept)


def _place(said: str) -> int:
    """The place of a row; what is no number is a place that is not there."""
    return int(said) if said.isascii() and said.isdigit() else 9999


def _round(each: Any, actor: Actor) -> dict[str, Any]:
    today = local_day(now())
    lines = seen.lines(actor, each, on=today)
    return {
        "round": each,
        "done": seen.completion(each, on=today),
        "lines": [
            {
                "pk": line.sheet.pk,
                "agency": line.sheet.agency.short_name,
                "number": line.number,
                "changes": line.changes,
                "status": "超期没有报送" if line.is_late else SheetStatus(line.sheet.status).label,
                "tag": "bad" if line.is_late else TAGS[SheetStatus(line.sheet.status)],
            }
            for line in lines
        ],
    }


def _page(request: HttpRequest, pk: int, sent: Refused) -> HttpResponse:
    actor = actor_of(request)
    found = seen.sheet_for(actor, pk)
    status = SheetStatus(found.status)
    is_own = speaks_for(actor, found.agency_id)
    may_fill = is_own and status is SheetStatus.OPEN
    steps = [each for each in CENSUS.open_to(found, by=actor) if each.verb in _KEYS]
    context = {
        "sheet": found,
        "tag": TAGS[status],
        "status": status.label,
        "rows": [_line(place, each) for place, each in enumerate(seen.rows_of(found))],
        "changes": [
            {"kind": KINDS[each.kind], "name": each.name, "words": each.words} for each in seen.changes_of(found)
        ],
        "twins": seen.twins_of(found),
        "may_fill": may_fill,
        "steps": labelled([each for each in steps if each.verb != "hand_in" or is_own]),
        "keys": _KEYS,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return data_page(request, "console/data/census_sheet.html", context, tab="", status=sent.status)


def _line(place: int, each: CensusRow) -> dict[str, Any]:
    return {
        "place": place,
        "name": each.name,
        "summary": each.summary,
        "items": "、".join(each.items),
        "share": ShareType(each.share).label,
        "cycle": UpdateCycle(each.cycle).label,
        "is_new": not each.code,
    }
