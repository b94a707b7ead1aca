"""Progress of a case by its number and query code (查进度 K06): as the portal tells it without an account."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.codes.spoken import ALPHABET
from tongban.foundation.kernel.errors import Declined
from tongban.handling.cases.commands.tracking import tracked
from tongban.handling.cases.rules.query_codes import LENGTH
from tongban.handling.cases.rules.states import ENDS
from tongban.registers.catalog.queries import guide_of
from tongban.registers.parties.queries import masked_name
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import client_ip

from .frame import DIGITS, page, pressed, text, told
from .terminals import terminals

NUMBER_LENGTH = 17
NUMBER, CODE = "number", "code"
_KEYS = {NUMBER: DIGITS, CODE: tuple(sorted(ALPHABET))}
_LENGTHS = {NUMBER: NUMBER_LENGTH, CODE: LENGTH}


@terminals
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """First the number, then the code, tapped or typed; neither ever stands in an address."""
    typed = {name: text(request.POST, name, 40).strip() for name in (NUMBER, CODE)}
    step, key = text(request.POST, "step", 10), text(request.POST, "key", 8)
    step = step if step in _KEYS else NUMBER
    if request.method != "POST":
        return _asked(request, step, typed, [])
    if key:
        typed[step] = pressed(typed[step], key, _KEYS[step], _LENGTHS[step])
        return _asked(request, step, typed, [])
    if step == NUMBER:
        problems = [Problem("", each.message) for each in check("case_number", typed[NUMBER]).errors]
        return _asked(request, NUMBER if problems else CODE, typed, problems)
    if not typed[CODE]:
        words = "请填写查询码：8位字母和数字，在提交成功页和收件凭证上，例如 7K3M9QXA。"
        return _asked(request, CODE, typed, [Problem("", words)])
    try:
        case = tracked(typed[NUMBER], typed[CODE], ip=client_ip(request), at=now())
    except Declined as refusal:
        status = 422 if refusal.status == 404 else int(refusal.status)
        return _asked(request, CODE, typed | {CODE: ""}, told(refusal), status=status)
    context = {
        "case": case,
        "guide": guide_of(case.option_version_id),
        "applicant": masked_name(case.applicant),
        "is_over": case.state in ENDS,
        "at": now(),
        "is_own": True,
    }
    return page(request, "tracked", context)


def _asked(
    request: HttpRequest, step: str, typed: dict[str, str], problems: list[Problem], *, status: int = 0
) -> HttpResponse:
    context = {"step": step, "typed": typed, "keys_of": _KEYS[step], "problems": problems}
    return page(request, "track", context, status=status or (422 if problems else 200))
