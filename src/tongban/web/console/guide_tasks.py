"""What the assistant could not answer (补答任务): each department its own, put right in the guide, proved by asking."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.ledger.models import Entry
from tongban.registers.answers import commands
from tongban.registers.answers.commands import LONGEST
from tongban.registers.answers.models import GuideTask
from tongban.registers.answers.queries import answer, task_for, tasks_page
from tongban.registers.answers.queries.tasks import cursor_of
from tongban.registers.answers.rules.flow import FLOW
from tongban.registers.answers.rules.states import TaskStatus
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .addresses import asked, chips, href, plain
from .frame import show
from .upkeep import LOOKERS, may_keep

PAGE = 30
NAME = "console-guide-tasks"


@require_safe
@staff(*LOOKERS)
def tasks(request: HttpRequest) -> HttpResponse:
    """The questions, most often asked first (one statement)."""
    actor, given, after = actor_of(request), asked(request, "show"), request.GET.get("after", "")[:30]
    status = TaskStatus(given["show"]) if given["show"] in list(TaskStatus) else TaskStatus.OPEN
    rows = tasks_page(actor, status=status, after=after, size=PAGE + 1)
    stands = [("", TaskStatus.OPEN.label, None), *((each.value, each.label, None) for each in list(TaskStatus)[1:])]
    context = {
        "rows": rows[:PAGE],
        "status": status,
        "is_first": not after,
        "next_href": href(NAME, given, after=cursor_of(rows[PAGE - 1])) if len(rows) > PAGE else "",
        "filters": chips(NAME, given, "show", stands),
    }
    return show(request, "console/guide_tasks.html", context, current="upkeep")


@require_safe
@staff(*LOOKERS)
def task(request: HttpRequest, key: int) -> HttpResponse:
    """One question, and what the assistant says to it today."""
    return _page(request, task_for(actor_of(request), key))


@require_POST
@staff(*LOOKERS)
@done_once
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """One step; a refusal is told on the same page with what was typed."""
    actor, found = actor_of(request), task_for(actor_of(request), key)
    typed = plain(request.POST.get("words", ""))[: LONGEST * 2]
    try:
        match verb:
            case "add":
                commands.add(found, by=actor, at=now())
            case "dismiss":
                commands.dismiss(found, reason=typed, by=actor, at=now())
            case _:
                raise NotFound("没有这一步。")
    except NotFound:
        raise
    except Declined as refusal:
        problems = [Problem(f"{verb}-words", each.text) for each in problems_of(refusal)]
        return _page(request, task_for(actor, key), problems, {verb: typed}, int(refusal.status))
    return redirect("console-guide-task", key=key)


def _page(
    request: HttpRequest,
    found: GuideTask,
    problems: list[Problem] | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    steps = FLOW.open_to(found, by=actor) if may_keep(actor) else []
    context = {
        "typeset": typeset,
        "task": found,
        "reply": answer(found.text, item=found.option.code),
        "steps": [(each.verb, typeset(each.label), typeset(each.asks[0].label) if each.asks else "") for each in steps],
        "typed": typed or {},
        "problems": problems or [],
        "wrong": {each.anchor: each.text for each in problems or []},
        "history": Entry.objects.filter(chain=found.chain).order_by("seq"),
        "labels": {each.verb: each.label for each in FLOW},
        "longest": LONGEST,
    }
    return show(request, "console/guide_task.html", context, current="upkeep", status=status)
