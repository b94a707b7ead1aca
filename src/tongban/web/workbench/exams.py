"""One's own level (我的等级): practice with made-up cases, papers to answer, what came of them. R-189."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.oversight.workforce.commands.grading import hand_in, practise
from tongban.oversight.workforce.models import Exam
from tongban.oversight.workforce.queries.grading import exam_for, exams, own_level
from tongban.oversight.workforce.rules.examining import given_in, read
from tongban.oversight.workforce.rules.leave import CLERKS
from tongban.oversight.workforce.rules.levels import ExamStatus
from tongban.oversight.workforce.rules.policy import BOUND
from tongban.oversight.workforce.rules.rostering import LEVELS
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .contacts import plain
from .duties import tabs
from .frame import show

KINDS = {"open": "warn", "handed_in": "info", "audited": "info", "granted": "done", "lapsed": "off"}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*sorted(CLERKS))
@done_once
def own_exams(request: HttpRequest) -> HttpResponse:
    """One's level, papers and practice, the newest first; beginning to practise (two statements)."""
    actor = actor_of(request)
    problems: Sequence[Problem] = ()
    status = 200
    if request.method == "POST":
        try:
            made = practise(by=actor, at=now())
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect("desk-exam", key=made.pk)
    context = {
        "tabs": tabs("desk-exams"),
        "level": own_level(actor.staff_id or 0),
        "levels": LEVELS,
        "rows": exams(actor),
        "kinds": KINDS,
        "pass_mark": BOUND.policy.grading.pass_mark,
        "problems": problems,
    }
    return show(request, "workbench/exams.html", context, current="duties", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*sorted(CLERKS))
@done_once
def own_exam(request: HttpRequest, key: int) -> HttpResponse:
    """The questions, with what is right only after practice was handed in; handing in."""
    actor = actor_of(request)
    found = exam_for(actor, key)
    problems: Sequence[Problem] = ()
    status = 200
    if request.method == "POST":
        try:
            hand_in(found, answers=_answers(request, found), by=actor, at=now())
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect("desk-exam", key=key)
    is_open = found.state is ExamStatus.OPEN and local_day(now()) <= found.closes_on
    items, given = read(found.content), given_in(found.answers)
    context = {
        "exam": found,
        "level": LEVELS.get(found.level, ""),
        "is_open": is_open,
        "questions": [
            (place, each.prompt, [(str(n), words) for n, words in enumerate(each.choices)])
            for place, each in enumerate(items, 1)
            if is_open
        ],
        "told": [(each, given.get(each.key)) for each in items if found.is_practice and found.score is not None],
        "pass_mark": BOUND.policy.grading.pass_mark,
        "problems": problems,
    }
    return show(request, "workbench/exam.html", context, current="duties", status=status)


def _answers(request: HttpRequest, found: Exam) -> dict[str, int]:
    """The number of the choice at each question; what is no number was not answered."""
    given = {}
    for place, each in enumerate(read(found.content), 1):
        said = plain(request.POST.get(f"q{place}", ""))
        if said in {str(n) for n in range(len(each.choices))}:
            given[each.key] = int(said)
    return given
