"""The inbox (收件箱): what was pushed from above and waits to be claimed, with its light."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.worktime.rules import Light
from tongban.registers.compiling import queries
from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.queries import is_lead
from tongban.registers.compiling.rules.states import Status
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .choosing import Choosing, agencies_to_choose, chosen_of, word
from .frame import READERS, show

_LIGHTS = [("", "不限"), (Light.RED, "超期"), (Light.YELLOW, "快到期"), (Light.GREEN, "正常")]
_STATES = [("", "待认领"), (Status.DECLINED, "部门不认领")]


@require_safe
@staff(*READERS)
def inbox(request: HttpRequest) -> HttpResponse:
    """The most urgent first; the body's own, or the whole city's for the bureau and supervision."""
    actor, today = actor_of(request), local_day(now())
    chosen = chosen_of(request, "light", "status", "agency", "q")
    choosing = Choosing(reverse("console-inbox"), chosen)
    found = queries.inbox(
        actor,
        today=today,
        light=chosen["light"],
        agency=chosen["agency"],
        status=Status.DECLINED if chosen["status"] == Status.DECLINED else Status.PUSHED,
        text=chosen["q"],
        after=word(request.GET, "after", 80),
    )
    leads = Role.CATALOG_REVIEWER in actor.roles and is_lead(actor)
    sees_all = leads or Role.SUPERVISOR in actor.roles
    context = {
        "rows": found.rows,
        "choosing": choosing,
        "next_href": choosing.following(found.next),
        "is_first": "after" not in request.GET,
        "filters": [choosing.chips("时限", "light", _LIGHTS), choosing.chips("状态", "status", _STATES)],
        "agencies": [*agencies_to_choose(), ("none", "没有对应部门的")] if sees_all else [],
        "claims_for": actor.agency_id if Role.CATALOG_EDITOR in actor.roles else None,
        "leads": leads,
        "days": BOUND.rules.red_after,
    }
    return show(request, "console/inbox.html", context, current="inbox")
