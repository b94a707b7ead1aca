"""One's own work at the windows (我的班): the week, attendance, leave; trainings to be confirmed. R-187, R-188."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.oversight.workforce.commands.leave import ask_leave, withdraw_leave
from tongban.oversight.workforce.commands.training import confirm_training
from tongban.oversight.workforce.models import Training
from tongban.oversight.workforce.queries.attendance import attendance
from tongban.oversight.workforce.queries.rostering import duties_for, leave_for, leaves
from tongban.oversight.workforce.queries.training import mine, training_for
from tongban.oversight.workforce.rules.leave import CLERKS, LEAVES, LeaveKind
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .contacts import plain
from .frame import show

TABS = (
    ("desk-duties", "我的班"),
    ("desk-trainings", "我的培训"),
    ("desk-exams", "我的等级"),
    ("desk-daily-checks", "我的考核"),
    ("desk-questions", "业务问答"),
)
TAGS = {"asked": "warn", "granted": "done", "refused": "bad", "withdrawn": "off"}
_FIELDS = ("kind", "starts_on", "ends_on", "reason")
_SHOWN = 10


def tabs(current: str) -> list[dict[str, Any]]:
    """The pages of a clerk's own."""
    return [{"label": label, "href": reverse(name), "is_current": name == current} for name, label in TABS]


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*sorted(CLERKS))
@done_once
def duties(request: HttpRequest) -> HttpResponse:
    """This week and the next with how they were attended, one's leave, and asking for some (seven statements)."""
    actor = actor_of(request)
    sent = {name: plain(request.POST.get(name, ""))[:200] for name in _FIELDS}
    problems: Sequence[Problem] = ()
    status = 200
    if request.method == "POST":
        try:
            ask_leave(
                kind=sent["kind"],
                starts_on=_day(sent["starts_on"]),
                ends_on=_day(sent["ends_on"]),
                reason=sent["reason"],
                by=actor,
                at=now(),
            )
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect("desk-duties")
    today = local_day(now())
    own = actor.staff_id or 0
    rows = [each for week in (today, today + timedelta(days=7)) for each in duties_for(own, week=week)]
    asked = leaves(actor, most=_SHOWN)
    context = {
        "tabs": tabs("desk-duties"),
        "rows": attendance(rows, at=now()),
        "leaves": asked,
        "tags": TAGS,
        "may_withdraw": {each.pk for each in asked if _may_withdraw(each, actor, today)},
        "kinds": [(each.value, each.label) for each in LeaveKind],
        "sent": sent,
        "today": today,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "workbench/duties.html", context, current="duties", status=status)


@require_POST
@staff(*sorted(CLERKS))
@done_once
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """销假."""
    actor = actor_of(request)
    withdraw_leave(leave_for(actor, key), by=actor, at=now())
    return redirect("desk-duties")


@require_safe
@staff(*sorted(CLERKS))
def trainings(request: HttpRequest) -> HttpResponse:
    """What one has to learn, what was passed, and until when it counts (one statement)."""
    rows = mine(actor_of(request).staff_id or 0)
    context = {"tabs": tabs("desk-trainings"), "rows": rows, "today": local_day(now())}
    return show(request, "workbench/trainings.html", context, current="duties")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*sorted(CLERKS))
@done_once
def training(request: HttpRequest, key: int) -> HttpResponse:
    """What was taught, and saying that one has learned it."""
    actor = actor_of(request)
    found = training_for(actor, key)
    problems: Sequence[Problem] = ()
    status = 200
    if request.method == "POST":
        try:
            confirm_training(found, by=actor, at=now())
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect("desk-trainings")
    return _training(request, found, problems, status)


def _training(request: HttpRequest, found: Training, problems: Sequence[Problem], status: int) -> HttpResponse:
    own = found.trainees.filter(staff_id=actor_of(request).staff_id or 0).first()
    context = {
        "training": found,
        "own": own,
        "may_confirm": own is not None and own.passed_at is None and found.status == "given" and not found.pass_mark,
        "today": local_day(now()),
        "problems": problems,
    }
    return show(request, "workbench/training.html", context, current="duties", status=status)


def _may_withdraw(leave: Any, actor: Any, today: date) -> bool:
    steps = {each.verb for each in LEAVES.open_to(leave, by=actor)}
    return leave.staff_id == actor.staff_id and "withdraw_leave" in steps and leave.ends_on >= today


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None
