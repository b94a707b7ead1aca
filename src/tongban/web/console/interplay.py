"""审管协同 (S05): decisions pushed to supervision with their lights; a push, a proposal, a task with its steps."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import record_read
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.queries.licensing import made_by
from tongban.handling.cases.rules.flow import FLOW as CASE_FLOW
from tongban.oversight.regulation.bound import BOUND
from tongban.oversight.regulation.commands import cancelled, ending, supervising
from tongban.oversight.regulation.models import CancelledTask, EndingProposal, SupervisionPush
from tongban.oversight.regulation.queries import pushes as queries
from tongban.oversight.regulation.rules.interplay import (
    OPEN_PROPOSALS,
    EndingWay,
    FindingKind,
    ProposalStatus,
    PushKind,
    PushStatus,
    TaskStatus,
)
from tongban.oversight.regulation.rules.interplay_flow import CANCELLED_TASK_FLOW, PROPOSAL_FLOW, PUSH_FLOW
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import DocumentKind
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of

from .frame import INTERPLAY, show
from .narrowing import narrowed
from .tasks import Verb, Work

PAGE = 50
_STATES = [(each.value, each.label) for each in PushStatus]
_TAGS = {PushStatus.ANSWERED: "done", PushStatus.DISPUTED: "warn"}
_LIGHTS = {"red": ("bad", "超期"), "yellow": ("warn", "快到期"), "green": ("plain", "")}
_WAITS = {PushStatus.SENT: "签收期限", PushStatus.SIGNED: "反馈期限", PushStatus.DISPUTED: "裁定期限"}
_FLOWS = {"case": CASE_FLOW, "supervision-push": PUSH_FLOW, "ending-proposal": PROPOSAL_FLOW}
_DECISIONS = [DocumentKind.DECISION_GRANT.value, DocumentKind.REVOCATION.value]


@require_safe
@staff(*INTERPLAY)
def pushes(request: HttpRequest) -> HttpResponse:
    """What was pushed that this actor may see, what waits for an answer, tasks on cancelled approvals (five
    statements)."""
    actor, today = actor_of(request), local_day(now())
    asked = narrowed(request, "console-pushes", "status", "late")
    rows = queries.pushes(
        actor,
        on=today,
        status=asked["status"],
        only_late=asked["late"] == "1",
        after=asked.after_key,
        most=PAGE + 1,
    )
    context = {
        "asked": asked,
        "page": asked.page([_row(each, today) for each in rows], PAGE),
        "counts": queries.push_counts(actor, on=today),
        "filters": [
            ("状态", asked.chips("status", _STATES)),
            ("期限", asked.chips("late", [("1", "已经超期")], whole="不限")),
        ],
        "proposals": [_proposal_row(each, today) for each in queries.open_proposals(actor)],
        "tasks": [_task_row(each, today) for each in queries.open_cancelled_tasks(actor)],
        "rules": BOUND.interplay,
        "sees_data": not actor.roles.isdisjoint({Role.INSPECTOR, Role.SUPERVISOR}),
    }
    return show(request, "console/pushes.html", context, current="pushes")


@require_safe
@staff(*INTERPLAY)
def push(request: HttpRequest, pk: int) -> HttpResponse:
    """One push: what was decided, what supervision found, the whole chain, and the steps open to this actor."""
    return _PUSH.page(request, pk)


@require_POST
@staff(*INTERPLAY)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the push."""
    return _PUSH.take(request, pk, verb)


@require_safe
@staff(*INTERPLAY)
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposal to end a licence, and its answer."""
    return _PROPOSAL.page(request, pk)


@require_POST
@staff(*INTERPLAY)
@done_once
def answer(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the proposal."""
    return _PROPOSAL.take(request, pk, verb)


@require_safe
@staff(*INTERPLAY)
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """A turn of supervision of a cancelled approval."""
    return _TASK.page(request, pk)


@require_POST
@staff(*INTERPLAY)
@done_once
def finish(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the task."""
    return _TASK.take(request, pk, verb)


def _push_shown(found: SupervisionPush, actor: Actor) -> dict[str, Any]:
    """The look is on record before the name is shown: supervision has no case of its own."""
    fields = ["name", "decision", "licence"]
    about = f"party:{found.case.applicant_id}"
    record_read(about, by=actor, at=now(), purpose="审管衔接", subject=found.chain, fields=fields)
    papers = OfficialDocument.objects.filter(subject=found.case.chain, kind__in=_DECISIONS).order_by("pk")
    is_approvers = actor.agency_id == found.permit_agency_id and bool(actor.roles & _APPROVERS)
    return {
        "push": found,
        "row": _row(found, local_day(now())),
        "license": made_by(found.case),
        "papers": [(DocumentKind(each.kind).label, each) for each in papers],
        "findings": [(each, FindingKind(each.kind)) for each in found.findings.select_related("staff").order_by("-pk")],
        "proposals": [_proposal_row(each, local_day(now())) for each in found.proposals.order_by("pk")],
        "chain": [_line(each) for each in queries.chain_of(found)],
        "sees_case": is_approvers,
    }


_APPROVERS = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})


def _push_steps(found: SupervisionPush, actor: Actor) -> list[Step]:
    return [each for each in PUSH_FLOW.open_to(found, by=actor) if _is_of_use(each.verb, found, actor)]


def _is_of_use(verb: str, push: SupervisionPush, actor: Actor) -> bool:
    """A step of another body, or with nothing to act on, is not offered."""
    if verb == "rule":
        return actor.agency_id == push.arbiter_id
    if actor.agency_id != push.agency_id:
        return False
    match verb:
        case "dispute":
            return push.ruled_at is None
        case "feed_back":
            return push.findings.exists()
        case "propose_ending":
            is_found = push.findings.exclude(kind=FindingKind.PASSED).exists()
            return is_found and not push.proposals.filter(status__in=sorted(OPEN_PROPOSALS)).exists()
    return True


def _proposal_shown(found: EndingProposal, actor: Actor) -> dict[str, Any]:
    about = f"party:{found.push.case.applicant_id}"
    record_read(about, by=actor, at=now(), purpose="审管衔接", subject=found.chain, fields=["name", "finding"])
    is_ours = actor.agency_id == found.agency_id and bool(actor.roles & _APPROVERS)
    return {
        "proposal": found,
        "row": _proposal_row(found, local_day(now())),
        "way": EndingWay(found.way),
        "license": made_by(found.push.case) if is_ours else None,
        "findings": [(each, FindingKind(each.kind)) for each in found.push.findings.order_by("-pk")],
        "sees_case": is_ours,
    }


def _proposal_steps(found: EndingProposal, actor: Actor) -> Iterable[Step]:
    return PROPOSAL_FLOW.open_to(found, by=actor) if actor.agency_id == found.agency_id else ()


def _task_shown(found: CancelledTask, _: Actor) -> dict[str, Any]:
    return {
        "task": found,
        "row": _task_row(found, local_day(now())),
        "kind": FindingKind(found.kind).label if found.kind else "",
    }


def _task_steps(found: CancelledTask, actor: Actor) -> Iterable[Step]:
    return CANCELLED_TASK_FLOW.open_to(found, by=actor) if actor.agency_id == found.agency_id else ()


def _row(found: SupervisionPush, today: date) -> dict[str, Any]:
    """A push as a line of the list."""
    kind, words = _LIGHTS[queries.light(found.due_on, on=today).value]
    return {
        "pk": found.pk,
        "number": found.case.number,
        "name": found.name,
        "what": PushKind(found.kind).label,
        "applicant": found.case.applicant.name,
        "from": found.permit_agency.short_name,
        "to": found.agency.short_name if found.agency is not None else "还没有定",
        "mode": "审管一体" if found.is_together else "审管分离",
        "status": found.state.label,
        "tag": _TAGS.get(found.state, "info"),
        "waits": _WAITS.get(found.state, ""),
        "due_on": found.due_on,
        "light": kind,
        "light_words": words,
        "pushed_at": found.pushed_at,
    }


def _proposal_row(found: EndingProposal, today: date) -> dict[str, Any]:
    is_open = found.status in OPEN_PROPOSALS
    kind, words = _LIGHTS[queries.light(found.due_on if is_open else None, on=today).value]
    return {
        "pk": found.pk,
        "name": found.push.name,
        "number": found.push.case.number,
        "way": EndingWay(found.way).label,
        "status": ProposalStatus(found.status).label,
        "tag": "info" if is_open else "off",
        "due_on": found.due_on,
        "light": kind,
        "light_words": words,
    }


def _task_row(found: CancelledTask, today: date) -> dict[str, Any]:
    is_open = found.status == TaskStatus.OPEN
    kind, words = _LIGHTS[queries.light(found.due_on if is_open else None, on=today).value]
    return {
        "pk": found.pk,
        "name": found.name,
        "agency": found.agency.short_name,
        "status": TaskStatus(found.status).label,
        "tag": "info" if is_open else "done",
        "due_on": found.due_on,
        "light": kind,
        "light_words": words,
    }


def _line(entry: Entry) -> dict[str, Any]:
    """An act of the chain; who applied is told by their role, not by name."""
    flow = _FLOWS[entry.chain.split(":", 1)[0]]
    step = flow.steps.get(entry.verb)
    return {
        "at": entry.at,
        "what": step.label if step is not None else "登记",
        "by": f"{entry.by_agency} {Role(entry.by_role).label}".strip() if entry.by_role in set(Role) else "",
    }


_PUSH = Work(
    name="console-push",
    template="console/push.html",
    current="pushes",
    flow=PUSH_FLOW,
    verbs={
        "sign": Verb(supervising.sign, "J"),
        "dispute": Verb(supervising.dispute, "B"),
        "rule": Verb(supervising.rule, "C"),
        "record": Verb(supervising.record, "R"),
        "feed_back": Verb(supervising.feed_back, "H"),
        "propose_ending": Verb(ending.propose_ending, "X"),
    },
    find=queries.push_for,
    shown=_push_shown,
    open_steps=_push_steps,
)
_PROPOSAL = Work(
    name="console-proposal",
    template="console/proposal.html",
    current="pushes",
    flow=PROPOSAL_FLOW,
    verbs={"take_up": Verb(ending.take_up, "J"), "decline": Verb(ending.decline, "B")},
    find=queries.proposal_for,
    shown=_proposal_shown,
    open_steps=_proposal_steps,
)
_TASK = Work(
    name="console-cancelled-task",
    template="console/cancelled_task.html",
    current="pushes",
    flow=CANCELLED_TASK_FLOW,
    verbs={"finish": Verb(cancelled.finish, "H")},
    find=queries.cancelled_task_for,
    shown=_task_shown,
    open_steps=_task_steps,
)
