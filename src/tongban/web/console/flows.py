"""Flows as they stand (A06 流程): each table of steps, who may take them, on what basis. Read only: a flow is law."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.flow import Flow, Step
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff

from .binding import FLOWS
from .frame import READERS, show


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
    """One flow: its steps in the order of the table."""
    if key not in FLOWS:
        raise NotFound("没有这个流程。")
    found = FLOWS[key]
    context = {
        "name": found.name,
        "states": [found.label(each) for each in found.states],
        "rows": [_row(found, each) for each in found],
    }
    return show(request, "console/flow.html", context, current="flows")


def _row(of: Flow, step: Step) -> Row:
    order = list(of.states)
    sources = sorted(step.sources, key=order.index)
    return Row(
        verb=step.verb,
        label=step.label,
        sources="；".join(of.label(each) for each in sources),
        target=of.label(step.target) if step.target is not None else "不变",
        by="、".join(role.label for role in Role if role in step.by),
        basis=typeset(step.basis),
        asks="、".join(each.label + ("" if each.required else "（选填）") for each in step.asks),
        is_grave=step.is_grave,
    )
