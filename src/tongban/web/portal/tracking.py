"""Progress without an account (免登录查进度): masked, and few tries."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.handling.cases.commands.tracking import tracked
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.states import ENDS
from tongban.registers.catalog.queries import guide_of
from tongban.registers.parties.queries import masked_name
from tongban.web.portal import inputs
from tongban.web.portal.five_functions import five_functions
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.audience import everybody
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import client_ip


@everybody
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Number and query code: what state, whose turn, by when, who to call; never a full name."""
    typed = request.POST if request.method == "POST" else request.GET
    number = inputs.text(typed, "number").strip()[:40]
    if request.method != "POST":
        return page(request, "track", {"number": number, "errors": {}})
    try:
        case = _found(request, number)
    except Declined as refusal:
        problems = [Problem(each.anchor or "number", each.text) for each in told(refusal)]
        context = {"number": number, "problems": problems, "errors": errors_by_anchor(problems)}
        return page(request, "track", context, status=422 if refusal.status == 404 else refusal.status)
    guide = guide_of(case.option_version_id)
    found: dict[str, object] = {
        "case": case,
        "guide": guide,
        "five_functions": five_functions(guide, case_number=case.number),
        "applicant": masked_name(case.applicant),
        "is_over": case.state in ENDS,
    }
    return page(request, "tracked", found)


def _found(request: HttpRequest, number: str) -> Case:
    code = inputs.text(request.POST, "code").strip()[:40]
    faults = [Fault("/number", each.code, each.message) for each in check("case_number", number).errors]
    if not code:
        faults.append(
            Fault("/code", "required", "请填写查询码：8位字母和数字，在提交成功页和收件凭证上，例如 7K3M9QXA。")
        )
    if faults:
        raise Invalid(faults=faults)
    return tracked(number, code, ip=client_ip(request), at=now())
