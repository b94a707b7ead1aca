"""Drills (应急演练): one in each half-year, its record, its score step by step."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.flow import Step
from tongban.oversight.incidents.commands import drilling
from tongban.oversight.incidents.models import Drill
from tongban.oversight.incidents.queries.drills import PAGE, drill_for
from tongban.oversight.incidents.queries.drills import drills as drills_seen
from tongban.oversight.incidents.rules.flow import DRILLS
from tongban.oversight.incidents.rules.plan import BOUND
from tongban.oversight.incidents.rules.scoring import Met, named
from tongban.oversight.incidents.rules.states import DrillStatus, IncidentStatus
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of

from .frame import show
from .incidents import KEEPERS
from .narrowing import Page, narrowed
from .tasks import Verb, Work

_STATES = [(each.value, each.label) for each in DrillStatus if each is not DrillStatus.WRITTEN]
_TAGS = {
    DrillStatus.PLANNED: "info",
    DrillStatus.RUNNING: "warn",
    DrillStatus.SCORED: "done",
    DrillStatus.MISSED: "bad",
}
_MET = {Met.IN_TIME: "done", Met.LATE: "warn", Met.NOT_DONE: "bad"}


@require_safe
@staff(*KEEPERS)
def drills(request: HttpRequest) -> HttpResponse:
    """The half-years, the newest first (one statement)."""
    asked = narrowed(request, "console-drills", "status")
    page: Page[dict[str, Any]] = asked.page(
        [_row(each) for each in drills_seen(actor_of(request), status=asked["status"], before=asked.after_key)], PAGE
    )
    context = {"page": page, "filters": [("状态", asked.chips("status", _STATES))]}
    return show(request, "console/drills.html", context, current="incidents")


@require_safe
@staff(*KEEPERS)
def drill(request: HttpRequest, pk: int) -> HttpResponse:
    """One drill."""
    return _WORK.page(request, pk)


@require_POST
@staff(Role.SECURITY_ADMIN, Role.SUPERVISOR)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Begin it, or give its score."""
    return _WORK.take(request, pk, verb)


def _row(found: Drill) -> dict[str, Any]:
    book, status = BOUND.plan.playbook(found.playbook), DrillStatus(found.status)
    is_late = status is DrillStatus.PLANNED and found.due_on < local_day(now())
    return {
        "pk": found.pk,
        "half": named(found.half),
        "name": book.name if book is not None else "预案已取消",
        "due_on": found.due_on,
        "score": "" if found.score is None else f"{found.score}分",
        "tag": "bad" if is_late else _TAGS.get(status, "plain"),
        "status": "过了半年还没有演练" if is_late else status.label,
    }


def _shown(found: Drill, _: Actor) -> dict[str, Any]:
    book = BOUND.plan.playbook(found.playbook)
    names = {each.key: each for each in book.steps} if book is not None else {}
    return {
        "drill": found,
        "row": _row(found),
        "scene": book.drill if book is not None else "",
        "steps_met": [
            {
                "words": names[key].words if key in names else key,
                "limit": f"{names[key].minutes}分钟" if key in names else "",
                "took": "" if minutes is None else f"{minutes}分钟",
                "tag": _MET[Met(met)],
                "met": Met(met).label,
            }
            for key, met, minutes in found.facts.get("steps", [])
        ],
        "paper": found.facts.get("paper"),
    }


def _open_steps(found: Drill, actor: Actor) -> list[Step]:
    """A score is given once the record is closed."""
    is_over = found.incident is not None and found.incident.status == IncidentStatus.CLOSED
    return [each for each in DRILLS.open_to(found, by=actor) if each.verb != "score" or is_over]


_WORK: Work[Drill] = Work(
    name="console-drill",
    template="console/drill.html",
    current="incidents",
    flow=DRILLS,
    verbs={"begin": Verb(drilling.begin, "S"), "score": Verb(drilling.give_score, "P")},
    find=drill_for,
    shown=_shown,
    open_steps=_open_steps,
)
