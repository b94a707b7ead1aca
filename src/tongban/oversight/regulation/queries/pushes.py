"""Reading 审管协同: decisions on their way to supervision, with lights; figures; what is still owed to the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.models import Entry
from tongban.oversight.regulation.models import CancelledTask, EndingProposal, SupervisionPush
from tongban.oversight.regulation.rules.interplay import OPEN_PROPOSALS, PushStatus, TaskStatus
from tongban.registers.agencies.models import Agency
from tongban.registers.lists import queries as lists
from tongban.registers.lists.queries.responsibility import MAP

from .promises import CheckLight

IMPLEMENTATION = 31
_WHOLE_CITY = frozenset({Role.SUPERVISOR, Role.SYSTEM})
_APPROVERS = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})


@dataclass(frozen=True, slots=True)
class PushCounts:
    """How the pushes stand that this actor may see."""

    unsigned: int
    running: int
    late: int
    disputed: int
    answered: int


@dataclass(frozen=True, slots=True)
class Signing:
    """How one supervising body signs (签收情况)."""

    agency: str
    pushed: int
    signed: int
    in_time: int
    late: int

    @property
    def share(self) -> int | None:
        """Signed in time, in percent of those whose time is over or that are signed; none before the first."""
        settled = self.signed + self.late
        return round(self.in_time * 100 / settled) if settled else None


@dataclass(frozen=True, slots=True)
class Ruled:
    """A boundary that was decided and that the map does not say yet (裁定待写入清单)."""

    code: str
    name: str
    agency_id: int
    agency: str
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many permits in force have a supervisor (责任覆盖): those without one, and names that no body has."""

    permits: int
    orphans: dict[str, str]
    unknown_bodies: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.orphans and not self.unknown_bodies


def visible_to(actor: Actor) -> QuerySet[SupervisionPush]:
    """Supervision of the city sees all; a body those that it supervises, and those that it decided."""
    rows = SupervisionPush.objects.select_related(
        "case__applicant", "case__agency", "permit_agency", "agency", "arbiter", "disputed_by", "signed_by", "ruled_by"
    )
    if actor.roles & _WHOLE_CITY:
        return rows
    mine = Q(pk__in=[])
    if actor.agency_id is not None and Role.INSPECTOR in actor.roles:
        mine |= Q(agency_id=actor.agency_id) | Q(disputed_by_id=actor.agency_id)
    if actor.agency_id is not None and actor.roles & _APPROVERS:
        mine |= Q(permit_agency_id=actor.agency_id)
    return rows.filter(mine)


def push_for(actor: Actor, pk: int) -> SupervisionPush:
    """One push; `NotFound` whether it exists or not (one statement)."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这条推送，或者它不归您的部门。")
    return found


def pushes(
    actor: Actor, *, on: date, status: str = "", only_late: bool = False, after: int = 0, most: int
) -> Sequence[SupervisionPush]:
    """Pushes as they were sent, a page at a time (one statement)."""
    rows = visible_to(actor).filter(pk__gt=after).order_by("pk")
    if status in set(PushStatus):
        rows = rows.filter(status=status)
    if only_late:
        rows = rows.filter(due_on__lt=on)
    return list(rows[:most])


def push_counts(actor: Actor, *, on: date) -> PushCounts:
    """One line over the worklist (one statement)."""
    found = visible_to(actor).aggregate(
        unsigned=Count("pk", filter=Q(status=PushStatus.SENT)),
        running=Count("pk", filter=Q(status=PushStatus.SIGNED)),
        late=Count("pk", filter=Q(due_on__lt=on)),
        disputed=Count("pk", filter=Q(status=PushStatus.DISPUTED)),
        answered=Count("pk", filter=Q(status=PushStatus.ANSWERED)),
    )
    return PushCounts(**found)


def light(due_on: date | None, *, on: date) -> CheckLight:
    """Red past the limit, yellow on its last day and the one before."""
    if due_on is None or (due_on - on).days > 1:
        return CheckLight.GREEN
    return CheckLight.RED if due_on < on else CheckLight.YELLOW


def earlier_unsigned(push: SupervisionPush) -> bool:
    """Is an earlier decision on the same case still waiting for its signature? (one statement)"""
    rows = SupervisionPush.objects.filter(case_id=push.case_id, pk__lt=push.pk)
    return rows.filter(status__in=[PushStatus.SENT, PushStatus.DISPUTED]).exists()


def chain_of(push: SupervisionPush) -> list[Entry]:
    """Before, during, after on one file (全链条): the case and all that was pushed of it (three statements)."""
    pushed = SupervisionPush.objects.filter(case_id=push.case_id).values_list("pk", flat=True)
    proposed = EndingProposal.objects.filter(push__case_id=push.case_id).values_list("pk", flat=True)
    chains = [push.case.chain, *(f"supervision-push:{pk}" for pk in pushed)]
    chains += [f"ending-proposal:{pk}" for pk in proposed]
    return list(Entry.objects.filter(chain__in=chains).order_by("at", "id"))


def proposals_visible_to(actor: Actor) -> QuerySet[EndingProposal]:
    """Who proposed sees it, who has to answer sees it, supervision of the city sees all."""
    rows = EndingProposal.objects.select_related("push__case__applicant", "push__agency", "agency", "proposer")
    if actor.roles & _WHOLE_CITY:
        return rows
    mine = Q(pk__in=[])
    if actor.agency_id is not None and Role.INSPECTOR in actor.roles:
        mine |= Q(push__agency_id=actor.agency_id)
    if actor.agency_id is not None and actor.roles & _APPROVERS:
        mine |= Q(agency_id=actor.agency_id)
    return rows.filter(mine)


def proposal_for(actor: Actor, pk: int) -> EndingProposal:
    """One proposal; `NotFound` whether it exists or not (one statement)."""
    found = proposals_visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这条建议，或者它不归您的部门。")
    return found


def open_proposals(actor: Actor) -> list[EndingProposal]:
    """What waits for the approving body's answer, the most urgent first (one statement)."""
    return list(proposals_visible_to(actor).filter(status__in=sorted(OPEN_PROPOSALS)).order_by("due_on", "pk")[:50])


def cancelled_tasks_visible_to(actor: Actor) -> QuerySet[CancelledTask]:
    """Tasks on cancelled approvals: the supervising body's own, supervision of the city all."""
    rows = CancelledTask.objects.select_related("agency", "done_by")
    if actor.roles & _WHOLE_CITY:
        return rows
    if actor.agency_id is None or Role.INSPECTOR not in actor.roles:
        return rows.none()
    return rows.filter(agency_id=actor.agency_id)


def cancelled_task_for(actor: Actor, pk: int) -> CancelledTask:
    """One task; `NotFound` whether it exists or not (one statement)."""
    found = cancelled_tasks_visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这个任务，或者它不归您的部门。")
    return found


def open_cancelled_tasks(actor: Actor) -> list[CancelledTask]:
    """What is to be looked at, the most urgent first (one statement)."""
    return list(cancelled_tasks_visible_to(actor).filter(status=TaskStatus.OPEN).order_by("due_on", "pk")[:50])


def signings(*, on: date) -> list[Signing]:
    """How each supervising body signs, by its name (one statement)."""
    is_unsigned_late = Q(status=PushStatus.SENT, due_on__lt=on)
    rows = (
        SupervisionPush.objects.filter(agency__isnull=False)
        .values("agency__short_name")
        .annotate(
            pushed=Count("pk"),
            signed=Count("pk", filter=Q(signed_at__isnull=False)),
            in_time=Count("pk", filter=Q(is_signed_in_time=True)),
            late=Count("pk", filter=is_unsigned_late),
        )
        .order_by("agency__short_name")
    )
    return [
        Signing(each["agency__short_name"], each["pushed"], each["signed"], each["in_time"], each["late"])
        for each in rows
    ]


def ruled_since_map(on: date) -> list[Ruled]:
    """Boundaries decided since the map's edition in force, the last word on each matter (two statements)."""
    head = lists.current(MAP, on=on)
    rows = SupervisionPush.objects.filter(ruled_at__isnull=False).select_related("agency").order_by("ruled_at", "pk")
    if head is not None:
        rows = rows.filter(ruled_at__gt=head.published_at)
    found: dict[str, Ruled] = {}
    for each in rows:
        assert each.agency is not None, "a ruling names a body"
        assert each.ruled_at is not None, "only rulings were asked for"
        code = each.option_code[:IMPLEMENTATION]
        found[code] = Ruled(code, each.name, each.agency.pk, each.agency.name, each.ruling, each.ruled_at.date())
    stands = {each.code: each.supervisor for each in lists.responsibilities(on)}
    return [each for code, each in found.items() if code in stands and stands[code] != each.agency]


def coverage(on: date) -> Coverage:
    """Permits in force against the map: orphans have to be none (R-050; one statement)."""
    rows = lists.responsibilities(on)
    orphans = lists.unsupervised(on)
    named = {each.supervisor for each in rows if each.supervisor}
    named |= {str(each["supervisor"]) for each in lists.cancelled_rows(on)}
    known = set(Agency.objects.filter(name__in=named, is_active=True).values_list("name", flat=True))
    return Coverage(lists.permits_in_force(), orphans, tuple(sorted(named - known)))
