"""Rating at the terminal (K13 好差评): the code on the paper is the right, one touch is the grade."""

import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.oversight.evaluations.bound import BOUND
from tongban.oversight.evaluations.commands.rating import Rating, rate
from tongban.oversight.evaluations.queries.invitations import with_code
from tongban.oversight.evaluations.rules.grades import Grade, Way
from tongban.oversight.evaluations.rules.states import InvitationStatus
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem

from .frame import page, plain, text, told
from .terminals import actor_of, terminals

_CODE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_GRADES = [(each.value, each.label) for each in Grade]


@require_http_methods(["GET", "HEAD", "POST"])
@terminals
def find(request: HttpRequest) -> HttpResponse:
    """Which service: the code on the paper of the number, held before the scanner."""
    problems: list[Problem] = []
    if request.method == "POST":
        found = _CODE.search(text(request.POST, "c").lower())
        if found is not None:
            return redirect("kiosk-rating", code=found.group())
        problems = [Problem("c", "没有读出来。请把号票上的二维码对准扫码口，再试一次。")]
    return page(request, "rate", {"problems": problems}, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@terminals
@done_once
def one(request: HttpRequest, code: UUID) -> HttpResponse:
    """Five equal buttons, none of them chosen; afterwards thanks, and no word of what was said."""
    invitation = with_code(code)
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        tags = [plain(each, 40) for each in request.POST.getlist("tags")[:10]]
        said = Rating(text(request.POST, "grade", 20), tags=tags, way=Way.KIOSK)
        try:
            rate(invitation, said, by=actor_of(request), at=now())
        except Declined as refusal:
            problems, status = told(refusal), int(refusal.status)
        else:
            return redirect("kiosk-rating", code=code)
    is_open = invitation.status == InvitationStatus.OPEN and local_day(now()) <= invitation.closes_on
    context = {
        "found": invitation,
        "is_open": is_open,
        "grades": _GRADES,
        "tags": [(each.code, each.label) for each in BOUND.policy.tags],
        "problems": problems,
    }
    return page(request, "rating", context, status=status)
