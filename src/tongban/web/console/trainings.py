"""Trainings (培训): planned, given by chiefs or examiners, results and certificates, what ran out. R-188, R-190."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.kernel.flow import Step
from tongban.oversight.workforce.commands.training import (
    assign_trainee,
    enter_result,
    give_training,
    plan_training,
)
from tongban.oversight.workforce.models import Training
from tongban.oversight.workforce.queries.training import (
    PAGE,
    overdue,
    report,
    trainees_of,
    training_for,
    unfinished,
)
from tongban.oversight.workforce.queries.training import trainings as trainings_seen
from tongban.oversight.workforce.rules.training import TEACHERS, TRAININGS, TrainingKind, TrainingStatus
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .choosing import day_of, wrong_of
from .frame import show
from .narrowing import narrowed, text, whole
from .people import tabs
from .tasks import Verb, Work

READERS = (*sorted(TEACHERS), Role.SUPERVISOR)
_STATES = [(each.value, each.label) for each in TrainingStatus if each is not TrainingStatus.NEW]
_FIELDS = {"title": 200, "course": 40, "due_on": 10, "numbers": 2000, "pass_mark": 3, "valid_months": 3}


@require_safe
@staff(*READERS)
def trainings(request: HttpRequest) -> HttpResponse:
    """Trainings, the newest first; who teaches sees those of the own body (one statement)."""
    actor = actor_of(request)
    asked = narrowed(request, "console-trainings", "show")
    rows = trainings_seen(actor, status=asked["show"], before=asked.after_key, most=PAGE + 1)
    may_plan = Role.SUPERVISOR in actor.roles
    context = {
        "tabs": tabs("console-trainings") if may_plan else [],
        "may_plan": may_plan,
        "page": asked.page(rows, PAGE),
        "filters": [("状态", asked.chips("show", _STATES))],
    }
    return show(request, "console/trainings.html", context, current="workforce")


@require_safe
@staff(Role.SUPERVISOR)
def told(request: HttpRequest) -> HttpResponse:
    """By person and post, certificates that ran out, and what was to be done by now (four statements)."""
    day = local_day(now())
    context = {
        "tabs": tabs("console-trainings"),
        "today": day,
        "people": report(on=day),
        "overdue": overdue(on=day),
        "unfinished": unfinished(on=day),
    }
    return show(request, "console/training_report.html", context, current="workforce")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def plan(request: HttpRequest) -> HttpResponse:
    """A training of the plan; what was typed stays."""
    sent = {name: text(request.POST, name, most) for name, most in _FIELDS.items()}
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            made = plan_training(
                sent["title"],
                course=sent["course"],
                due_on=day_of(sent["due_on"]),
                numbers=sent["numbers"].replace("，", " ").replace("、", " ").replace(",", " ").split(),
                pass_mark=_number(sent["pass_mark"]),
                valid_months=_number(sent["valid_months"]),
                by=actor_of(request),
                at=now(),
            )
        except Invalid as refusal:
            problems = problems_of(refusal)
        else:
            return redirect("console-training", pk=made.pk)
    context = {"sent": sent, "problems": problems, "wrong": wrong_of(problems), "once": once_input()}
    return show(request, "console/training_new.html", context, current="workforce", status=422 if problems else 200)


@require_safe
@staff(*READERS)
def training(request: HttpRequest, pk: int) -> HttpResponse:
    """One training, who is in it and with what result, and the steps open to this actor."""
    return _WORK.page(request, pk)


@require_POST
@staff(*READERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of it."""
    return _WORK.take(request, pk, verb)


def _number(said: str) -> int:
    """A number of the form; nothing typed is 0, anything else one that no training takes."""
    return whole(said) if said.isascii() and said.isdigit() else (-1 if said else 0)


def _shown(found: Training, _: Actor) -> dict[str, Any]:
    return {"training": found, "trainees": trainees_of(found), "today": local_day(now())}


def _open_steps(found: Training, actor: Actor) -> list[Step]:
    mine = {"matter": found.agency_id == actor.agency_id, "course": Role.SUPERVISOR in actor.roles}[found.kind]
    marked = found.kind == TrainingKind.COURSE
    return [
        each
        for each in TRAININGS.open_to(found, by=actor)
        if (each.verb != "give_training" or (mine and (marked or actor.roles & TEACHERS)))
        and (each.verb != "enter_result" or marked)
    ]


_WORK = Work(
    name="console-training",
    template="console/training.html",
    current="workforce",
    flow=TRAININGS,
    verbs={
        "give_training": Verb(give_training, "S"),
        "enter_result": Verb(enter_result, "W"),
        "assign_trainee": Verb(assign_trainee, "B"),
    },
    find=training_for,
    shown=_shown,
    open_steps=_open_steps,
)
