"""Checks of promises (S08 承诺核查): the worklist with its lights, one check with its acts, and the table of risk."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.cases.commands.committing import is_genuine
from tongban.handling.cases.models import Commitment
from tongban.handling.cases.rules.promising import from_plain
from tongban.oversight.regulation import queries
from tongban.oversight.regulation.bound import BOUND
from tongban.oversight.regulation.commands import checking
from tongban.oversight.regulation.models import CommitmentCheck
from tongban.oversight.regulation.queries import PAGE, light_of
from tongban.oversight.regulation.rules.flow import CHECK_FLOW
from tongban.oversight.regulation.rules.states import CheckStatus
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import DocumentKind
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import CHECKERS, show
from .narrowing import narrowed
from .stepping import NOT_SENT, Refused, asked_by, day, labelled, refused

_STATES = [(each.value, each.label) for each in CheckStatus]
_TAGS = {
    CheckStatus.TRUE: "done",
    CheckStatus.RECTIFIED: "done",
    CheckStatus.REVOKED: "bad",
    CheckStatus.HEARING: "warn",
}
_LIGHTS = {"red": ("bad", "超期"), "yellow": ("warn", "快到期"), "green": ("plain", "")}
_PAPERS = (DocumentKind.RECTIFICATION_NOTICE, DocumentKind.REVOCATION_ADVICE, DocumentKind.REVOCATION)
_VERBS: Mapping[str, Callable[..., CommitmentCheck]] = {
    "take_on": checking.take_on,
    "assign": checking.assign,
    "confirm": checking.confirm,
    "order_rectification": checking.order_rectification,
    "confirm_rectified": checking.confirm_rectified,
    "advise_revocation": checking.advise_revocation,
    "record_hearing": checking.record_hearing,
    "drop": checking.drop,
    "revoke": checking.revoke,
}
_KEYS = {
    "take_on": "J",
    "assign": "G",
    "confirm": "H",
    "order_rectification": "R",
    "confirm_rectified": "M",
    "advise_revocation": "X",
    "record_hearing": "T",
    "drop": "B",
    "revoke": "C",
}


@require_safe
@staff(*CHECKERS)
def checks(request: HttpRequest) -> HttpResponse:
    """The checks that this actor may see, and how they stand (two statements)."""
    actor, today = actor_of(request), local_day(now())
    asked = narrowed(request, "console-checks", "status", "risk", "overdue")
    rows = queries.checks(
        actor,
        on=today,
        status=asked["status"],
        risk=asked["risk"],
        only_overdue=asked["overdue"] == "1",
        after=asked.after_key,
        most=PAGE + 1,
    )
    risks = [(each.name, f"{each.name}风险") for each in BOUND.table.classes]
    context = {
        "asked": asked,
        "page": asked.page([_row(each, today) for each in rows], PAGE),
        "counts": queries.counts(actor, on=today),
        "filters": [
            ("状态", asked.chips("status", _STATES)),
            ("风险", asked.chips("risk", risks)),
            ("期限", asked.chips("overdue", [("1", "已经超期")], whole="不限")),
        ],
        "table": BOUND.table,
    }
    return show(request, "console/checks.html", context, current="checks")


@require_safe
@staff(*CHECKERS)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """One check: what was promised, how it was drawn, what was found, and the steps open to this actor."""
    return _page(request, pk, NOT_SENT)


@require_POST
@staff(*CHECKERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the check."""
    found = queries.check_for(actor_of(request), pk)
    if verb not in _VERBS:
        raise NotFound("没有这一步。")
    sent = asked_by(CHECK_FLOW.steps[verb], request.POST)
    try:
        _VERBS[verb](found, **_given(sent), by=actor_of(request), at=now())
    except Declined as refusal:
        return _page(request, pk, refused(verb, refusal, sent))
    return redirect("console-check", pk=pk)


def _page(request: HttpRequest, pk: int, sent: Refused) -> HttpResponse:
    actor, today = actor_of(request), local_day(now())
    found = queries.check_for(actor, pk)
    promise = Commitment.objects.select_related("case").get(case_id=found.case_id)
    kinds = [each.value for each in _PAPERS]
    papers = OfficialDocument.objects.filter(subject=found.case.chain, kind__in=kinds).order_by("pk")
    steps = [each for each in CHECK_FLOW.open_to(found, by=actor) if _is_of_use(each.verb, found, actor.staff_id)]
    context: dict[str, Any] = {
        "check": found,
        "row": _row(found, today),
        "text": from_plain(promise.text),
        "promise": promise,
        "is_genuine": is_genuine(promise),
        "papers": [(DocumentKind(each.kind).label, each) for each in papers],
        "steps": labelled(steps),
        "keys": _KEYS,
        "sees_case": bool(actor.roles - {Role.SUPERVISOR}),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/check.html", context, current="checks", status=sent.status)


def _is_of_use(verb: str, check: CommitmentCheck, staff_id: int | None) -> bool:
    """A step that only the checker may take, or that has nothing to act on, is not offered."""
    match verb:
        case "confirm" | "order_rectification" | "confirm_rectified" | "advise_revocation":
            return check.assignee_id == staff_id
        case "record_hearing":
            return check.wants_hearing
        case "take_on" | "revoke":
            return staff_id not in (check.case.decider_id if verb == "take_on" else check.assignee_id,)
    return verb in _VERBS


def _row(check: CommitmentCheck, today: date) -> dict[str, Any]:
    """A check as a line of the list."""
    status = CheckStatus(check.status)
    kind, words = _LIGHTS[light_of(check, on=today).value]
    return {
        "pk": check.pk,
        "number": check.case.number,
        "name": guide_of(check.case.option_version_id).name,
        "agency": check.agency.short_name,
        "risk": check.risk,
        "way": "现场核查" if check.is_on_site else "书面核查",
        "status": status.label,
        "tag": _TAGS.get(status, "info"),
        "assignee": check.assignee.name if check.assignee else "",
        "due_on": check.due_on,
        "is_open": check.ended_at is None,
        "light": kind,
        "light_words": words,
    }


def _given(sent: dict[str, str]) -> dict[str, str | date]:
    return {name: day(said, name, label="整改期限") if name == "due_on" else said for name, said in sent.items()}
