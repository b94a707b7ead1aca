"""Questions about looks (查看质询): what the body has to answer with lights, counts per body, one with its look."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.kernel.masks import mask_name
from tongban.foundation.ledger.queries import Seen
from tongban.oversight.reading.commands import asking
from tongban.oversight.reading.models import ReadQuestion
from tongban.oversight.reading.queries import questions as asked_questions
from tongban.oversight.reading.queries.questions import PAGE
from tongban.oversight.reading.rules.flow import QUESTION_FLOW
from tongban.oversight.reading.rules.states import QuestionStatus
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import ANSWERERS, show
from .narrowing import narrowed
from .stepping import NOT_SENT, Refused, asked_by, labelled, refused

_STATES = [(each.value, each.label) for each in QuestionStatus]
_TAGS = {QuestionStatus.IMPROPER: "bad", QuestionStatus.DISPUTED: "warn", QuestionStatus.ASKED: "info"}
_VERBS: Mapping[str, Callable[..., ReadQuestion]] = {
    "answer": asking.answer,
    "find_proper": asking.find_proper,
    "find_improper": asking.find_improper,
}
_KEYS = {"answer": "D", "find_proper": "H", "find_improper": "X"}


@require_safe
@staff(*ANSWERERS)
def questions(request: HttpRequest) -> HttpResponse:
    """The questions that this actor may see, and how the bodies stand (two statements)."""
    actor, today = actor_of(request), local_day(now())
    asked = narrowed(request, "console-questions", "status", "overdue")
    rows = asked_questions.questions(
        actor, on=today, status=asked["status"], only_overdue=asked["overdue"] == "1", after=asked.after_key
    )
    context = {
        "page": asked.page([_row(each, today) for each in rows], PAGE),
        "bodies": asked_questions.counts_by_body(actor, on=today),
        "filters": [
            ("状态", asked.chips("status", _STATES)),
            ("期限", asked.chips("overdue", [("1", "已经超期")], whole="不限")),
        ],
    }
    return show(request, "console/questions.html", context, current="questions")


@require_safe
@staff(*ANSWERERS)
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """One question: the look, the answer, what the person says, the steps open to this actor."""
    return _page(request, pk, NOT_SENT)


@require_POST
@staff(*ANSWERERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Answer, or decide a dispute."""
    found = asked_questions.question_for(actor_of(request), pk)
    if verb not in _VERBS:
        raise NotFound("没有这一步。")
    sent = asked_by(QUESTION_FLOW.steps[verb], request.POST)
    try:
        _VERBS[verb](found, **sent, by=actor_of(request), at=now())
    except Declined as refusal:
        return _page(request, pk, refused(verb, refusal, sent))
    return redirect("console-question", pk=pk)


def _page(request: HttpRequest, pk: int, sent: Refused) -> HttpResponse:
    actor, today = actor_of(request), local_day(now())
    found = asked_questions.question_for(actor, pk)
    seen = Seen.of(asked_questions.look_of(found))
    steps = [each for each in QUESTION_FLOW.open_to(found, by=actor) if each.verb in _VERBS]
    if Role.SUPERVISOR in actor.roles and found.agency_id != actor.agency_id:
        steps = [each for each in steps if each.verb != "answer" or not asked_questions.has_leader(found.agency_id)]
    context: dict[str, Any] = {
        "question": found,
        "row": _row(found, today),
        "seen": seen,
        "steps": labelled([] if found.reader_ref == actor.ref else steps),
        "is_reader": found.reader_ref == actor.ref,
        "keys": _KEYS,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/question.html", context, current="questions", status=sent.status)


def _row(question: ReadQuestion, today: date) -> dict[str, Any]:
    status, is_late = QuestionStatus(question.status), asked_questions.is_overdue(question, on=today)
    return {
        "pk": question.pk,
        "asker": mask_name(question.asker.name),
        "agency": question.agency.short_name,
        "asked_at": question.asked_at,
        "due_on": question.due_on,
        "status": "超期没有答复" if is_late else status.label,
        "tag": "bad" if is_late else _TAGS.get(status, "done"),
    }
