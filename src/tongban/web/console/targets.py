"""The ledger of the plan (方案目标): every date of it, how it stands on any day, its evidence, and who answers."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.ledger.models import Entry
from tongban.oversight.supervision.commands.targeting import complete, link_evidence, link_outside, reopen
from tongban.oversight.supervision.queries.targets import PlanLine, plan_lines, target_row
from tongban.oversight.supervision.rules.plan_flow import TARGETS
from tongban.registers.documents.rendering.sheet import typeset
from tongban.registers.plan.reading import agency_names, read_tasks, targets_of
from tongban.registers.plan.targets import NEAR_DAYS, Standing, Target, matrix
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .choosing import day_of
from .frame import WATCHERS, show
from .narrowing import narrowed
from .stepping import NOT_SENT, Refused, asked_by, basis_of, day, labelled, refused

KINDS = {
    Standing.AHEAD: "plain",
    Standing.NEAR: "warn",
    Standing.DONE: "done",
    Standing.DONE_LATE: "info",
    Standing.OVER: "bad",
    Standing.GOING_ON: "done",
    Standing.STALE: "warn",
}
COMMANDS: Mapping[str, Callable[..., object]] = {
    "link_evidence": link_evidence,
    "link_outside": link_outside,
    "complete": complete,
    "reopen": reopen,
}


@require_safe
@staff(*WATCHERS)
def overview(request: HttpRequest) -> HttpResponse:
    """Every target as it stands today, or stood on the day in the address."""
    asked = narrowed(request, "console-targets", "on", "standing")
    today = local_day(now())
    on = day_of(asked["on"]) or today
    lines = plan_lines(targets_of(settings.CITY), on=on)
    counts = Counter(each.standing for each in lines)
    wanted = asked["standing"]
    context = {
        "asked": asked,
        "on": on,
        "is_today": on == today,
        "kpis": [(each.label, str(counts[each]), asked.href(standing=each.value)) for each in Standing if counts[each]],
        "filters": asked.chips("standing", [(each.value, each.label) for each in Standing if counts[each]]),
        "rows": [_row(each, agency_names(settings.CITY)) for each in lines if wanted in ("", each.standing.value)],
        "near": NEAR_DAYS,
    }
    return show(request, "console/targets.html", context, current="targets")


@require_safe
@staff(*WATCHERS)
def duties(request: HttpRequest) -> HttpResponse:
    """Who leads and who answers for each task, as the plan prints it; what it does not print is said."""
    rows = matrix(read_tasks(settings.CITY), agency_names(settings.CITY))
    context = {"rows": rows, "unled": [each for each in rows if not each.is_led]}
    return show(request, "console/duties.html", context, current="targets")


@require_safe
@staff(*WATCHERS)
def one(request: HttpRequest, key: str) -> HttpResponse:
    """One target with its evidence, its history, and what may be done."""
    return _one(request, _target(key), NOT_SENT)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def take(request: HttpRequest, key: str, verb: str) -> HttpResponse:
    """A step of the target; what was typed stays when it is to be mended."""
    target = _target(key)
    if verb not in COMMANDS:
        raise NotFound("没有这一步。")
    step = TARGETS.steps[verb]
    sent = asked_by(step, request.POST)
    try:
        said: dict[str, Any] = {
            each.name: day(sent[each.name], each.name, label=each.label) if each.kind == "date" else sent[each.name]
            for each in step.asks
        }
        COMMANDS[verb](target, **said, by=actor_of(request), at=now())
    except Declined as refusal:
        return _one(request, target, refused(verb, refusal, sent))
    return redirect("console-target", key=target.key)


def _one(request: HttpRequest, target: Target, sent: Refused) -> HttpResponse:
    actor, names = actor_of(request), agency_names(settings.CITY)
    (line,) = plan_lines([target], on=local_day(now()))
    row = target_row(target)
    steps = [each for each in TARGETS.open_to(row, by=actor) if each.verb != "complete" or not target.is_ongoing]
    context = {
        "line": line,
        "told": _row(line, names),
        "steps": labelled(steps),
        "history": [
            (each.at, typeset(TARGETS.steps[each.verb].label), each.by_name)
            for each in Entry.objects.filter(chain=row.chain).order_by("-seq")
        ],
        "basis": basis_of(TARGETS),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/target.html", context, current="targets", status=sent.status)


def _target(key: str) -> Target:
    found = next((each for each in targets_of(settings.CITY) if each.key == key), None)
    if found is None:
        raise NotFound("实施方案里没有这条目标。")
    return found


def _row(line: PlanLine, names: dict[str, str]) -> dict[str, Any]:
    target = line.target
    return {
        "key": target.key,
        "text": target.text,
        "section": target.section,
        "due_on": target.due_on,
        "until": "持续推进" if target.is_ongoing else "原文没有写时限" if target.due_on is None else "",
        "lead": "、".join(names[each] for each in target.lead),
        "note": target.note,
        "responsible": "、".join([*(names[each] for each in target.responsible), *filter(None, [target.others])]),
        "kind": KINDS[line.standing],
        "word": line.standing.label,
        "over": line.days_over,
        "done_on": line.done_on,
        "evidence": len(line.evidence),
    }
