"""What tasks of the plan need and were given (任务保障台账, R-172): every task with what it lacks, and entering one."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.registers.places.commands import enter_task
from tongban.registers.places.queries.provisions import TaskProvided, task_provided, years
from tongban.registers.places.rules.provisions import LABELS, OF_TASKS
from tongban.registers.plan.reading import agency_names, read_tasks
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import narrowed, text, whole
from .provisions import LOOKERS, amount, may_enter

_NAME = "console-task-provisions"
_SHOWN = (("gaps", "有缺口的"), ("unknown", "没有登记的"))
_SIDES = (("needs", "要"), ("has", "有"))


@require_safe
@staff(*LOOKERS)
def overview(request: HttpRequest) -> HttpResponse:
    """Every task of the plan in a year with what it lacks (three statements)."""
    asked = narrowed(request, _NAME, "show", "year")
    known = years()
    year = whole(asked["year"]) if whole(asked["year"]) in known else (known[0] if known else local_day(now()).year)
    every, names = task_provided(read_tasks(settings.CITY), year), agency_names(settings.CITY)
    context = {
        "asked": asked,
        "year": year,
        "years": asked.chips("year", [(str(each), f"{each}年") for each in known[1:]], whole=f"{year}年"),
        "shown": asked.chips("show", _SHOWN),
        "rows": [_row(each, names) for each in every if _is_wanted(each, asked["show"])],
        "total": len(every),
        "short": sum(bool(each.gaps) for each in every),
        "unknown": sum(each.row is None for each in every),
    }
    return show(request, "console/task_provisions.html", context, current="places")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*LOOKERS)
@done_once
def enter(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """What one task needs and was given in a year; what was typed stays."""
    found = next((each for each in task_provided(read_tasks(settings.CITY), year) if each.task.key == key), None)
    if found is None or not 2000 <= year <= 2100:
        raise NotFound("没有这项任务。")
    problems, status = list[Problem](), 200
    if request.method == "POST":
        needs, has = ({name: amount(text(request.POST, f"{side}_{name}")) for name in OF_TASKS} for side, _ in _SIDES)
        try:
            enter_task(key, year, needs=needs, has=has, by=actor_of(request), at=now())
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect(_NAME)
    fields = [
        (f"{side}_{name}", f"{word}多少{LABELS[name][0]}", LABELS[name][1])
        for side, word in _SIDES
        for name in OF_TASKS
    ]
    context: dict[str, Any] = {
        "found": found,
        "year": year,
        "fields": fields,
        "typed": {name: _typed(request, found, name) for name, _, _ in fields},
        "may_keep": may_enter(request),
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "console/task_provision.html", context, current="places", status=status)


def _typed(request: HttpRequest, found: TaskProvided, name: str) -> str:
    if request.method == "POST":
        return text(request.POST, name)
    return str(getattr(found.row, name)) if found.row is not None else ""


def _row(each: TaskProvided, names: dict[str, str]) -> dict[str, Any]:
    return {"each": each, "lead": "、".join(names.get(key, key) for key in each.task.lead) or "原文没有列"}


def _is_wanted(each: TaskProvided, shown: str) -> bool:
    if shown == "gaps":
        return bool(each.gaps)
    return shown != "unknown" or each.row is None
