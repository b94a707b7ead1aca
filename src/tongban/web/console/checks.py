"""Checks of promises (S08 承诺核查): the worklist with its lights, one check with its acts, and the table of risk."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.flow import Step
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
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of

from .frame import CHECKERS, show
from .narrowing import narrowed
from .tasks import Verb, Work

_STATES = [(each.value, each.label) for each in CheckStatus]
_TAGS = {
    CheckStatus.TRUE: "done",
    CheckStatus.RECTIFIED: "done",
    CheckStatus.REVOKED: "bad",
    CheckStatus.HEARING: "warn",
}
_LIGHTS = {"red": ("bad", "超期"), "yellow": ("warn", "快到期"), "green": ("plain", "")}
_PAPERS = (DocumentKind.RECTIFICATION_NOTICE, DocumentKind.REVOCATION_ADVICE, DocumentKind.REVOCATION)


@require_safe
@staff(*CHECKERS)
def checks(request: HttpRequest) -> HttpResponse:
    """The checks that this actor may see, how they stand, and how near each matter is to its cap (four statements)."""
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
        "exposures": queries.exposures(on=today),
    }
    return show(request, "console/checks.html", context, current="checks")


@require_safe
@staff(*CHECKERS)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """One check: what was promised, how it was drawn, what was found, and the steps open to this actor."""
    return _WORK.page(request, pk)


@require_POST
@staff(*CHECKERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the check."""
    return _WORK.take(request, pk, verb)


def _shown(found: CommitmentCheck, actor: Actor) -> dict[str, Any]:
    promise = Commitment.objects.select_related("case").get(case_id=found.case_id)
    kinds = [each.value for each in _PAPERS]
    papers = OfficialDocument.objects.filter(subject=found.case.chain, kind__in=kinds).order_by("pk")
    return {
        "check": found,
        "row": _row(found, local_day(now())),
        "text": from_plain(promise.text),
        "promise": promise,
        "is_genuine": is_genuine(promise),
        "papers": [(DocumentKind(each.kind).label, each) for each in papers],
        "sees_case": bool(actor.roles - {Role.SUPERVISOR}),
    }


def _open_steps(found: CommitmentCheck, actor: Actor) -> list[Step]:
    return [each for each in CHECK_FLOW.open_to(found, by=actor) if _is_of_use(each.verb, found, actor.staff_id)]


def _is_of_use(verb: str, check: CommitmentCheck, staff_id: int | None) -> bool:
    """A step that only the checker may take, or that has nothing to act on, is not offered."""
    match verb:
        case "confirm" | "order_rectification" | "confirm_rectified" | "advise_revocation":
            return check.assignee_id == staff_id
        case "record_hearing":
            return check.wants_hearing
        case "take_on" | "revoke":
            return staff_id not in (check.case.decider_id if verb == "take_on" else check.assignee_id,)
    return True


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


_WORK = Work(
    name="console-check",
    template="console/check.html",
    current="checks",
    flow=CHECK_FLOW,
    verbs={
        "take_on": Verb(checking.take_on, "J"),
        "assign": Verb(checking.assign, "G"),
        "confirm": Verb(checking.confirm, "H"),
        "order_rectification": Verb(checking.order_rectification, "R"),
        "confirm_rectified": Verb(checking.confirm_rectified, "M"),
        "advise_revocation": Verb(checking.advise_revocation, "X"),
        "record_hearing": Verb(checking.record_hearing, "T"),
        "drop": Verb(checking.drop, "B"),
        "revoke": Verb(checking.revoke, "C"),
    },
    find=queries.check_for,
    shown=_shown,
    open_steps=_open_steps,
)
