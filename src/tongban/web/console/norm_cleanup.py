"""The clean-up of the city's own files (规范性文件清理): one round with its files, one file with its verdict."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.registers.norms import queries
from tongban.registers.norms.commands import cleaning
from tongban.registers.norms.models import NormReview
from tongban.registers.norms.queries import PAGE
from tongban.registers.norms.rules.cleanup import CLEANUP, Ground, ReviewStatus, Verdict
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .choosing import day_of
from .frame import CATALOG_ROLES, READERS, show
from .narrowing import Page, narrowed
from .stepping import NOT_SENT, Refused, refused, typed
from .tasks import Verb, Work

_STATES = [(each.value, each.label) for each in ReviewStatus if each is not ReviewStatus.WRITTEN]
_TAGS = {ReviewStatus.OPEN: "info", ReviewStatus.PROPOSED: "warn", ReviewStatus.DECIDED: "done"}


@require_safe
@staff(*READERS)
def reviews(request: HttpRequest) -> HttpResponse:
    """The files under review that this actor may see, the newest first."""
    return _page(request, NOT_SENT)


@require_POST
@staff(Role.CATALOG_REVIEWER)
@done_once
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a clean-up of all own files that are in none."""
    sent = typed(request.POST, "title", "due_on", most=80)
    try:
        cleaning.open_round(sent["title"], due_on=day_of(sent["due_on"]), by=actor_of(request), at=now())
    except Declined as refusal:
        return _page(request, refused("begin", refusal, sent))
    return redirect("console-norm-cleanup")


@require_safe
@staff(*READERS)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One file with its verdict."""
    return _WORK.page(request, pk)


@require_POST
@staff(*CATALOG_ROLES)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Propose, send back, decide."""
    return _WORK.take(request, pk, verb)


def _page(request: HttpRequest, sent: Refused) -> HttpResponse:
    actor, today = actor_of(request), local_day(now())
    asked = narrowed(request, "console-norm-cleanup", "status", "overdue")
    rows = queries.reviews(
        actor,
        on=today,
        status=asked["status"],
        only_overdue=asked["overdue"] == "1",
        before=asked.after_key,
        most=PAGE + 1,
    )
    page: Page[dict[str, Any]] = asked.page([_row(each, today) for each in rows], PAGE)
    may_begin = Role.CATALOG_REVIEWER in actor.roles
    context = {
        "page": page,
        "filters": [
            ("状态", asked.chips("status", _STATES)),
            ("期限", asked.chips("overdue", [("1", "已经超期")], whole="不限")),
        ],
        "may_begin": may_begin,
        "waiting": len(queries.own_files()) if may_begin else 0,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/norm_cleanup.html", context, current="norms", status=sent.status)


def _row(found: NormReview, today: date) -> dict[str, Any]:
    status = ReviewStatus(found.status)
    is_late = status is ReviewStatus.OPEN and found.due_on < today
    return {
        "pk": found.pk,
        "norm": found.norm.title,
        "title": found.title,
        "agency": found.agency.short_name,
        "due_on": found.due_on,
        "verdict": Verdict(found.verdict).label if found.verdict else "",
        "ground": Ground(found.ground).label if found.ground else "",
        "tag": "bad" if is_late else _TAGS.get(status, "plain"),
        "status": "超期没有提意见" if is_late else status.label,
    }


def _shown(found: NormReview, _: Actor) -> dict[str, Any]:
    quoted = {each.option_code for each in queries.citing(found.norm)}
    return {"review": found, "row": _row(found, local_day(now())), "quoted": len(quoted)}


_WORK: Work[NormReview] = Work(
    name="console-norm-review",
    template="console/norm_review.html",
    current="norms",
    flow=CLEANUP,
    verbs={
        "propose": Verb(cleaning.propose, "T"),
        "return_proposal": Verb(cleaning.return_proposal, "B"),
        "decide": Verb(cleaning.decide, "S"),
    },
    find=queries.review_for,
    shown=_shown,
    open_steps=lambda found, actor: [
        each
        for each in CLEANUP.open_to(found, by=actor)
        if Role.CATALOG_EDITOR not in actor.roles or actor.agency_id == found.agency_id
    ],
)
