"""Entering ratings (录入评价): a slip of paper by the bureau, a caller's words by 12345; nobody their own. R-105."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import LOCAL, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.oversight.evaluations.commands.transcribing import transcribe
from tongban.oversight.evaluations.models import Evaluation
from tongban.oversight.evaluations.queries.invitations import named_on_paper
from tongban.oversight.evaluations.rules.grades import Grade
from tongban.registers.agencies.models import Venue
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import show
from .stepping import NOT_SENT, Refused, day, refused, typed

_FIELDS = ("number", "venue", "day", "grade", "words", "slip", "given_on", "given_time")
_GRADES = [(each.value, each.label) for each in Grade]


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR, Role.HOTLINE)
@done_once
def enter(request: HttpRequest) -> HttpResponse:
    """One rating; what was typed stays when it is to be mended, and of who rated nothing is shown."""
    if request.method != "POST":
        return _page(request, NOT_SENT)
    sent = typed(request.POST, *_FIELDS, most=500)
    try:
        _enter(request, sent)
    except Declined as refusal:
        return _page(request, refused("transcribe", refusal, sent))
    return redirect(f"{request.path}?done=1")


def _enter(request: HttpRequest, sent: dict[str, str]) -> Evaluation:
    given, at = _given(sent), now()
    on = day(sent["day"], "day", label="取号日期") if sent["day"] else None
    found = named_on_paper(sent["number"].replace(" ", ""), day=on, venue=sent["venue"])
    said = {"grade": sent["grade"], "words": sent["words"], "slip": sent["slip"]}
    return transcribe(found, **said, given_at=given, by=actor_of(request), at=at)


def _given(sent: dict[str, str]) -> datetime:
    """When it was given, as the slip says or the caller now."""
    if not sent["given_on"]:
        return now()
    on = day(sent["given_on"], "given_on", label="评价日期")
    try:
        return datetime.strptime(f"{on} {sent['given_time'] or '12:00'}", "%Y-%m-%d %H:%M").replace(tzinfo=LOCAL)
    except ValueError as error:
        raise Invalid(faults=[Fault("/given_time", "time", "时间请写成09:30这样。")]) from error


def _page(request: HttpRequest, sent: Refused) -> HttpResponse:
    venues = Venue.objects.filter(is_active=True).order_by("pk").values_list("key", "name")
    context = {
        "is_paper": Role.SUPERVISOR in actor_of(request).roles,
        "is_done": request.GET.get("done") == "1",
        "grades": _GRADES,
        "venues": [("", "办件不用选"), *venues],
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/rating_entry.html", context, current="ratings", status=sent.status)
