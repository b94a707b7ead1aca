"""Daily checks (日常考核): what was noted with its evidence, appeals, and the scores of a month. R-191."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.models import Entry
from tongban.oversight.supervision.queries.period import month_of, recent_months
from tongban.oversight.workforce.commands.checking import lift_check, note_check, uphold_check
from tongban.oversight.workforce.models import DailyCheck
from tongban.oversight.workforce.queries.checking import PAGE, check_for, scores_of
from tongban.oversight.workforce.queries.checking import checks as checks_seen
from tongban.oversight.workforce.rules.checking import CHECKS, CheckStatus, Finding, Source
from tongban.oversight.workforce.rules.policy import BOUND
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .choosing import day_of, wrong_of
from .frame import show
from .narrowing import narrowed, text
from .people import tabs
from .tasks import Verb, Work

READERS = (Role.DECIDER, Role.SUPERVISOR)
KINDS = {"noted": "warn", "appealed": "info", "upheld": "bad", "lifted": "off"}
_STATES = [(each.value, each.label) for each in CheckStatus if each is not CheckStatus.NEW]
_FIELDS: Mapping[str, int] = {"number": 20, "day": 10, "finding": 10, "source": 10, "reference": 80, "words": 500}


@require_safe
@staff(*READERS)
def checks(request: HttpRequest) -> HttpResponse:
    """What was noted, the newest first, and for supervision the scores of a month (four statements)."""
    actor = actor_of(request)
    is_supervisor = Role.SUPERVISOR in actor.roles
    asked = narrowed(request, "console-daily-checks", "show", "month")
    rows = checks_seen(actor, status=asked["show"], before=asked.after_key, most=PAGE + 1)
    known = recent_months(local_day(now()))
    month = next((each for each in known if each == month_of(asked["month"])), known[0])
    context = {
        "tabs": tabs("console-daily-checks") if is_supervisor else [],
        "is_supervisor": is_supervisor,
        "page": asked.page(rows, PAGE),
        "kinds": KINDS,
        "filters": [("状态", asked.chips("show", _STATES))],
        "month": f"{month:%Y-%m}",
        "months": [(f"{each:%Y-%m}", f"{each.year}年{each.month}月") for each in known[:12]],
        "scores": scores_of(month) if is_supervisor else [],
    }
    return show(request, "console/daily_checks.html", context, current="workforce")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def note(request: HttpRequest) -> HttpResponse:
    """Write down one; what was typed stays."""
    sent = {name: text(request.POST, name, most) for name, most in _FIELDS.items()}
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        given = {name: sent[name] for name in ("number", "finding", "source", "reference", "words")}
        try:
            made = note_check(**given, day=day_of(sent["day"]), by=actor_of(request), at=now())
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect("console-daily-check", pk=made.pk)
    context = {
        "sent": sent,
        "findings": [(each.value, f"{each.label}（扣{BOUND.policy.points[each.value]}分）") for each in Finding],
        "sources": [(each.value, each.label) for each in Source],
        "today": local_day(now()),
        "problems": problems,
        "wrong": wrong_of(problems),
        "once": once_input(),
    }
    return show(request, "console/daily_check_new.html", context, current="workforce", status=status)


@require_safe
@staff(*READERS)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """One with its evidence, the appeal, and who may decide."""
    return _WORK.page(request, pk)


@require_POST
@staff(*READERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Decide an appeal."""
    return _WORK.take(request, pk, verb)


def _shown(found: DailyCheck, _: Actor) -> dict[str, Any]:
    return {
        "check": found,
        "kind": KINDS.get(found.status, "plain"),
        "source": Source(found.source).label,
        "history": [
            (each.at, typeset(CHECKS.steps[each.verb].label), each.by_name)
            for each in Entry.objects.filter(chain=found.chain).order_by("-seq")
        ],
    }


def _open_steps(found: DailyCheck, actor: Actor) -> list[Step]:
    is_third = actor.staff_id not in (found.noted_by_id, found.staff_id)
    mine = is_third and actor.agency_id == found.noted_by.agency_id
    return [each for each in CHECKS.open_to(found, by=actor) if mine]


_WORK = Work(
    name="console-daily-check",
    template="console/daily_check.html",
    current="workforce",
    flow=CHECKS,
    verbs={"uphold_check": Verb(uphold_check, "S"), "lift_check": Verb(lift_check, "B")},
    find=check_for,
    shown=_shown,
    open_steps=_open_steps,
)
