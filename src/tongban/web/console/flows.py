"""Flows as they stand (A06 流程): each table of steps, who may take them, who may not, on what basis; read only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.flow import Flow, Step
from tongban.handling.cases.rules.duties import guard_of
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff

from .binding import FLOWS
from .frame import READERS, show
from .narrowing import narrowed

GUARDS: Mapping[str, Callable[[Step], str]] = {"case": guard_of}
"""What keeps somebody from a step though their post could take it; of flows that have such rules."""


@dataclass(frozen=True, slots=True)
class Row:
    """One step in words."""

    verb: str
    label: str
    sources: str
    target: str
    by: str
    basis: str
    asks: str
    guard: str
    leads_to: str
    is_grave: bool


@require_safe
@staff(*READERS)
def flows(request: HttpRequest) -> HttpResponse:
    """All flows of the house (no statement)."""
    rows = [
        {"key": key, "name": flow.name, "states": len(flow.states), "steps": len(flow.steps)}
        for key, flow in FLOWS.items()
    ]
    return show(request, "console/flows.html", {"rows": rows}, current="flows")


@require_safe
@staff(*READERS)
def flow(request: HttpRequest, key: str) -> HttpResponse:
    """One flow: its steps in the order of the table, all of them or those that leave one state (流程推演)."""
    if key not in FLOWS:
        raise NotFound("没有这个流程。")
    found, here = FLOWS[key], narrowed(request, "console-flow", "at", args=[key])
    at = next((each for each in found.states if each.value == here["at"]), None)
    guard = GUARDS.get(key)
    steps = [each for each in found if at is None or at in each.sources]
    rows = [_row(found, each, at, guard(each) if guard is not None else "") for each in steps]
    context = {
        "name": found.name,
        "at": found.label(at) if at is not None else "",
        "rows": rows,
        "has_guards": any(each.guard for each in rows),
        "filters": [("从哪种状态看", here.chips("at", [(each.value, found.label(each)) for each in found.states]))],
    }
    return show(request, "console/flow.html", context, current="flows")


def _row(of: Flow, step: Step, at: StrEnum | None, guard: str) -> Row:
    order = list(of.states)
    sources = sorted(step.sources, key=order.index)
    return Row(
        verb=step.verb,
        label=step.label,
        sources="；".join(of.label(each) for each in sources),
        target=of.label(step.target) if step.target is not None else "不变",
        by="、".join(role.label for role in Role if role in step.by),
        basis=typeset(step.basis),
        guard=guard,
        leads_to=step.lands(at).value if at is not None and step.lands(at) is not at else "",
        asks="、".join(each.label + ("" if each.required else "（选填）") for each in step.asks),
        is_grave=step.is_grave,
    )
