"""The catalogue for those who keep it (A03 事项目录): every list on any day, and one list with its editions."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.catalog.elements import Carried, compare, values
from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.catalog.lifecycle import ListState, Operation, may_follow
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.catalog.queries import (
    EditionLine,
    as_of,
    carried_in,
    editions_of,
    last_edition,
    lineage,
    list_of,
    lists_of_the_same,
)
from tongban.registers.compiling.queries import Wanted, publications, worklist
from tongban.registers.compiling.queries.joint import Voted, voices_of
from tongban.registers.compiling.queries.templates import template_in_force
from tongban.registers.compiling.rules.states import OPEN
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .choosing import Choosing, agencies_to_choose, chosen_of, day_of, word
from .comparing import compared
from .frame import READERS, show

_NAMES = ("on", "agency", "kind", "state", "q")
_STATES = [("", "在用和暂停"), *((each.value, each.label) for each in ListState), ("all", "全部")]
_USUAL = (ListState.IN_FORCE, ListState.SUSPENDED)
OPERATIONS = (Operation.CHANGE, Operation.SUSPEND, Operation.RESUME, Operation.SPLIT, Operation.MERGE, Operation.CANCEL)


@require_safe
@staff(*READERS)
def items(request: HttpRequest) -> HttpResponse:
    """The lists as they stood on a day, today unless another is chosen (four statements)."""
    chosen, today = chosen_of(request, *_NAMES), local_day(now())
    choosing = Choosing(reverse("console-items"), chosen)
    on = day_of(chosen["on"]) or today
    found = as_of(
        on,
        after=word(request.GET, "after"),
        agency=chosen["agency"],
        states=_states(chosen["state"]),
        kind=chosen["kind"] if chosen["kind"] in set(ItemKind) else "",
        text=chosen["q"],
    )
    context = {
        "rows": found.rows,
        "on": on,
        "today": today,
        "is_odd_day": bool(chosen["on"]) and day_of(chosen["on"]) is None,
        "choosing": choosing,
        "next_href": choosing.following(found.next),
        "is_first": "after" not in request.GET,
        "filters": [choosing.chips("状态", "state", _STATES)],
        "agencies": agencies_to_choose(),
        "kinds": [("", "全部类型"), *((each.value, each.label) for each in ItemKind)],
        "may_begin": Role.CATALOG_EDITOR in actor_of(request).roles,
    }
    return show(request, "console/items.html", context, current="items")


@require_safe
@staff(*READERS)
def item(request: HttpRequest, code: str) -> HttpResponse:
    """One list: what it says, its editions, where it came from, what is in the making, what may be begun."""
    of, actor = list_of(code), actor_of(request)
    lines, last = editions_of(of), last_edition(of)
    number = _number(request, "edition", lines, local_day(now()))
    context = {
        "of": of,
        "lines": lines,
        "notices": {each.edition: each for each in publications(list_code=code, size=200).rows},
        "number": number,
        "standing": next((each for each in lines if each.number == number), None),
        "voices": _voices(of, number),
        "kin": lineage(of),
        "elements": _elements(of, number, word(request.GET, "option", 2)),
        "template": template_in_force(),
        "others": lists_of_the_same(of),
        "open_drafts": worklist(actor, Wanted(status=tuple(sorted(OPEN)), text=of.basic.code), size=5).rows,
        "operations": _operations(of, actor, ListState(last.state) if last else None),
        "kind": ItemKind(of.basic.kind).label,
    }
    return show(request, "console/item.html", context, current="items")


def _voices(of: ImplementationList, number: int) -> list[Voted]:
    """The bodies that agreed to an edition (联合审核)."""
    edition = of.versions.filter(number=number).values_list("pk", flat=True)
    return next(iter(voices_of(edition).values()), [])


@require_safe
@staff(*READERS)
def differences(request: HttpRequest, code: str) -> HttpResponse:
    """Any two editions of a list: what is not the same, the elements and every other field."""
    of = list_of(code)
    lines, template = editions_of(of), template_in_force()
    after = _number(request, "to", lines, date.max)
    before = _number(request, "from", [each for each in lines if each.number < after] or lines, date.max)
    old = {each.number: each for each in carried_in(of, before)}
    new = {each.number: each for each in carried_in(of, after)}
    context = {
        "of": of,
        "before": before,
        "after": after,
        "compared": compared(old, new, template),
        "numbers": [(str(each.number), f"第{each.number}版 {each.operation.label}") for each in lines],
    }
    return show(request, "console/item_differences.html", context, current="items")


@require_safe
@staff(*READERS)
def beside(request: HttpRequest, code: str) -> HttpResponse:
    """Two lists side by side: the same item of two bodies, or any other list by its code."""
    of, given = list_of(code), word(request.GET, "with", 31)
    others, template = lists_of_the_same(of), template_in_force()
    other = list_of(given) if given else others[0] if others else None
    only = request.GET.get("only") == "differences"
    parts = []
    if other is not None:
        here, there = _latest(of), _latest(other)
        parts = [
            {"name": here[number].option.name, "lines": compare([here[number], there[number]], template)}
            for number in sorted(here.keys() & there.keys())
        ]
    context = {
        "of": of,
        "other": other,
        "compared": parts,
        "only": only,
        "places": [(each.code, f"{each.agency.short_name} {each.basic.name}") for each in others],
        "given": given,
    }
    return show(request, "console/item_beside.html", context, current="items")


def _states(chosen: str) -> tuple[ListState, ...]:
    if chosen in set(ListState):
        return (ListState(chosen),)
    return () if chosen == "all" else _USUAL


def _number(request: HttpRequest, name: str, lines: tuple[EditionLine, ...] | list[EditionLine], on: date) -> int:
    """The edition that the address names, else the one that stands on the day, else the first."""
    text = request.GET.get(name, "")[:6]
    numbers = {each.number for each in lines}
    if text.isascii() and text.isdigit() and int(text) in numbers:
        return int(text)
    standing = [each for each in lines if each.effective_on <= on] or list(lines)[-1:]
    return max((each.number for each in standing), default=0)


def _elements(of: ImplementationList, number: int, wanted: str) -> list[dict[str, object]]:
    """Every option of the edition with the whole table of elements; the wanted one is open."""
    template = template_in_force()
    return [
        {
            "number": each.number,
            "name": each.option.name,
            "rows": values(each.item, each.option, template, body=each.body),
            "is_open": each.number == wanted,
        }
        for each in (carried_in(of, number) if number else ())
    ]


def _operations(of: ImplementationList, actor: Actor, state: ListState | None) -> list[Operation]:
    """What this person may begin: editors of the list's own body, as far as its state allows."""
    if Role.CATALOG_EDITOR not in actor.roles or actor.agency_id != of.agency_id:
        return []
    return [each for each in OPERATIONS if may_follow(each, state)]


def _latest(of: ImplementationList) -> dict[str, Carried]:
    last = last_edition(of)
    return {each.number: each for each in carried_in(of, last.number)} if last else {}
