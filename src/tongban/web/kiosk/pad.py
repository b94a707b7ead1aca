"""The tablet at a window (窗口评价器): five equal buttons for whoever was just served, and a code for their phone.

Without a network it keeps what was touched with its time, and sends it when the line is back.
"""

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.oversight.evaluations.bound import BOUND
from tongban.oversight.evaluations.commands.rating import Rating, rate
from tongban.oversight.evaluations.queries.invitations import at_window
from tongban.oversight.evaluations.rules.grades import Grade, Way
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem

from .frame import page, text, told
from .terminals import actor_of, kiosk_of, terminals

_GRADES = [(each.value, each.label) for each in Grade]


@require_http_methods(["GET", "HEAD", "POST"])
@terminals
@done_once
def at_the_window(request: HttpRequest) -> HttpResponse:
    """Whoever was served last is asked; afterwards thanks, and no word of what was said."""
    kiosk, at = kiosk_of(request), now()
    if not kiosk.window:
        raise NotFound("这台机器不是窗口上的评价器。")
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        try:
            _rate(request, given=_given(text(request.POST, "given_at", 40), at), at=at)
        except Declined as refusal:
            problems, status = told(refusal), int(refusal.status)
        else:
            return redirect(f"{reverse('kiosk-window')}?{urlencode({'done': '1'})}")
    found = at_window(kiosk, at=at)
    context = {
        "found": found,
        "is_done": request.GET.get("done") == "1",
        "address": BOUND.address(found.code) + "?by=qr" if found is not None else "",
        "grades": _GRADES,
        "is_timed": False,
        "problems": problems,
    }
    return page(request, "pad_window", context, status=status)


def _rate(request: HttpRequest, *, given: datetime, at: datetime) -> None:
    """For the visit that had ended at the window when the button was touched."""
    found = at_window(kiosk_of(request), at=given)
    if found is None:
        raise NotFound("刚才的服务已经评过，或者过了时间。还想评的，请扫号票上的二维码。")
    said = Rating(text(request.POST, "grade", 20), way=Way.PAD, rated_at=given)
    rate(found, said, by=actor_of(request), at=at)


def _given(typed: str, at: datetime) -> datetime:
    """When it was touched, as the tablet kept it; without that, or with a time to come, now."""
    try:
        found = datetime.fromisoformat(typed)
    except ValueError:
        return at
    return found if found.tzinfo is not None and found <= at else at
