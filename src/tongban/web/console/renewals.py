"""What runs out (到期和延续): undecided renewals with the day on which silence renews, licences near their end."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.enterprises.queries.renewing import countdowns, running_out_of_body
from tongban.registers.catalog.queries import guide_of
from tongban.web.ui.audience import staff
from tongban.web.ui.filters import masked_name
from tongban.web.ui.sessions import actor_of

from .frame import CHECKERS, show

_NEAR, _SOON = 5, 15


@require_safe
@staff(*CHECKERS)
def renewals(request: HttpRequest) -> HttpResponse:
    """Both lists of this actor's body, the city's for supervision (two statements)."""
    actor, today = actor_of(request), local_day(now())
    waiting = [
        {
            "number": each.number,
            "name": guide_of(each.name_of).name,
            "applicant": masked_name(each.applicant),
            "due_on": each.due_on,
            "left": each.left,
            "tag": "bad" if each.left <= _NEAR else "warn" if each.left <= _SOON else "info",
        }
        for each in countdowns(actor, on=today)
    ]
    ending = [
        {
            "type": each.type.name,
            "identifier": each.identifier,
            "holder": each.holder.name if each.holder.kind == "enterprise" else masked_name(each.holder.name),
            "valid_to": each.valid_to,
            "left": (each.valid_to - today).days if each.valid_to else 0,
        }
        for each in running_out_of_body(actor, on=today)
    ]
    sees_cases = bool(actor.roles - {Role.SUPERVISOR})
    context = {"waiting": waiting, "ending": ending, "sees_cases": sees_cases}
    return show(request, "console/renewals.html", context, current="renewals")
