"""Examinations for levels (等级认定): papers set by a seed, audited by marking again, levels granted. R-189."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.models import Entry
from tongban.oversight.workforce.commands.grading import audit_exam, grant_level, set_exam
from tongban.oversight.workforce.models import Exam, SkillLevel
from tongban.oversight.workforce.queries.grading import PAGE, exam_for
from tongban.oversight.workforce.queries.grading import exams as exams_seen
from tongban.oversight.workforce.rules.examining import given_in, read
from tongban.oversight.workforce.rules.levels import EXAMS, ExamStatus
from tongban.oversight.workforce.rules.policy import BOUND
from tongban.oversight.workforce.rules.rostering import LEVELS
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .choosing import wrong_of
from .frame import show
from .narrowing import narrowed, text
from .people import tabs
from .tasks import Verb, Work

READERS = (Role.DECIDER, Role.SUPERVISOR)
KINDS = {"open": "info", "handed_in": "warn", "audited": "warn", "granted": "done", "lapsed": "off"}
_STATES = [(each.value, each.label) for each in ExamStatus if each is not ExamStatus.NEW]
_FIELDS = {"number": 20, "level": 1, "seed": 80}


@require_safe
@staff(*READERS)
def exams(request: HttpRequest) -> HttpResponse:
    """Papers, the newest first, without anybody's practice (one statement)."""
    actor = actor_of(request)
    is_supervisor = Role.SUPERVISOR in actor.roles
    asked = narrowed(request, "console-exams", "show")
    rows = exams_seen(actor, status=asked["show"], before=asked.after_key, most=PAGE + 1)
    context = {
        "tabs": tabs("console-exams") if is_supervisor else [],
        "is_supervisor": is_supervisor,
        "page": asked.page(rows, PAGE),
        "kinds": KINDS,
        "levels": LEVELS,
        "pass_mark": BOUND.policy.grading.pass_mark,
        "filters": [("状态", asked.chips("show", _STATES))],
    }
    return show(request, "console/exams.html", context, current="workforce")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def set_paper(request: HttpRequest) -> HttpResponse:
    """A paper for one person; what was typed stays."""
    sent = {name: text(request.POST, name, most) for name, most in _FIELDS.items()}
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        try:
            made = set_exam(**sent, by=actor_of(request), at=now())
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect("console-exam", pk=made.pk)
    policy = BOUND.policy.grading
    context = {
        "sent": sent,
        "policy": policy,
        "levels": [("", "请选择"), *((str(each), LEVELS[each]) for each in sorted(policy.levels, reverse=True))],
        "problems": problems,
        "wrong": wrong_of(problems),
        "once": once_input(),
    }
    return show(request, "console/exam_new.html", context, current="workforce", status=status)


@require_safe
@staff(*READERS)
def exam(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper: its seed, what was answered once it is handed in, and the file of the level it led to."""
    return _WORK.page(request, pk)


@require_POST
@staff(*READERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Audit it, or grant the level."""
    return _WORK.take(request, pk, verb)


def _shown(found: Exam, _: Actor) -> dict[str, Any]:
    is_in = found.score is not None
    given = given_in(found.answers)
    rows = [(each, given.get(each.key), each.choices[each.right]) for each in (read(found.content) if is_in else ())]
    return {
        "exam": found,
        "kind": KINDS.get(found.status, "plain"),
        "level": LEVELS.get(found.level, ""),
        "rows": rows,
        "pass_mark": BOUND.policy.grading.pass_mark,
        "granted": SkillLevel.objects.filter(exam=found).select_related("granted_by").first(),
        "today": local_day(now()),
        "history": [
            (each.at, typeset(EXAMS.steps[each.verb].label), each.by_name)
            for each in Entry.objects.filter(chain=found.chain).order_by("-seq")
        ],
    }


def _open_steps(found: Exam, actor: Actor) -> list[Step]:
    is_other = actor.staff_id not in (found.staff_id, found.audited_by_id)
    is_passed = found.score is not None and found.score >= BOUND.policy.grading.pass_mark
    mine = {
        "audit_exam": actor.staff_id != found.staff_id,
        "grant_level": is_other and is_passed and actor.agency_id == found.staff.agency_id,
    }
    return [each for each in EXAMS.open_to(found, by=actor) if mine.get(each.verb)]


_WORK = Work(
    name="console-exam",
    template="console/exam.html",
    current="workforce",
    flow=EXAMS,
    verbs={"audit_exam": Verb(audit_exam, "S"), "grant_level": Verb(grant_level, "W")},
    find=exam_for,
    shown=_shown,
    open_steps=_open_steps,
)
