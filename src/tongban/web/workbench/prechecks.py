"""The code of a pre-check at the window (验预审码): whose word it is, about which set, and that it binds (N19)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.masks import mask_name
from tongban.handling.cases.queries.telling import binding_by_code
from tongban.handling.cases.queries.visible import may_see
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .frame import CASE_ROLES, show
from .reading import note_opened

NONE = "没有这个预审码，或者不在您的办理范围。请核对预审结论书上的验证码。"


@require_safe
@staff(*CASE_ROLES)
def precheck(request: HttpRequest, code: str) -> HttpResponse:
    """What this code is worth today; nothing that one may not see is told by it."""
    found = binding_by_code(code)
    case, actor = found.result.case, actor_of(request)
    if not may_see(actor, case.number):
        raise NotFound(NONE)
    note_opened(request, case, by=actor, at=now())
    context = {
        "found": found,
        "case": case,
        "guide": guide_of(case.option_version_id),
        "applicant": mask_name(case.applicant.name),
        "code": found.result.document.verification_code,
        "fingerprint": bytes(found.result.digest).hex(),
        "items": found.result.document.body.get("items", ()),
        "state": typeset(case.state.label),
    }
    return show(request, "workbench/precheck.html", context)
