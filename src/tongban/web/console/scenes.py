"""Scenes of codes (用码场景): what each may ask, who scanned how often, the switch, simulated terminals."""

import csv
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from io import StringIO
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.exchange.connectors.scene_terminals.rules import NAME, Fault
from tongban.exchange.connectors.scene_terminals.simulator import Terminal, Try
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.kernel.flow import Step
from tongban.registers.codes.models import Scan
from tongban.registers.codes.queries import claims_in_words
from tongban.registers.codes.queries.scans import kind_of
from tongban.registers.codes.rules.scopes import PERSON_FIELDS
from tongban.registers.scenes import commands
from tongban.registers.scenes.models import Scene
from tongban.registers.scenes.queries import (
    Uses,
    claims_of,
    counted,
    coverage,
    scene_at,
    scenes,
    switches,
    uses,
    uses_by_verifier,
)
from tongban.registers.scenes.rules.flow import FLOW
from tongban.registers.scenes.rules.states import Domain, Status
from tongban.web.ui.audience import staff
from tongban.web.ui.jinja import fragment
from tongban.web.ui.once import done_once, once_input

from .frame import SCENE_KEEPERS, frame_of, show
from .narrowing import narrowed, text
from .tasks import Verb, Work

PAGE = 50
COUNTED = timedelta(days=30)
TAGS = {Status.LIVE: "done", Status.OFF: "bad", Status.PLANNED: "off"}
SEEN = "console/scene_seen.html"
_DOMAINS = [(each.value, each.label) for each in Domain]
_STATES = [(each.value, each.label) for each in Status if each is not Status.NEW]
_LONGEST_CODE = 800


@require_safe
@staff(*SCENE_KEEPERS)
def register(request: HttpRequest) -> HttpResponse:
    """Every scene with its bounds and its uses of thirty days (three statements)."""
    asked, at = narrowed(request, "console-scenes", "domain", "status"), now()
    found = scenes().filter(pk__gt=asked.after_key)
    for name in ("domain", "status"):
        found = found.filter(**{name: asked[name]}) if asked[name] else found
    used = uses(since=at - COUNTED, until=at)
    rows = [_row(each, used.get(each.key, Uses())) for each in found[: PAGE + 1]]
    number = counted(list(scenes()))
    context = {
        "page": asked.page(rows, PAGE),
        "counts": [(label, number[value]) for value, label in _STATES],
        "filters": [("领域", asked.chips("domain", _DOMAINS)), ("状态", asked.chips("status", _STATES))],
    }
    return show(request, "console/scenes.html", context, current="scenes")


@require_safe
@staff(*SCENE_KEEPERS)
def coverage_ledger(request: HttpRequest) -> HttpResponse:
    """The six fields of the plan: what is live, off and planned by which day; as a page or a table (two statements).

    实施方案 四(六)1 逐步覆盖医疗教育、政务服务、交通出行、社会保障、公用事业和金融服务等领域.
    """
    at = now()
    today, used = local_day(at), uses(since=at - COUNTED, until=at)
    found = coverage(list(scenes()))
    fields = [
        {
            "label": each.domain.label,
            "live": each.live,
            "next_on": each.next_on,
            "rows": [
                _covered(one, used.get(one.key, Uses()), is_late=one in each.late(today))
                for one in (*each.live, *each.off, *each.planned)
            ],
        }
        for each in found
    ]
    if text(request.GET, "form") == "csv":
        return _as_table(fields)
    context = {
        "fields": fields,
        "covered": sum(bool(each.live) for each in found),
        "live": sum(len(each.live) for each in found),
        "planned": sum(len(each.planned) for each in found),
        "late": sum(len(each.late(today)) for each in found),
        "today": today,
    }
    return show(request, "console/scene_coverage.html", context, current="scenes")


@require_safe
@staff(*SCENE_KEEPERS)
def scene(request: HttpRequest, pk: int) -> HttpResponse:
    """One scene: its bounds, its uses, its switches, and what this actor may switch."""
    return _WORK.page(request, pk)


@require_POST
@staff(*SCENE_KEEPERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Switch it, with a reason."""
    return _WORK.take(request, pk, verb)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*SCENE_KEEPERS)
@done_once
def simulator(request: HttpRequest, pk: int) -> HttpResponse:
    """The terminal of the scene's verifier, as the demo city has it: a code, what it asks, how the line fails."""
    terminal, tries = _terminal(pk), list[Try]()
    typed = text(request.POST, "code", _LONGEST_CODE)
    wanted = request.POST.getlist("claim")[:20] if request.method == "POST" else terminal.scene.claims
    fault = text(request.POST, "fault") or Fault.NONE.value
    if request.method == "POST":
        if fault not in set(Fault):
            raise NotFound("没有这种故障。")
        tries = terminal.scan(typed, wanted=wanted, fault=Fault(fault), at=now())
        if len(tries) == 1 and tries[0].scan is not None:
            return redirect("console-scene-seen", pk=pk, key=tries[0].scan.public_id)
    beyond = [each for each in PERSON_FIELDS if each not in terminal.scene.claims]
    context = {
        "scene": terminal.scene,
        "name": NAME,
        "tries": tries,
        "claims": claims_of(terminal.scene) + [(key, f"{PERSON_FIELDS[key]}（超出登记的范围）") for key in beyond],
        "wanted": wanted,
        "faults": [(each.value, each.label) for each in Fault],
        "fault": fault,
        "kept": terminal.kept(),
        "once": once_input(),
    }
    return show(request, "console/scene_simulator.html", context, current="scenes", status=422 if tries else 200)


@require_safe
@staff(*SCENE_KEEPERS)
def seen(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """What the terminal sees: nothing before the holder agreed, what they granted after it."""
    terminal, at = _terminal(pk), now()
    found = terminal.found(key)
    if found.scene != terminal.scene.key:
        raise NotFound("没有找到这次扫码。")
    stamp = f"{found.version}{found.is_waiting(at):d}{found.may_be_seen(at):d}"
    by_script = request.headers.get("HX-Request") == "true"
    if by_script and request.GET.get("seen") == stamp:
        return HttpResponse(status=204)
    context = {
        **frame_of(request, "scenes"),
        "scene": terminal.scene,
        "name": NAME,
        "scan": found,
        "stamp": stamp,
        "asked": [words for _, words in claims_in_words(found.claims, kind_of(found.party))],
        "is_waiting": found.is_waiting(at),
        "looked": _looked(terminal, found),
    }
    return fragment(request, SEEN, "seen", context) if by_script else show(request, SEEN, context, current="scenes")


def _looked(terminal: Terminal, found: Scan) -> Any:
    """What was granted; nothing when it was taken back or the scene closed meanwhile."""
    if not found.may_be_seen(now()):
        return None
    try:
        return terminal.see(found, at=now())
    except Declined:
        return None


def _terminal(pk: int) -> Terminal:
    found = scene_at(pk)
    if not settings.TONGBAN_DEMO or not found.client:
        raise NotFound("这个场景没有模拟的终端。")
    return Terminal(found)


def _covered(scene: Scene, used: Uses, *, is_late: bool) -> dict[str, Any]:
    is_planned = scene.state is Status.PLANNED
    return {
        "pk": scene.pk,
        "name": scene.name,
        "agency": scene.agency.short_name,
        "status": scene.state.label,
        "tag": TAGS[scene.state],
        "planned_on": scene.planned_on if is_planned else None,
        "since": scene.switched_at if scene.state is Status.LIVE else None,
        "is_late": is_late,
        "asked": used.asked,
    }


def _as_table(fields: list[dict[str, Any]]) -> HttpResponse:
    """The same as a file that spreadsheets open."""
    out = StringIO()
    sheet = csv.writer(out)
    sheet.writerow(["领域", "场景", "责任部门", "状态", "计划启用", "是否超过计划日期", "30天扫了"])
    for field in fields:
        for row in field["rows"]:
            late = "是" if row["is_late"] else ""
            told = (field["label"], row["name"], row["agency"], row["status"], row["planned_on"] or "", late)
            sheet.writerow([*told, row["asked"]])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = "attachment; filename*=UTF-8''" + quote("一码通覆盖台账.csv")
    return response


def _row(scene: Scene, used: Uses) -> dict[str, Any]:
    return {
        "pk": scene.pk,
        "name": scene.name,
        "domain": scene.get_domain_display(),
        "verifier": scene.verifier,
        "claims": "、".join(words for _, words in claims_of(scene)),
        "status": scene.state.label,
        "tag": TAGS[scene.state],
        "planned_on": scene.planned_on,
        "is_planned": scene.state is Status.PLANNED,
        "asked": used.asked,
        "granted": used.granted,
        "refused": used.refused,
    }


def _shown(found: Scene, actor: Actor) -> Mapping[str, Any]:
    at = now()
    return {
        "scene": found,
        "tag": TAGS[found.state],
        "claims": [words for _, words in claims_of(found)],
        "used": [{"who": who, **asdict(each)} for who, each in uses_by_verifier(found, since=at - COUNTED, until=at)],
        "switches": [(each, FLOW.steps[each.verb].label) for each in switches(found)],
        "has_terminal": settings.TONGBAN_DEMO and bool(found.client),
    }


def _open_steps(found: Scene, actor: Actor) -> list[Step]:
    return list(FLOW.open_to(found, by=actor))


def _find(actor: Actor, pk: int) -> Scene:
    return scene_at(pk)


_WORK = Work(
    name="console-scene",
    template="console/scene.html",
    current="scenes",
    flow=FLOW,
    verbs={
        "open": Verb(commands.open_scene, "J"),
        "switch_off": Verb(commands.switch_off, "X"),
        "switch_on": Verb(commands.switch_on, "H"),
    },
    find=_find,
    shown=_shown,
    open_steps=_open_steps,
)
