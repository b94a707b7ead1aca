"""Lists of cases (办件列表): filters stand in the address, the most urgent first, paged by cursor."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.codes import check
from tongban.foundation.worktime.rules import Light
from tongban.handling.cases.queries.worklists import LATE_STAGE, Wanted, counts, queue_of, worklist
from tongban.handling.cases.rules.states import ENDS, Status
from tongban.registers.agencies.queries import bodies
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.jinja import url
from tongban.web.ui.sessions import actor_of

from .frame import CASE_ROLES, show
from .rows import rows_of

_WHOLE_CITY = frozenset({Role.COUNTER, Role.ISSUER, Role.SUPERVISOR})
_LIGHTS = (
    *((Light.RED.value, "超期"), (Light.YELLOW.value, "快到期"), (Light.GREEN.value, "正常")),
    (LATE_STAGE, "环节超时"),
)
_NAMES = ("status", "light", "agency", "mine", "scope", "q")


@require_safe
@staff(*CASE_ROLES)
def cases(request: HttpRequest) -> HttpResponse:
    """The list, four statements at most. An identity number does not stay in the address."""
    actor, day = actor_of(request), local_day(now())
    chosen = {name: request.GET.get(name, "").replace("\x00", "").strip()[:60] for name in _NAMES}
    if check("id_card", chosen["q"]).valid:
        return redirect(reverse("desk-cases") + "?" + urlencode({"note": "id"}))
    found = worklist(actor, _wanted(actor, chosen), today=day, cursor=request.GET.get("cursor", "")[:80])
    kept = {name: value for name, value in chosen.items() if value}
    context = {
        "rows": rows_of(found.cases, today=day),
        "chosen": chosen,
        "kept": kept,
        "is_first": not request.GET.get("cursor"),
        "next_href": _with(kept, cursor=found.next) if found.next else "",
        "filters": _filters(actor, chosen, kept),
        "agencies": _agencies(actor),
        "has_id_note": request.GET.get("note") == "id",
    }
    return show(request, "workbench/cases.html", context, current="cases")


def _wanted(actor: Actor, chosen: dict[str, str]) -> Wanted:
    status: tuple[str, ...] = (chosen["status"],) if chosen["status"] in set(Status) else ()
    scope = chosen["scope"]
    if not status and scope != "all" and scope != "ended":
        status = tuple(queue_of(actor))
    return Wanted(
        status=status,
        light=chosen["light"] if chosen["light"] in dict(_LIGHTS) else "",
        agency=chosen["agency"],
        text=chosen["q"],
        is_mine=chosen["mine"] == "1",
        is_open={"ended": False, "all": None}.get(scope, None if status else True),
    )


def _filters(actor: Actor, chosen: dict[str, str], kept: dict[str, str]) -> list[dict[str, object]]:
    """The rows of filter chips: whose, how urgent, in which state."""
    number = counts(actor)
    states = [state for state in Status if number.get(state) or state == chosen["status"]]
    scopes = [("", "待办"), ("all", "全部"), ("ended", "已结束")]
    return [
        {
            "title": "范围",
            "links": [_chip(kept, "scope", value, label) for value, label in scopes] + [_mine(actor, kept)],
        },
        {
            "title": "时限",
            "links": [
                _chip(kept, "light", "", "不限"),
                *(_chip(kept, "light", each, label) for each, label in _LIGHTS),
            ],
        },
        {
            "title": "状态",
            "links": [
                _chip(kept, "status", "", "不限"),
                *(_chip(kept, "status", state, typeset(state.label), number.get(state)) for state in states),
                *(_chip(kept, "status", state, state.label) for state in sorted(ENDS) if chosen["scope"] == "ended"),
            ],
        },
    ]


def _mine(actor: Actor, kept: dict[str, str]) -> dict[str, object]:
    is_on = kept.get("mine") == "1"
    return {"label": "只看我的", "href": _with(kept, mine="" if is_on else "1"), "is_current": is_on}


def _chip(kept: dict[str, str], name: str, value: str, label: str, count: int | None = None) -> dict[str, object]:
    return {
        "label": label,
        "href": _with(kept, **{name: value}),
        "is_current": kept.get(name, "") == value,
        "count": count,
    }


def _with(kept: dict[str, str], **changes: str | None) -> str:
    found = {name: value for name, value in {**kept, **changes}.items() if value}
    return url("desk-cases") + ("?" + urlencode(found) if found else "")


def _agencies(actor: Actor) -> list[tuple[str, str]]:
    """The bodies to choose from, for those who see the city's cases (one statement)."""
    if not actor.roles & _WHOLE_CITY:
        return []
    return [("", "全部部门"), *bodies()]
