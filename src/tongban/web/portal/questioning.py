"""Asking why somebody looked (为什么看我): one press, the answer, and whether it will do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Invalid, NotFound
from tongban.foundation.ledger.queries import Seen
from tongban.oversight.reading.commands import asking
from tongban.oversight.reading.commands.asking import AskedBefore
from tongban.oversight.reading.models import ReadQuestion
from tongban.oversight.reading.queries.questions import asked_about, is_overdue, look_of, visible_to
from tongban.web.portal import inputs
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.audience import applicants
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

LARGEST = 2**63


@applicants
@require_POST
def ask(request: HttpRequest, entry: int) -> HttpResponse:
    """One press; pressed twice it leads to the same question."""
    actor = actor_of(request)
    if entry >= LARGEST:
        raise NotFound("没有找到这条查看记录。")
    try:
        found = asking.ask_why(entry, by=actor, at=now())
    except AskedBefore:
        before = asked_about(actor, [entry]).get(entry)
        if before is None:
            raise
        found = before
    return redirect("read-question", key=found.pk)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, key: int) -> HttpResponse:
    """What was asked, what was answered; agreeing with it or not."""
    found = _own(request, key)
    objection = inputs.text(request.POST, "objection")[:2000]
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            _say(found, request, objection)
        except Invalid as refusal:
            problems = told(refusal)
        else:
            return redirect("read-question", key=key)
    seen = Seen.of(look_of(found))
    context = {
        "question": found,
        "seen": seen,
        "is_overdue": is_overdue(found, on=local_day(now())),
        "objection": objection,
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "read_question", context, status=422 if problems else 200)


def _say(found: ReadQuestion, request: HttpRequest, objection: str) -> None:
    """Agree, or say why not."""
    if inputs.text(request.POST, "verb") == "settle":
        asking.settle(found, by=actor_of(request), at=now())
    else:
        asking.dispute(found, objection=objection, by=actor_of(request), at=now())


def _own(request: HttpRequest, key: int) -> ReadQuestion:
    actor = actor_of(request)
    rows = visible_to(actor).filter(asker_id=actor.party_id)
    found = rows.filter(pk=key).first() if key < LARGEST else None
    if found is None:
        raise NotFound("没有找到这条质询。")
    return found
