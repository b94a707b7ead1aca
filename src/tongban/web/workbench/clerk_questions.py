"""Questions of clerks to chiefs (业务问答): asked about a matter, answered by its body, read by every clerk. R-188."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.oversight.workforce.commands import asking
from tongban.oversight.workforce.models import ClerkQuestion
from tongban.oversight.workforce.queries.training import PAGE, question_for, questions
from tongban.oversight.workforce.rules.leave import CLERKS
from tongban.oversight.workforce.rules.training import QUESTIONS, TEACHERS
from tongban.registers.catalog.queries import guide_in_force
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .contacts import plain
from .duties import tabs
from .frame import show

READERS = (*sorted(CLERKS | TEACHERS), Role.SUPERVISOR)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*READERS)
@done_once
def all_questions(request: HttpRequest) -> HttpResponse:
    """Questions and answers, the newest first, searched; a clerk asks another (two statements)."""
    actor = actor_of(request)
    sent = {name: plain(request.POST.get(name, ""))[:1000] for name in ("option_code", "words")}
    problems: Sequence[Problem] = ()
    status = 200
    if request.method == "POST":
        try:
            made = _ask(sent, actor)
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect("desk-question", key=made.pk)
    q, before = plain(request.GET.get("q", ""))[:60], request.GET.get("before", "")[:9]
    last = int(before) if before.isascii() and before.isdigit() else 0
    rows = questions(actor, q=q, before=last, most=PAGE + 1)
    more = urlencode({"q": q, "before": rows[PAGE - 1].pk}) if len(rows) > PAGE else ""
    is_clerk = bool(actor.roles & CLERKS)
    context = {
        "tabs": tabs("desk-questions") if is_clerk else [],
        "is_clerk": is_clerk,
        "rows": rows[:PAGE],
        "q": q,
        "next_href": f"{reverse('desk-questions')}?{more}" if more else "",
        "is_first": not last,
        "sent": sent,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "workbench/clerk_questions.html", context, current="clerk-questions", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*READERS)
@done_once
def one_question(request: HttpRequest, key: int) -> HttpResponse:
    """One question: who teaches answers, who asked may ask on."""
    actor = actor_of(request)
    found = question_for(actor, key)
    sent = {name: plain(request.POST.get(name, ""))[:2000] for name in ("answer", "words")}
    problems: Sequence[Problem] = ()
    status = 200
    if request.method == "POST":
        try:
            if request.POST.get("do") == "ask_again":
                asking.ask_again(found, words=sent["words"], by=actor, at=now())
            else:
                asking.answer_clerk(found, answer=sent["answer"], by=actor, at=now())
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect("desk-question", key=key)
    may = {each.verb for each in QUESTIONS.open_to(found, by=actor)}
    context = {
        "question": found,
        "may_answer": "answer_clerk" in may and found.agency_id == actor.agency_id,
        "may_ask_again": "ask_again" in may and found.asker_id == actor.staff_id,
        "sent": sent,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "workbench/clerk_question.html", context, current="clerk-questions", status=status)


def _ask(sent: dict[str, str], actor: Actor) -> ClerkQuestion:
    code = sent["option_code"].strip()[:40]
    if not code or guide_in_force(code) is None:
        raise Invalid(
            faults=[Fault("/option_code", "unknown", "请写业务办理项编码，在指南上有；现在没有这个编码的事项。")]
        )
    return asking.ask_chief(code, words=sent["words"], by=actor, at=now())
