"""Publishing lists (A15 清单公布): every kind, its editions and its draft, and what an edition would change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.registers.lists import commands, queries
from tongban.registers.lists.models import EditionDraft
from tongban.registers.lists.queries import DraftView, Standing
from tongban.registers.lists.rules.browsing import Looking, look
from tongban.registers.lists.rules.comparing import name_of
from tongban.registers.lists.rules.flow import FLOW
from tongban.registers.lists.rules.kinds import KINDS, Kind, Origin
from tongban.registers.lists.rules.rows import Row, key_of, words
from tongban.registers.lists.rules.states import EDITABLE, OPEN, Status
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import CATALOG_ROLES, READERS, show
from .narrowing import narrowed, text
from .stepping import NOT_SENT, Refused, asked_by, basis_of, labelled, refused, typed

PAGE = 50
MOST_COLUMNS = 5
MOST_CHANGES = 30
EDITOR = Role.CATALOG_EDITOR
_VERBS: Mapping[str, Callable[..., object]] = {
    "propose": commands.propose,
    "recall": commands.recall,
    "return": commands.send_back,
    "publish": commands.publish,
    "drop": commands.drop,
}
_KEYS = {"propose": "B", "recall": "H", "return": "T", "publish": "G"}


@dataclass(frozen=True, slots=True)
class ListLine:
    """One list of the plan (一份清单): its edition in force, its open draft, how many days it is over."""

    standing: Standing
    draft: EditionDraft | None

    @property
    def label(self) -> str:
        return Status(self.draft.status).label if self.draft else ""


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of a draft as a line (一条); `place` counts the rows that fit."""

    place: int
    key: str
    name: str
    cells: tuple[str, ...]


@require_safe
@staff(*READERS)
def overview(request: HttpRequest) -> HttpResponse:
    """Every list that the plan asks for, with its edition and its draft (five statements)."""
    return _overview(request, NOT_SENT)


@require_POST
@staff(EDITOR)
@done_once
def start(request: HttpRequest) -> HttpResponse:
    """Begin the next edition of a list."""
    sent = typed(request.POST, "kind", "institution", most=60)
    try:
        draft = commands.start(sent["kind"], institution=sent["institution"], by=actor_of(request), at=now())
    except Declined as refusal:
        return _overview(request, refused("start", refusal, sent))
    return redirect("console-list-draft", pk=draft.pk)


@require_safe
@staff(*READERS)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """One draft: what it would change, what is still missing, its rows, and the steps open to this actor."""
    return draft_page(request, pk, NOT_SENT)


@require_POST
@staff(*CATALOG_ROLES)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the draft."""
    found = found_draft(request, pk)
    if verb not in _VERBS:
        raise NotFound("没有这一步。")
    sent = asked_by(FLOW.steps[verb], request.POST)
    try:
        _VERBS[verb](found, **sent, by=actor_of(request), at=now())
    except Declined as refusal:
        return draft_page(request, pk, refused(verb, refusal, sent))
    return redirect("console-list-draft", pk=pk)


@require_POST
@staff(EDITOR)
@done_once
def refresh(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a derived draft follow the catalogue in force."""
    try:
        commands.refresh(found_draft(request, pk), by=actor_of(request), at=now())
    except Declined as refusal:
        return draft_page(request, pk, refused("refresh", refusal, {}))
    return redirect("console-list-draft", pk=pk)


@require_POST
@staff(EDITOR)
@done_once
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """A row that was left out stands on the list again."""
    key = text(request.POST, "key", 120)
    try:
        commands.keep_row(found_draft(request, pk), key=key, by=actor_of(request), at=now())
    except Declined as refusal:
        return draft_page(request, pk, refused("keep", refusal, {"key": key}))
    return redirect("console-list-draft", pk=pk)


@require_POST
@staff(EDITOR)
@done_once
def withhold(request: HttpRequest, pk: int) -> HttpResponse:
    """How many matters are a state secret: the number only."""
    sent = typed(request.POST, "count", most=12)
    count = int(sent["count"]) if sent["count"].isascii() and sent["count"].isdigit() else -1
    try:
        commands.withhold(found_draft(request, pk), count=count, by=actor_of(request), at=now())
    except Declined as refusal:
        return draft_page(request, pk, refused("withhold", refusal, sent))
    return redirect("console-list-draft", pk=pk)


def found_draft(request: HttpRequest, pk: int) -> EditionDraft:
    """A draft that this actor may see."""
    found = queries.visible_to(actor_of(request)).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这份清单草案，或者您看不到它。")
    return found


def may_edit(draft: EditionDraft, by: Actor) -> bool:
    return EDITOR in by.roles and draft.status in EDITABLE


def draft_page(request: HttpRequest, pk: int, sent: Refused) -> HttpResponse:
    """The page of a draft, with what was refused on it."""
    found, actor = found_draft(request, pk), actor_of(request)
    view = queries.draft_view(found)
    asked = narrowed(request, "console-list-draft", "q", args=[pk])
    lines = _lines(view, asked["q"])
    following = [each for each in lines if each.place > asked.after_key][: PAGE + 1]
    context: dict[str, Any] = {
        "draft": found,
        "view": view,
        "status": Status(found.status).label,
        "added": [name_of(each) for each in view.diff.added[:MOST_CHANGES]],
        "removed": [name_of(each) for each in view.diff.removed[:MOST_CHANGES]],
        "changed": view.diff.changed[:MOST_CHANGES],
        "most": MOST_CHANGES,
        "columns": _columns(view.kind),
        "asked": asked,
        "page": asked.page(following, PAGE, "place"),
        "matching": len(lines),
        "is_derived": view.kind.origin is Origin.DERIVED,
        "may_edit": may_edit(found, actor),
        "may_withhold": view.kind.may_withhold and view.kind.origin is not Origin.DERIVED,
        "steps": [pair for pair in labelled(FLOW.open_to(found, by=actor)) if pair[0].verb in _VERBS],
        "keys": _KEYS,
        "basis": basis_of(FLOW),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input,
    }
    return show(request, "console/list_draft.html", context, current="lists", status=sent.status)


def _columns(kind: Kind) -> list[dict[str, str]]:
    """The first columns of a list; the rest stands on the page of a row."""
    return [{"key": each.key, "label": each.label} for each in kind.columns[:MOST_COLUMNS]]


def _lines(view: DraftView, q: str) -> list[RowLine]:
    rows: Sequence[Row] = look(view.kind, view.rows, Looking(q=q)).rows
    columns = view.kind.columns[:MOST_COLUMNS]
    return [
        RowLine(place, key_of(row), name_of(row), tuple(words(row.get(each.key)) for each in columns))
        for place, row in enumerate(rows, 1)
    ]


def _overview(request: HttpRequest, sent: Refused) -> HttpResponse:
    actor = actor_of(request)
    drafts = {
        (each.kind, each.institution.key if each.institution else ""): each
        for each in queries.visible_to(actor).filter(status__in=sorted(OPEN)).defer("rows", "left_out")
    }
    standing = queries.overview(on=local_day(now()))
    context = {
        "lines": [ListLine(each, drafts.get((each.kind.code, each.institution_key))) for each in standing],
        "external": [each for each in KINDS.values() if each.origin is Origin.EXTERNAL],
        "may_draft": EDITOR in actor.roles,
        "problems": sent.problems,
        "once": once_input,
    }
    return show(request, "console/lists.html", context, current="lists", status=sent.status)
