"""Across provinces (W19 跨区代收): what is under way with lights; one crossing with its legs, hands and handovers."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Invalid, NotFound
from tongban.foundation.ledger.commands import record_read
from tongban.handling.crossing.commands.acts import VERBS, Given, act
from tongban.handling.crossing.commands.custody import NotAllThere
from tongban.handling.crossing.models import Crossing
from tongban.handling.crossing.partners import BOUND, agreement, reach_of
from tongban.handling.crossing.queries.crossings import Wanted, crossing_for, page_of, whole
from tongban.handling.crossing.rules.flow import FLOW, RECEIVERS, TAKEN_BY
from tongban.handling.crossing.rules.states import CrossingStatus, Direction, Holder, Way
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.queries import documents_of, pdf_of
from tongban.registers.documents.rendering.sheet import sheet_of
from tongban.web.ui.audience import staff
from tongban.web.ui.crossings import leg_rows, place_name, took_words
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.reads import is_recorded, remember
from tongban.web.ui.sessions import actor_of, session_of

from .frame import show
from .papers import PDF_POLICY

READERS = (Role.COUNTER, Role.ISSUER, Role.RECEIVER, Role.SUPERVISOR)
PAGE = 30
_NAMES = ("direction", "status", "light", "partner", "scope")
_LIGHTS = (("", "不限"), ("late", "超期"), ("soon", "今天到期"))
_SCOPES = (("", "在办"), ("ended", "已结束"), ("all", "全部"))


@require_safe
@staff(*READERS)
def crossings(request: HttpRequest) -> HttpResponse:
    """The list, the most urgent first (one statement)."""
    actor, today = actor_of(request), local_day(now())
    chosen = {name: request.GET.get(name, "").replace("\x00", "")[:20] for name in _NAMES}
    kept = {name: value for name, value in chosen.items() if value}
    wanted = Wanted(
        direction=chosen["direction"],
        status=chosen["status"] if chosen["status"] in set(CrossingStatus) else "",
        partner=chosen["partner"],
        light=chosen["light"],
        is_open={"ended": False, "all": None}.get(chosen["scope"], True),
    )
    after = _cursor(request.GET.get("after", ""))
    rows = page_of(actor, wanted, today=today, after=after, size=PAGE + 1)
    context = {
        "rows": [_row(each, today) for each in rows[:PAGE]],
        "filters": _filters(kept, only_ours=is_only_receiving(actor)),
        "kept": kept,
        "is_first": after is None,
        "next_href": _with(kept, after=_key(rows[PAGE - 1])) if len(rows) > PAGE else "",
        "may_receive_here": bool(actor.roles & RECEIVERS),
        "is_receiver": is_only_receiving(actor),
    }
    return show(request, "workbench/crossings.html", context, current="crossings")


@require_safe
@staff(*READERS)
def crossing(request: HttpRequest, number: str) -> HttpResponse:
    """One crossing: whose turn, the legs, the hands of the originals, what was signed, the next step."""
    return _page(request, _seen(request, number), ())


@require_POST
@staff(*READERS)
@done_once
def take(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """One step; what is refused for what was filled in is told on the page itself."""
    found = crossing_for(actor_of(request), number)
    data = request.POST
    given = Given(
        way=_plain(data.get("way", "")),
        tracking=_plain(data.get("tracking", "")),
        postage=_plain(data.get("postage", ""))[:20],
        originals=tuple(_plain(each) for each in data.getlist("originals")[:200]),
        kept=tuple(
            (name.removeprefix("kept-"), _plain(data.get(name, "")))
            for name in data
            if name.startswith("kept-") and data.get(name, "").strip()
        ),
        part=_plain(data.get("part", "")),
        id_number=_plain(data.get("id_number", "")),
    )
    try:
        act(verb, found, given, by=actor_of(request), at=now())
    except (Invalid, NotAllThere) as refusal:
        return _page(request, _seen(request, number), problems_of(refusal), verb=verb, typed=given)
    return redirect("desk-crossing", number=number)


@require_safe
@staff(*READERS)
def slip(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """A handover slip on screen; the browser prints it."""
    paper = _paper(request, number, key)
    context = {"sheet": sheet_of(paper, base_url=settings.PUBLIC_URL), "number": number, "document": paper}
    return show(request, "workbench/crossing_paper.html", context, current="crossings")


@require_safe
@staff(*READERS)
def slip_file(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """The same on A4."""
    paper = _paper(request, number, key)
    response = HttpResponse(pdf_of(paper, base_url=settings.PUBLIC_URL), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="handover-slip.pdf"'
    response.headers["Content-Security-Policy"] = PDF_POLICY
    return response


def _page(
    request: HttpRequest,
    found: Crossing,
    problems: Sequence[Problem],
    *,
    verb: str = "",
    typed: Given | None = None,
) -> HttpResponse:
    actor, at = actor_of(request), now()
    everything = whole(found, at=at)
    ours = found.course.ours
    steps = [each for each in FLOW.open_to(found, by=actor) if TAKEN_BY[each.verb] in (None, ours)]
    open_steps = {each.verb: each.label for each in steps if each.verb in VERBS}
    context = {
        "found": found,
        "whole": everything,
        "legs": leg_rows(found, everything.legs),
        "took": took_words(everything.elapsed),
        "partner": agreement(found.partner_code),
        "line": BOUND.lines.get(found.partner_code),
        "here": place_name(found, ours),
        "there": place_name(found, ours.other),
        "steps": open_steps,
        "on_the_way": [each for each in everything.originals if each.hands is Holder.COURIER],
        "held": [each for each in everything.originals if each.hands is Holder.HANDLING],
        "parts": _parts(found, everything.parts, open_steps),
        "ways": [(each.value, each.label) for each in Way],
        "problems": list(problems),
        "wrong": {each.anchor: each.text for each in problems},
        "typed": typed or Given(),
        "verb": verb,
        "is_ours_to_decide": found.case is not None,
    }
    return show(request, "workbench/crossing.html", context, current="crossings", status=422 if problems else 200)


def _parts(found: Crossing, parts: Sequence[Any], steps: dict[str, str]) -> list[dict[str, Any]]:
    """The steps of both sides, and what we may do with each."""
    rows = []
    for each in parts:
        is_ours = each.where is found.course.ours
        verb = "finish_part" if is_ours and each.done_at is None else ""
        if not is_ours and each.done_at is not None and each.confirmed_at is None:
            verb = "confirm_part"
        rows.append({"part": each, "owner": place_name(found, each.where), "verb": verb if verb in steps else ""})
    return rows


def _seen(request: HttpRequest, number: str) -> Crossing:
    """The crossing; that its applicant's name is shown is on record, once an hour."""
    actor, at = actor_of(request), now()
    found = crossing_for(actor, number)
    session = session_of(request)
    who = f"crossing:{session.pk if session else 0}"
    if not is_recorded(who, found.pk, at):
        about = f"party:{found.applicant_id}"
        record_read(about, by=actor, at=at, purpose="办理", subject=found.chain, fields=["name"])
        remember(who, found.pk, at)
    return found


def _paper(request: HttpRequest, number: str, key: str) -> OfficialDocument:
    paper = documents_of(_seen(request, number).chain).filter(pk=key).first()
    if paper is None:
        raise NotFound("没有找到这份交接单。")
    return paper


def _row(each: Crossing, today: date) -> dict[str, Any]:
    light = ("plain", "")
    if each.due_on is not None:
        is_late, is_last = each.due_on < today, each.due_on == today
        light = ("bad", "超期") if is_late else ("warn", "今天到期") if is_last else ("ok", "按时")
    return {
        "found": each,
        "city": agreement(each.partner_code).name,
        "reach": reach_of(agreement(each.partner_code)),
        "light": light,
    }


def is_only_receiving(actor: Actor) -> bool:
    """A window that receives and does nothing else (异地代收窗口)?"""
    return not actor.roles & {Role.COUNTER, Role.ISSUER, Role.SUPERVISOR}


def _filters(kept: dict[str, str], *, only_ours: bool) -> list[dict[str, Any]]:
    states = [(each.value, each.label) for each in CrossingStatus if each is not CrossingStatus.NEW]
    cities = [(each.code, each.name) for each in BOUND.agreements.values()]
    rows: list[tuple[str, str, Sequence[tuple[str, str]]]] = [
        ("范围", "scope", _SCOPES),
        ("谁代收", "direction", [("", "不限"), *((each.value, each.label) for each in Direction)]),
        ("时限", "light", _LIGHTS),
        ("到哪一步", "status", [("", "不限"), *states]),
        ("合作城市", "partner", [("", "全部"), *cities]),
    ]
    return [
        {"title": title, "links": [_chip(kept, name, value, label) for value, label in choices]}
        for title, name, choices in rows
        if not (only_ours and name == "direction")
    ]


def _chip(kept: dict[str, str], name: str, value: str, label: str) -> dict[str, Any]:
    return {"label": label, "href": _with(kept, **{name: value}), "is_current": kept.get(name, "") == value}


def _with(kept: dict[str, str], **changes: str) -> str:
    found = {name: value for name, value in {**kept, **changes}.items() if value}
    return reverse("desk-crossings") + ("?" + urlencode(found) if found else "")


def _key(last: Crossing) -> str:
    return f"{last.due_on.isoformat() if last.due_on else ''}_{last.pk}"


def _cursor(text: str) -> tuple[date | None, int] | None:
    on, _, key = text.partition("_")
    if not (key.isascii() and key.isdigit() and len(key) < 12):
        return None
    try:
        return (date.fromisoformat(on) if on else None), int(key)
    except ValueError:
        return None


def _plain(text: str) -> str:
    return text[:300].replace("\x00", "").encode("utf-8", "replace").decode()
