"""Reading checks and credit records (核查、信用记录): worklists, lights, and whose word is not taken."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.worktime.rules import describe
from tongban.handling.cases.models import Commitment, Outcome
from tongban.handling.cases.ports import Barred, Capped
from tongban.handling.cases.queries.visible import visible_to as cases_of
from tongban.oversight.regulation.bound import BOUND
from tongban.oversight.regulation.models import CommitmentCheck, CreditRecord
from tongban.oversight.regulation.rules.caps import Cap, beyond, cap_of
from tongban.oversight.regulation.rules.risk import Known
from tongban.oversight.regulation.rules.states import CHECKED, CheckStatus, CreditStatus
from tongban.registers.lists import queries as lists

PAGE = 50
NEAR = timedelta(days=7)
_WHOLE_CITY = frozenset({Role.SUPERVISOR, Role.SYSTEM})
_OWN_AGENCY = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})


class CheckLight(StrEnum):
    """How near the limit of a check is (核查亮灯)."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Counts:
    """How the checks stand that this actor may see."""

    open: int
    overdue: int
    true: int
    rectified: int
    revoked: int


@dataclass(frozen=True, slots=True)
class Exposure:
    """How much of a matter is promised and unchecked (风险敞口), against its cap; `capped` when the cap is reached."""

    name: str
    cap: Cap
    unchecked: int
    capped: Capped | None

    @property
    def loss(self) -> int:
        """The loss in yuan if all of them were false."""
        return self.unchecked * self.cap.loss


def visible_to(actor: Actor) -> QuerySet[CommitmentCheck]:
    """The checks that this actor may see: their body's, the whole city's for supervision, an applicant's own."""
    rows = CommitmentCheck.objects.select_related("case__applicant", "case__agency", "agency", "assignee")
    if actor.roles & _WHOLE_CITY:
        return rows
    mine = Q(pk__in=[])
    if actor.roles & _OWN_AGENCY and actor.agency_id is not None:
        mine |= Q(agency_id=actor.agency_id)
    if Role.APPLICANT in actor.roles:
        mine |= Q(case__in=cases_of(actor))
    return rows.filter(mine)


def check_for(actor: Actor, pk: int) -> CommitmentCheck:
    """One check; `NotFound` whether it exists or not (one statement)."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这个核查任务，或者它不由您的部门办理。")
    return found


def check_of_case(actor: Actor, case_id: int) -> CommitmentCheck | None:
    """The check of a case that this actor may see, if there is one (one statement)."""
    return visible_to(actor).filter(case_id=case_id).first()


def checks(
    actor: Actor, *, on: date, status: str = "", risk: str = "", only_overdue: bool = False, after: int = 0, most: int
) -> Sequence[CommitmentCheck]:
    """Checks, the open ones by their limit first as their keys come; a page at a time."""
    rows = visible_to(actor).filter(pk__gt=after).order_by("pk")
    if status in set(CheckStatus):
        rows = rows.filter(status=status)
    if risk:
        rows = rows.filter(risk=risk)
    if only_overdue:
        rows = rows.filter(ended_at__isnull=True, due_on__lt=on)
    return list(rows[:most])


def counts(actor: Actor, *, on: date) -> Counts:
    """One line over the worklist (one statement)."""
    found = visible_to(actor).aggregate(
        open=Count("pk", filter=Q(ended_at__isnull=True)),
        overdue=Count("pk", filter=Q(ended_at__isnull=True, due_on__lt=on)),
        true=Count("pk", filter=Q(status=CheckStatus.TRUE)),
        rectified=Count("pk", filter=Q(status=CheckStatus.RECTIFIED)),
        revoked=Count("pk", filter=Q(status=CheckStatus.REVOKED)),
    )
    return Counts(**found)


def light_of(check: CommitmentCheck, *, on: date) -> CheckLight:
    """Red past its limit, yellow in the week before."""
    if check.ended_at is not None or on + NEAR < check.due_on:
        return CheckLight.GREEN
    return CheckLight.RED if check.due_on < on else CheckLight.YELLOW


def known_before(case_id: int, party_id: int, option_code: str, on: date) -> Known:
    """What the draw goes by: the class on the published list, and what came of this party's earlier promises."""
    earlier = CommitmentCheck.objects.filter(case__applicant_id=party_id).exclude(case_id=case_id)
    found = earlier.aggregate(
        rectified=Count("pk", filter=Q(rectification__isnull=False) & ~Q(status=CheckStatus.REVOKED)),
        breached=Count("pk", filter=Q(status=CheckStatus.REVOKED)),
    )
    return Known(_listed_risk(option_code, on), **found)


def records_visible_to(actor: Actor) -> QuerySet[CreditRecord]:
    """Credit records: one's own, the own body's for those who review, the whole city's for supervision."""
    rows = CreditRecord.objects.select_related("party", "agency", "check_of__case")
    if actor.roles & _WHOLE_CITY:
        return rows
    mine = Q(pk__in=[])
    if actor.roles & _OWN_AGENCY and actor.agency_id is not None:
        mine |= Q(agency_id=actor.agency_id)
    owner = actor.acting_for or actor.party_id
    if Role.APPLICANT in actor.roles and owner is not None and actor.mandate_id is None:
        mine |= Q(party_id=owner)
    return rows.filter(mine)


def record_for(actor: Actor, pk: int) -> CreditRecord:
    """One credit record; `NotFound` whether it exists or not."""
    found = records_visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这条信用记录。")
    return found


def is_barring(record: CreditRecord, *, on: date) -> bool:
    """Does the record bar its person on this day?"""
    return record.status != CreditStatus.LIFTED and record.began_on <= on <= record.ends_on


def standing(party_id: int, on: date) -> Barred | None:
    """What bars this party on a day: `handling.cases.ports.CreditStanding` (one statement; R-146)."""
    rows = CreditRecord.objects.filter(party_id=party_id, began_on__lte=on, ends_on__gte=on)
    record = rows.exclude(status=CreditStatus.LIFTED).order_by("-ends_on").first()
    return Barred(record.reason, repair_words(record), record.began_on) if record is not None else None


def repair_words(record: CreditRecord) -> str:
    """How this record is repaired, in plain words."""
    return (
        f"改正以后，从{describe(record.repair_from)}起可以在“我的—信用记录”申请信用修复，审核通过就解除限制；"
        f"不申请的，限制到{describe(record.ends_on)}为止"
    )


def cap_reached(option_code: str, on: date) -> Capped | None:
    """What one more promise would go beyond: `handling.cases.ports.PromiseCap` (one statement; R-147)."""
    return beyond(_cap(option_code, on), _unchecked().filter(case__option_code=option_code).count())


def exposures(*, on: date) -> list[Exposure]:
    """Every matter of the published list with its cap, those that are nearest to it first (two statements)."""
    head = lists.current("commitment", on=on)
    rows = lists.rows_of(head).rows if head is not None else ()
    counted = _unchecked().values_list("case__option_code").annotate(number=Count("pk"))
    unchecked = dict(counted.order_by("case__option_code"))
    found = []
    for row in rows:
        code = str(row["code"])
        cap = cap_of(BOUND.table, code, listed=str(row.get("risk")))
        number = unchecked.get(code, 0)
        found.append(Exposure(str(row["name"]), cap, number, beyond(cap, number)))
    return sorted(found, key=lambda each: (each.capped is None, each.cap.room - each.unchecked, each.name))


def _unchecked() -> QuerySet[Commitment]:
    """Promises that may still turn out false: neither withdrawn nor refused, and no check of them has ended."""
    is_running = Q(case__commitment_check__isnull=True, case__ended_at__isnull=True)
    is_open = is_running | Q(case__commitment_check__isnull=False, case__commitment_check__ended_at__isnull=True)
    return Commitment.objects.filter(is_open, withdrawn_at__isnull=True).exclude(case__outcome=Outcome.REFUSED)


def _cap(option_code: str, on: date) -> Cap:
    return cap_of(BOUND.table, option_code, listed=_listed_risk(option_code, on))


def _listed_risk(option_code: str, on: date) -> str:
    """The class of a matter on the published list; empty where no list has classed it."""
    row = lists.row_on("commitment", option_code, on)
    return str((row or {}).get("risk") or "")


def unsettled(numbers: Collection[str], on: date) -> dict[str, str]:
    """Of these cases, those whose check has not ended, or whose breach still counts (未了的核查和信用记录)."""
    credit = CreditRecord.objects.filter(check_of__case__number__in=numbers, ends_on__gte=on)
    restricted = credit.exclude(status=CreditStatus.LIFTED).values_list("check_of__case__number", flat=True)
    checked = CommitmentCheck.objects.filter(case__number__in=numbers).exclude(status__in=sorted(CHECKED))
    found = dict.fromkeys(restricted, "有信用记录还在限制期")
    return found | dict.fromkeys(checked.values_list("case__number", flat=True), "有承诺核查没有办完")
