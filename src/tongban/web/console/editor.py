"""Compiling a draft (A04、A05 编制页): one group of elements a page, saved as it is typed; nothing typed is lost."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound, NotYours, Stale
from tongban.registers.catalog.lifecycle import KEEPS_CONTENT, Operation
from tongban.registers.compiling import commands
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.queries import draft_for, whole_draft
from tongban.registers.compiling.queries.findings import read
from tongban.registers.compiling.queries.templates import template_in_force
from tongban.web.ui.audience import staff
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

from .choosing import option_numbers, word, wrong_of
from .drafts import frame_of_draft
from .editing import groups
from .editing.fields import Group
from .editing.reading import rearranged, typed_document
from .editing.showing import Around, Box, Part, boxes_of_item, boxes_of_option, conflicts, parts_of, venue_choices
from .frame import show

_ACTS = frozenset({"add", "remove", "up", "down"})
_MOST_OPTIONS = 99


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page is made of: the document as it stands or as it was typed, and what is wrong with it."""

    document: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    both: tuple[tuple[str, str, str], ...] = ()
    status: int = 200


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.CATALOG_EDITOR)
def edit(request: HttpRequest, pk: int, group: str) -> HttpResponse:
    """One group of the draft; a POST saves it, moves an entry, or (from the script) saves in passing."""
    found = draft_for(actor_of(request), pk)
    of = _group(found, group)
    numbers = sorted(found.document.get("options", {}))
    wanted = word(request.POST if request.method == "POST" else request.GET, "option", 2)
    number = wanted if wanted in numbers else (numbers[0] if numbers else "")
    if request.method != "POST":
        return _page(request, pk, of, number, None)
    return _saved(request, found, of, number)


def _saved(request: HttpRequest, found: ListDraft, of: Group, number: str) -> HttpResponse:
    in_passing = request.headers.get("X-Draft") == "1"
    typed = typed_document(found.document, of, number, request.POST)
    act, anchor = ("", "") if in_passing else _act(request, typed.document, of, number)
    try:
        if typed.faults:
            raise Invalid("没有保存：有的内容不能这样填。", faults=typed.faults)
        draft = commands.save(found, typed.document, revision=_revision(request), by=actor_of(request), at=now())
    except Stale as refusal:
        latest = draft_for(actor_of(request), found.pk)
        if not _is_same(latest, typed.document):
            return _refused(request, found.pk, of, number, typed.document, refusal, in_passing=in_passing)
        draft = latest
    except Declined as refusal:
        return _refused(request, found.pk, of, number, typed.document, refusal, in_passing=in_passing)
    if in_passing:
        return HttpResponse(status=204, headers={"X-Revision": str(draft.revision)})
    return redirect(_following(request, found, of, number, act) + anchor)


def _act(request: HttpRequest, document: dict[str, Any], of: Group, number: str) -> tuple[str, str]:
    """What the pressed button does to the document besides saving, and where the page goes on."""
    act, _, rest = request.POST.get("do", "")[:60].partition(":")
    options = document.get("options", {})
    if act == "add-option" and len(options) < _MOST_OPTIONS:
        free = next(f"{at:02d}" for at in range(1, _MOST_OPTIONS + 1) if f"{at:02d}" not in options)
        options[free] = {"name": "新的办理项"}
        return f"option={free}", "#o-name"
    if act == "remove-option" and len(options) > 1:
        options.pop(number, None)
        return "option=", ""
    name, _, place = rest.partition(":")
    rows = next((each for each in of.rows if each.name == name), None)
    if act not in _ACTS or rows is None or number not in options:
        return act, ""
    at = int(place) if place.isascii() and place.isdigit() and len(place) < 5 else len(options[number].get(name) or [])
    options[number][name] = rearranged(options[number].get(name) or [], rows, act, at)
    at += {"up": -1, "down": 1}.get(act, 0)
    return act, f"#{name}-at-{max(0, min(at, len(options[number][name]) - 1))}"


def _refused(
    request: HttpRequest,
    pk: int,
    of: Group,
    number: str,
    document: dict[str, Any],
    refusal: Declined,
    *,
    in_passing: bool,
) -> HttpResponse:
    """What was wrong beside what was typed; for a conflict, both versions."""
    if in_passing:
        said = f"没有保存：{refusal.message}请按“保存”看详情。"
        return HttpResponse(said, status=int(refusal.status), content_type="text/plain; charset=utf-8")
    problems = [Problem(_anchor(each, number), each.message) for each in refusal.faults]
    shown = Shown(document, tuple(problems or [Problem("", refusal.message)]), status=int(refusal.status))
    return _page(request, pk, of, number, shown, is_conflict=isinstance(refusal, Stale))


def _page(
    request: HttpRequest, pk: int, of: Group, number: str, shown: Shown | None, *, is_conflict: bool = False
) -> HttpResponse:
    whole = whole_draft(actor_of(request), pk, on=local_day(now()))
    if not any(each.verb == "submit" for each in whole.actions):
        raise NotYours(f"现在是“{whole.status.label}”，或者不由您编制，不能修改。")
    standing = shown or Shown(whole.draft.document)
    around = Around(
        locked=whole.draft.locked,
        template=template_in_force(),
        findings=whole.findings,
        wrong=wrong_of(standing.problems),
        places=venue_choices() if of.key == groups.PLACES.key else (),
    )
    item, option, parts = _form(standing.document, of, number, around)
    both = []
    if is_conflict:
        latest = _form(whole.draft.document, of, number, around)
        both = conflicts(_all(item, option, parts), _all(*latest))
    context = {
        **frame_of_draft(whole, "edit"),
        "group": of,
        "groups": [
            {"label": each.label, "href": _address(pk, each.key, number), "is_current": each.key == of.key}
            for each in _pages(whole.draft)
        ],
        "number": number,
        "numbers": option_numbers(whole.item),
        "item": item,
        "option": option,
        "parts_of": parts,
        "problems": standing.problems,
        "both": both,
        "revision": whole.draft.revision,
        "is_last": _pages(whole.draft)[-1].key == of.key,
        "codes": _codes(standing.document, number) if of.key in _WITH_CONDITIONS else [],
        "keeps_content": whole.operation in KEEPS_CONTENT,
        "here": _address(pk, of.key, number),
    }
    return show(request, "console/draft_edit.html", context, current="drafts", status=standing.status)


_WITH_CONDITIONS = frozenset({"conditions", "questions", "form", "materials"})


def _form(document: dict[str, Any], of: Group, number: str, around: Around) -> tuple[list[Box], list[Box], list[Part]]:
    option = document.get("options", {}).get(number)
    return (
        boxes_of_item(document, of, around),
        boxes_of_option(option, number, of, around) if option is not None else [],
        parts_of(option, number, of, around) if option is not None else [],
    )


def _all(item: list[Box], option: list[Box], parts: list[Part]) -> list[Box]:
    return [*item, *option, *(box for part in parts for entry in part.entries for box in entry.boxes)]


def _group(found: ListDraft, key: str) -> Group:
    page = next((each for each in _pages(found) if each.key == key), None)
    if page is None:
        raise NotFound("没有这一组要素。")
    return page


def _pages(found: ListDraft) -> tuple[Group, ...]:
    """Suspending, resuming and cancelling keep the content: only the announcement is written."""
    operation = Operation(found.operation)
    if operation is Operation.SUSPEND:
        return (groups.SUSPENSION,)
    return (groups.STATE_ONLY,) if operation in KEEPS_CONTENT else groups.GROUPS


def _following(request: HttpRequest, found: ListDraft, of: Group, number: str, act: str) -> str:
    """This page again, the next group, or the draft."""
    if act.startswith("option="):
        return _address(found.pk, of.key, act.removeprefix("option="))
    pages = _pages(found)
    keys = [each.key for each in pages]
    if act == "next":
        place = keys.index(of.key) + 1
        return (
            _address(found.pk, keys[place], number) if place < len(keys) else reverse("console-draft", args=[found.pk])
        )
    return _address(found.pk, of.key, number)


def _address(pk: int, key: str, number: str) -> str:
    return reverse("console-draft-edit", args=[pk, key]) + (f"?option={number}" if number else "")


def _revision(request: HttpRequest) -> int:
    text = word(request.POST, "revision", 9)
    return int(text) if text.isascii() and text.isdigit() else 0


def _is_same(latest: ListDraft, document: dict[str, Any]) -> bool:
    """Was the very same saved already? A form that is sent twice is done once."""
    try:
        return read(latest.document) == read(document)
    except Declined:
        return False


def _anchor(fault: Fault, number: str) -> str:
    """The field that a fault is of: the form's own names first, then pointers of the list."""
    plain = fault.pointer.strip("/")
    if fault.code == "format":
        return plain
    below = f"options/{number}/"
    if plain.startswith(below):
        first, *rest = plain.removeprefix(below).split("/")
        return f"{first}-{rest[0]}-{'.'.join(rest[1:])}" if len(rest) > 1 else f"o-{'.'.join([first, *rest])}"
    return "" if plain.startswith("options/") else f"i-{plain.replace('/', '.')}"


def _codes(document: dict[str, Any], number: str) -> list[tuple[str, str, str]]:
    """What conditions may speak of: the code of each question, what it asks, which values it takes."""
    questions = document.get("options", {}).get(number, {}).get("questions") or []
    return [
        (
            str(each.get("code", "")),
            str(each.get("text", "")),
            "、".join(f"{one.get('value')}（{one.get('label')}）" for one in each.get("choices") or [])
            or ("yes（是）、no（否）" if each.get("kind") == "yes_no" else ""),
        )
        for each in questions
    ]
