"""Reading a mandate by its code at a window (核对委托码): who may act for whom, for what and until when, on record."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.commands import record_reads
from tongban.registers.catalog.queries import cards
from tongban.registers.parties.commands.mandate_codes import code_index
from tongban.registers.parties.queries import mandate_by_code, masked_name
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .frame import show

PURPOSE = "核对委托"


@staff(Role.COUNTER)
@require_http_methods(["GET", "HEAD", "POST"])
def mandate(request: HttpRequest) -> HttpResponse:
    """What a code stands for while the mandate is in force; names are masked, the paper of the helper is checked."""
    typed = request.POST.get("code", "").replace("\x00", "")[:20]
    found = mandate_by_code(code_index(typed), at=now()) if typed else None
    context: dict[str, object] = {"typed": typed, "is_asked": bool(typed), "found": found}
    if found is not None:
        seen = [(f"party:{each}", "") for each in (found.principal_id, found.agent_id)]
        record_reads(seen, by=actor_of(request), at=now(), purpose=PURPOSE, fields=["name"])
        names = {each.option_code: each.name for each in cards()}
        context |= {
            "principal": masked_name(found.principal),
            "agent": masked_name(found.agent),
            "matters": "、".join(names.get(code, code) for code in found.option_codes),
        }
    return show(request, "workbench/mandate.html", context, current="mandate")
