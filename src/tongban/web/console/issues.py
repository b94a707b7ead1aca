"""Issues (问题台账): what is open and with whom, one issue with its steps, raising another."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.models import Entry
from tongban.oversight.supervision.commands.issues import (
    may_take,
    postpone,
    raise_issue,
    resolve,
    send_back,
    verify,
)
from tongban.oversight.supervision.models import Issue
from tongban.oversight.supervision.queries.issues import PAGE, gathering_with, issue_for
from tongban.oversight.supervision.queries.issues import issues as issues_seen
from tongban.oversight.supervision.rules.issues import ISSUES, RAISERS, IssueStatus, Level
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .choosing import day_of, wrong_of
from .frame import show
from .narrowing import Page, narrowed, text, whole
from .tasks import Verb, Work

READERS = tuple(sorted(RAISERS))
SHOWN = [
    ("mine", "我负责的"),
    ("escalated", "报给我的"),
    ("over", "超期的"),
    *((each.value, each.label) for each in IssueStatus if each is not IssueStatus.WRITTEN),
]
LEVELS = [(each.value, each.label) for each in Level]
FIELDS: Mapping[str, int] = {"title": 120, "words": 1000, "level": 10, "owner": 20, "due_on": 10}


@require_safe
@staff(*READERS)
def issues(request: HttpRequest) -> HttpResponse:
    """The issues that this actor may see, the newest first (one statement)."""
    asked = narrowed(request, "console-issues", "show", "level")
    today = local_day(now())
    rows = issues_seen(
        actor_of(request),
        on=today,
        show=asked["show"],
        level=asked["level"],
        before=asked.after_key,
        most=PAGE + 1,
    )
    page: Page[Issue] = asked.page(rows, PAGE)
    context = {
        "page": page,
        "tags": {each.pk: tag_of(each, today) for each in page.rows},
        "filters": [("看哪些", asked.chips("show", SHOWN)), ("层级", asked.chips("level", LEVELS, whole="不限"))],
    }
    return show(request, "console/issues.html", context, current="issues")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*READERS)
@done_once
def raise_new(request: HttpRequest) -> HttpResponse:
    """Raise one, of its own or as an action of a meeting; what was typed stays."""
    sent = {name: text(request.POST, name, most) for name, most in FIELDS.items()}
    key = whole(text(request.GET, "gathering"))
    gathering = gathering_with(key) if key else None
    problems: list[Problem] = []
    if request.method == "POST":
        given = {name: sent[name] for name in ("title", "words", "level", "owner")}
        due_on = day_of(sent["due_on"])
        try:
            made = raise_issue(**given, due_on=due_on, gathering=gathering, by=actor_of(request), at=now())
        except Invalid as refusal:
            problems = problems_of(refusal)
        else:
            if gathering is not None:
                return redirect("console-gathering", pk=gathering.pk)
            return redirect("console-issue", pk=made.pk)
    action = reverse("console-issue-new") + (f"?gathering={gathering.pk}" if gathering is not None else "")
    context = {
        "gathering": gathering,
        "action": action,
        "sent": sent,
        "levels": LEVELS,
        "problems": problems,
        "wrong": wrong_of(problems),
        "once": once_input(),
    }
    return show(request, "console/issue_new.html", context, current="issues", status=422 if problems else 200)


@require_safe
@staff(*READERS)
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """One issue with its history, and the steps that are open to this actor."""
    return _WORK.page(request, pk)


@require_POST
@staff(*READERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the issue."""
    return _WORK.take(request, pk, verb)


def tag_of(found: Issue, on: date) -> tuple[str, str]:
    """How it stands, in a colour: over is over whatever else it is."""
    if found.status == IssueStatus.OPEN and found.due_on < on:
        return "bad", f"超期{(on - found.due_on).days}天"
    kinds = {IssueStatus.OPEN: "info", IssueStatus.RESOLVED: "warn", IssueStatus.VERIFIED: "done"}
    status = IssueStatus(found.status)
    if status is IssueStatus.OPEN and found.reminded_on is not None:
        return "warn", "快到期"
    return kinds.get(status, "plain"), status.label


def _shown(found: Issue, _: Actor) -> dict[str, Any]:
    return {
        "issue": found,
        "tag": tag_of(found, local_day(now())),
        "level": Level(found.level).label,
        "history": [
            (each.at, typeset(ISSUES.steps[each.verb].label), each.by_name, each.facts.get("reason", ""))
            for each in Entry.objects.filter(chain=found.chain).order_by("-seq")
        ],
    }


def _open_steps(found: Issue, actor: Actor) -> list[Step]:
    return [each for each in ISSUES.open_to(found, by=actor) if may_take(each.verb, found, actor)]


_WORK = Work(
    name="console-issue",
    template="console/issue.html",
    current="issues",
    flow=ISSUES,
    verbs={
        "resolve": Verb(resolve, "S"),
        "verify": Verb(verify, "W"),
        "send_back": Verb(send_back, "B"),
        "postpone": Verb(postpone, "P"),
    },
    find=issue_for,
    shown=_shown,
    open_steps=_open_steps,
)
