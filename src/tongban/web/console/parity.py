"""The same matter in all places (A18 同标准比对): what departs, by when it is put right, place beside place."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.parity import queries
from tongban.registers.parity.commands import finding, rectifying
from tongban.registers.parity.models import Rectification
from tongban.registers.parity.queries import PAGE
from tongban.registers.parity.rules.flow import FLOW
from tongban.registers.parity.rules.states import Status
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import CATALOG_ROLES, READERS, show
from .narrowing import narrowed
from .tasks import Verb, Work

_STATES = [(each.value, each.label) for each in Status]


@require_safe
@staff(*READERS)
def tasks(request: HttpRequest) -> HttpResponse:
    """The rectifications that this actor may see, oldest first (one statement)."""
    actor, today = actor_of(request), local_day(now())
    asked = narrowed(request, "console-parity", "status", "overdue")
    rows = queries.tasks(
        actor,
        on=today,
        status=asked["status"],
        only_overdue=asked["overdue"] == "1",
        after=asked.after_key,
        most=PAGE + 1,
    )
    context = {
        "asked": asked,
        "page": asked.page(rows, PAGE),
        "filters": [
            ("状态", asked.chips("status", _STATES)),
            ("期限", asked.chips("overdue", [("1", "已经超期")], whole="不限")),
        ],
        "may_check": Role.CATALOG_REVIEWER in actor.roles,
        "once": once_input(),
    }
    return show(request, "console/parity.html", context, current="parity")


@require_POST
@staff(Role.CATALOG_REVIEWER)
@done_once
def check(request: HttpRequest) -> HttpResponse:
    """Compare all places now, as the night does."""
    finding.check(by=actor_of(request), at=now())
    return redirect("console-parity")


@require_safe
@staff(*READERS)
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One rectification: in what it departs, and the steps that are open to this actor."""
    return _WORK.page(request, pk)


@require_POST
@staff(*CATALOG_ROLES)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the rectification."""
    return _WORK.take(request, pk, verb)


@require_safe
@staff(*READERS)
def beside(request: HttpRequest, code: str) -> HttpResponse:
    """One matter beside itself in all places and over all levels."""
    found = queries.beside(code)
    if not found.places.columns:
        raise NotFound("没有这个基本编码的事项。")
    lines = [(line, each) for line, each in zip(found.places.lines, found.by_level, strict=True)]
    context = {"found": found, "lines": lines, "unequal": len(found.places.unequal)}
    return show(request, "console/parity_beside.html", context, current="parity")


def _found(actor: Actor, pk: int) -> Rectification:
    found = queries.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这个整改任务，或者它不由您的部门处理。")
    return found


def _shown(found: Rectification, actor: Actor) -> dict[str, Any]:
    row = queries.task_row(found, local_day(now()))
    return {"task": row, "basic_code": found.basic_code, "found_at": found.found_at}


_WORK = Work(
    name="console-parity-task",
    template="console/parity_task.html",
    current="parity",
    flow=FLOW,
    verbs={
        "assign": Verb(rectifying.assign, "J"),
        "explain": Verb(rectifying.explain, "S"),
        "correct": Verb(rectifying.correct, "G"),
        "reopen": Verb(rectifying.reopen, "T"),
        "verify": Verb(rectifying.verify, "H"),
    },
    find=_found,
    shown=_shown,
    open_steps=lambda found, actor: FLOW.open_to(found, by=actor),
)
