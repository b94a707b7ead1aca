"""Interpretations (政策解读): what is being written, the publication calendar, what has none yet, how many read."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotYours
from tongban.foundation.kernel.flow import Step
from tongban.handling.benefits.queries.policies import in_force
from tongban.handling.interpretations import commands
from tongban.handling.interpretations import queries as kept
from tongban.handling.interpretations.models import Interpretation
from tongban.handling.interpretations.rules.content import (
    LONGEST_BODY,
    LONGEST_TITLE,
    MOST_ITEMS,
    MOST_POLICIES,
    Draft,
    paragraphs,
)
from tongban.handling.interpretations.rules.flow import FLOW
from tongban.handling.interpretations.rules.states import EDITABLE, ArticleStatus, ReadFrom
from tongban.registers.catalog.queries import cards
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import READERS, show
from .narrowing import narrowed, text
from .tasks import Verb, Work

PAGE = 30
EDITOR = Role.CATALOG_EDITOR
_STATES = [(each.value, each.label) for each in ArticleStatus]
_PLACES = [f"item-{place + 1}" for place in range(MOST_ITEMS)]
_POLICY_PLACES = [f"policy-{place + 1}" for place in range(MOST_POLICIES)]


@require_safe
@staff(*READERS)
def register(request: HttpRequest) -> HttpResponse:
    """The calendar of what is to be published, and everything by its state (two statements)."""
    actor, asked = actor_of(request), narrowed(request, "console-interpretations", "state")
    rows = kept.visible_to(actor).order_by("-pk")
    rows = rows.filter(status=asked["state"]) if asked["state"] else rows
    rows = rows.filter(pk__lt=asked.after_key) if asked.after_key else rows
    context = {
        "calendar": kept.calendar_of(actor)[:PAGE],
        "today": local_day(now()),
        "page": asked.page(list(rows[: PAGE + 1]), PAGE),
        "filters": [("状态", asked.chips("state", _STATES))],
        "may_write": EDITOR in actor.roles,
    }
    return show(request, "console/interpretations.html", context, current="interpretations")


@require_safe
@staff(*READERS)
def gaps(request: HttpRequest) -> HttpResponse:
    """Policies and matters that nothing interprets yet, the newest first (two statements)."""
    actor, asked = actor_of(request), narrowed(request, "console-interpretation-gaps")
    today = local_day(now())
    unread = [] if asked.after_key else kept.policies_without(actor, on=today)
    context = {
        "policies": [(each, kept.due_day(each)) for each in unread],
        "today": today,
        "page": asked.page(kept.gaps(actor, after=asked.after_key, size=PAGE + 1), PAGE, "key"),
        "may_write": EDITOR in actor.roles,
    }
    return show(request, "console/interpretation_gaps.html", context, current="interpretations")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(EDITOR)
@done_once
def begin(request: HttpRequest) -> HttpResponse:
    """A new one; the matter or policy that it is for may stand in the address."""
    typed = _typed(request.POST if request.method == "POST" else request.GET)
    if request.method == "POST":
        try:
            made = commands.start(_read(typed), by=actor_of(request), at=now())
        except Declined as refusal:
            return _form(request, None, typed, problems_of(refusal))
        return redirect("console-interpretation", pk=made.pk)
    return _form(request, None, typed, [])


@require_http_methods(["GET", "HEAD", "POST"])
@staff(EDITOR)
@done_once
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is not in review."""
    found = kept.found_for(actor_of(request), pk)
    if found.state not in EDITABLE:
        raise NotYours("这篇现在不能改：在审核的请等审核，已发布的请先点“写新的一版”。")
    if request.method != "POST":
        return _form(request, found, _plain(kept.draft_of(found)), [])
    typed = _typed(request.POST)
    try:
        commands.write(found, _read(typed), by=actor_of(request), at=now())
    except Declined as refusal:
        return _form(request, found, typed, problems_of(refusal))
    return redirect("console-interpretation", pk=pk)


@require_safe
@staff(*READERS)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """The text, its editions, by which ways it was read, the steps."""
    return _WORK.page(request, pk)


@require_POST
@staff(*READERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Send to review, publish, return, begin the next edition, take down."""
    return _WORK.take(request, pk, verb)


def _typed(given: QueryDict) -> dict[str, str]:
    names = ("title", "planned_on", *_PLACES, *_POLICY_PLACES)
    return {name: text(given, name, 120) for name in names} | {"body": _body(given)}


def _body(given: QueryDict) -> str:
    lines = given.get("body", "").replace("\x00", "").encode("utf-8", "replace").decode().splitlines()
    return "\n".join(lines).strip()[: LONGEST_BODY * 2]


def _plain(draft: Draft) -> dict[str, str]:
    day = draft.planned_on.isoformat() if draft.planned_on is not None else ""
    named = dict(zip(_PLACES, draft.items, strict=False)) | dict(zip(_POLICY_PLACES, draft.policies, strict=False))
    empty = dict.fromkeys((*_PLACES, *_POLICY_PLACES), "")
    return {"title": draft.title, "body": draft.body, "planned_on": day, **empty, **named}


def _read(typed: Mapping[str, str]) -> Draft:
    try:
        planned_on = date.fromisoformat(typed["planned_on"]) if typed["planned_on"] else None
    except ValueError as wrong:
        words = "日期请写成2026-12-31这样。"
        raise Invalid(words, faults=[Fault("/planned_on", "day", words)]) from wrong
    return Draft(
        title=typed["title"],
        body=typed["body"],
        planned_on=planned_on,
        items=tuple(typed[each] for each in _PLACES if typed[each]),
        policies=tuple(typed[each] for each in _POLICY_PLACES if typed[each]),
    )


def _form(
    request: HttpRequest, found: Interpretation | None, typed: Mapping[str, str], problems: list[Problem]
) -> HttpResponse:
    policies = [(each.policy.code, each.title) for each in in_force(local_day(now())).order_by("policy__code")]
    context = {
        "found": found,
        "typed": typed,
        "items": [("", "不选"), *((each.option_code, f"{each.name}（{each.agency}）") for each in cards())],
        "policies": [("", "不选"), *policies],
        "places": _PLACES,
        "policy_places": _POLICY_PLACES,
        "longest_title": LONGEST_TITLE,
        "longest_body": LONGEST_BODY,
        "problems": problems,
        "errors": {each.anchor: each.text for each in problems if each.anchor},
        "once": once_input(),
    }
    status = 422 if problems else 200
    return show(request, "console/interpretation_write.html", context, current="interpretations", status=status)


def _shown(found: Interpretation, actor: Actor) -> Mapping[str, Any]:
    draft = kept.draft_of(found)
    names = {each.option_code: each.name for each in cards()}
    titles = dict(in_force(local_day(now())).values_list("policy__code", "title"))
    return {
        "found": found,
        "paragraphs": [typeset(each) for each in paragraphs(found.body)],
        "items": [(each, names.get(each, each)) for each in draft.items],
        "policies": [(each, titles.get(each, each)) for each in draft.policies],
        "editions": list(found.editions.select_related("written_by", "published_by").order_by("-number")),
        "reach": [(ReadFrom(way).label, times) for way, times in kept.reach_of(found)],
        "may_write": found.state in EDITABLE and EDITOR in actor.roles and actor.agency_id == found.agency_id,
    }


def _open_steps(found: Interpretation, actor: Actor) -> Iterable[Step]:
    """Writers those of their own body, reviewers all."""
    is_own = actor.agency_id == found.agency_id or Role.CATALOG_REVIEWER in actor.roles
    return FLOW.open_to(found, by=actor) if is_own else []


_WORK = Work(
    name="console-interpretation",
    template="console/interpretation.html",
    current="interpretations",
    flow=FLOW,
    verbs={
        "propose": Verb(commands.propose, "U"),
        "publish": Verb(commands.publish, "P"),
        "return": Verb(commands.send_back, "B"),
        "revise": Verb(commands.revise, "N"),
        "withdraw": Verb(commands.withdraw, "X"),
    },
    find=kept.found_for,
    shown=_shown,
    open_steps=_open_steps,
)
