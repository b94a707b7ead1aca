"""Rows of a list kept by hand (逐条编制), and lists from outside taken over from a spreadsheet (导入上级清单)."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound
from tongban.registers.lists import commands
from tongban.registers.lists.models import EditionDraft
from tongban.registers.lists.rules.kinds import Kind, Origin, kind_of
from tongban.registers.lists.rules.rows import LONGEST_CELL, LONGEST_KEY, MOST_ROWS, Row, key_of, words
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import READERS, show
from .lists import EDITOR, found_draft, may_edit
from .narrowing import text
from .stepping import NOT_SENT, Refused, refused, typed

LONGEST_PASTE = 2_000_000
CELL = "cell-"


@require_safe
@staff(*READERS)
def row(request: HttpRequest, pk: int) -> HttpResponse:
    """One row with all its columns; those that are written by hand can be changed. Without a key: a new one."""
    return _row_page(request, found_draft(request, pk), text(request.GET, "key", LONGEST_KEY), NOT_SENT)


@require_POST
@staff(EDITOR)
@done_once
def put(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the row."""
    found, key = found_draft(request, pk), text(request.POST, "key", LONGEST_KEY)
    names = [each.key for each in found.about.kept_columns]
    sent = typed(request.POST, *(f"{CELL}{name}" for name in names), most=LONGEST_CELL + 1) | {"key": key}
    standing = _standing(found, key)
    cells = {name: _cell(sent[f"{CELL}{name}"], standing.get(name)) for name in names}
    try:
        commands.put_row(found, key=key, cells=cells, by=actor_of(request), at=now())
    except Declined as refusal:
        return _row_page(request, found, key, refused("row", _at_cells(refusal), sent))
    return redirect(reverse("console-list-draft", args=[pk]) + "?" + urlencode({"q": key}))


@require_POST
@staff(EDITOR)
@done_once
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the row off the draft, with the reason."""
    found, sent = found_draft(request, pk), typed(request.POST, "key", "reason", most=500)
    try:
        commands.drop_row(found, key=sent["key"], reason=sent["reason"], by=actor_of(request), at=now())
    except Declined as refusal:
        return _row_page(request, found, sent["key"], refused("drop", refusal, sent))
    return redirect("console-list-draft", pk=pk)


@require_safe
@staff(EDITOR)
def take_in_form(request: HttpRequest, kind: str) -> HttpResponse:
    """Where the rows of an outside list are pasted from a spreadsheet."""
    return _take_in_page(request, _external(kind), NOT_SENT)


@require_POST
@staff(EDITOR)
@done_once
def take_in(request: HttpRequest, kind: str) -> HttpResponse:
    """An outside list becomes a draft; every cell that cannot be read is told at once."""
    about = _external(kind)
    sent = {**typed(request.POST, "source", most=200), **typed(request.POST, "rows", most=LONGEST_PASTE)}
    try:
        rows = _pasted(about, sent["rows"], sent["source"])
        draft = commands.take_in(kind, rows, source=sent["source"], by=actor_of(request), at=now())
    except Declined as refusal:
        return _take_in_page(request, about, refused("take", refusal, sent))
    return redirect("console-list-draft", pk=draft.pk)


def _pasted(kind: Kind, said: str, source: str) -> list[dict[str, str]]:
    """Lines of cells that a tab separates, in the order of the columns; a line of headings is skipped."""
    faults = []
    if not source:
        faults.append(Fault("/source", "blank", "请写明清单的名称和文号。"))
    lines = [line for line in said.splitlines() if line.strip()]
    labels = [each.label for each in kind.columns]
    if lines and [each.strip() for each in lines[0].split("\t")][:2] == labels[:2]:
        lines = lines[1:]
    if not lines:
        faults.append(Fault("/rows", "blank", f"请从表格里复制，按{'、'.join(labels)}的顺序粘贴。"))
    if len(lines) > MOST_ROWS:
        faults.append(Fault("/rows", "too_many", f"一份清单最多{MOST_ROWS}条。"))
    wide = [place for place, line in enumerate(lines, 1) if line.count("\t") >= len(labels)]
    if wide:
        faults.append(Fault("/rows", "too_wide", f"第{wide[0]}行多于{len(labels)}栏，请按{'、'.join(labels)}排好。"))
    if faults:
        raise Invalid(faults=faults)
    names = [each.key for each in kind.columns]
    return [dict(zip(names, (cell.strip() for cell in line.split("\t")), strict=False)) for line in lines]


def _external(kind: str) -> Kind:
    found = kind_of(kind)
    if found.origin is not Origin.EXTERNAL:
        raise NotFound("这份清单由本市编制，不是从外面导入的。")
    return found


def _take_in_page(request: HttpRequest, kind: Kind, sent: Refused) -> HttpResponse:
    context = {
        "kind": kind,
        "labels": [each.label for each in kind.columns],
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/list_take_in.html", context, current="lists", status=sent.status)


def _standing(draft: EditionDraft, key: str) -> Row:
    return next((each for each in draft.rows if key_of(each) == key), {})


def _row_page(request: HttpRequest, draft: EditionDraft, key: str, sent: Refused) -> HttpResponse:
    kind, standing = draft.about, _standing(draft, key)
    is_new = not standing
    if is_new and (kind.origin is Origin.DERIVED or not may_edit(draft, actor_of(request))) and not sent.problems:
        raise NotFound("草案里没有这一条。")
    writable = {each.key for each in kind.kept_columns} if may_edit(draft, actor_of(request)) else set()
    context: dict[str, Any] = {
        "draft": draft,
        "kind": kind,
        "key": key,
        "is_new": is_new,
        "shown": [(each, words(standing.get(each.key))) for each in kind.columns if each.key not in writable],
        "fields": [(each, words(standing.get(each.key))) for each in kind.columns if each.key in writable],
        "options": {each.key: [("", "请选择"), *((one, one) for one in each.choices)] for each in kind.columns},
        "may_edit": bool(writable),
        "may_drop": may_edit(draft, actor_of(request)) and not is_new,
        "cell": CELL,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input,
    }
    return show(request, "console/list_row.html", context, current="lists", status=sent.status)


def _cell(said: str, before: object) -> str | list[str]:
    """A cell that holds several texts has one on each line."""
    return said.splitlines() if isinstance(before, list) else said


def _at_cells(refusal: Declined) -> Declined:
    """The faults of a row, each at the field of its column."""
    faults = [
        Fault(each.pointer if each.pointer == "/key" else f"/{CELL}{each.pointer.strip('/')}", each.code, each.message)
        for each in refusal.faults
    ]
    return Invalid(refusal.message, faults=faults) if faults else refusal
