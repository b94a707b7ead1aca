"""Systems of the province, of the city and of others (对接系统清单): owner, state, interface, what stands there now."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.exchange.lines.systems import BOUND, Connector, Mode, Origin, Stage, System, is_compatible, mismatches
from tongban.foundation.ledger.undelivered import KEEPERS
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .frame import show
from .line_simulators import is_simulated
from .narrowing import narrowed

_STAGES = {Stage.IN_USE: "done", Stage.READY: "info", Stage.PLANNED: "plain", Stage.RETIRED: "plain"}
_MODES = {Mode.REAL: "done", Mode.SIMULATED: "warn", Mode.OFF: "plain"}


@require_safe
@staff()
def systems(request: HttpRequest) -> HttpResponse:
    """The list, for everybody who works here (no statement)."""
    asked = narrowed(request, "console-systems", "origin")
    lines = {each.key: each for each in BOUND.connectors}
    rows = [
        _row(each, lines.get(each.connector))
        for each in BOUND.registry.systems
        if asked["origin"] in ("", each.origin.value)
    ]
    context = {
        "rows": rows,
        "may_resend": bool(actor_of(request).roles & KEEPERS),
        "mismatches": mismatches(BOUND.registry, BOUND.connectors),
        "filters": [("来源", asked.chips("origin", [(each.value, each.label) for each in Origin]))],
    }
    return show(request, "console/systems.html", context, current="systems")


def _row(found: System, line: Connector | None) -> dict[str, Any]:
    mode = None
    if line is not None:
        address = getattr(settings, line.setting, "") if line.setting else ""
        mode = line.mode(address, is_demo=settings.TONGBAN_DEMO)
    is_matching = line is None or not found.interface or is_compatible(line.interface, found.interface)
    return {
        "name": found.name,
        "origin": found.origin.label,
        "owner": found.owner,
        "use": found.use,
        "stage": found.stage.label,
        "stage_tag": _STAGES[found.stage],
        "theirs": found.interface,
        "ours": line.interface if line is not None else "",
        "is_matching": is_matching,
        "mode": mode.label if mode is not None else "",
        "mode_tag": _MODES[mode] if mode is not None else "plain",
        "without": line.without if line is not None else "",
        "simulator": found.connector if is_simulated(found.connector) else "",
    }
