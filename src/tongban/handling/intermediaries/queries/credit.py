"""Credit of agencies (中介信用): entries, the score reckoned anew, what is published, what is inspected, shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.models import Block
from tongban.handling.intermediaries.models import Concentration, CreditItem, IntermediaryAgency, Need
from tongban.handling.intermediaries.rules.concentration import Share, shares
from tongban.handling.intermediaries.rules.drawing import inspected
from tongban.handling.intermediaries.rules.policy import BOUND
from tongban.handling.intermediaries.rules.scoring import Known, Score, months_before, score
from tongban.handling.intermediaries.rules.states import COUNTS, AgencyStatus, ItemKind, ItemStatus

from .agencies import BODY, WHOLE_CITY, owner_of


@dataclass(frozen=True, slots=True)
class Inspection:
    """The draw of a month (双随机抽查名单): which agencies, from which block of the ledger."""

    month: str
    block: int
    block_hash: str
    agencies: tuple[IntermediaryAgency, ...]


def visible_to(actor: Actor) -> QuerySet[CreditItem]:
    """The agency's own, the client's own reviews, the supervising department's, all for supervision."""
    rows = CreditItem.objects.select_related("agency__party", "agency__supervisor", "need")
    if actor.roles & WHOLE_CITY:
        return rows
    if actor.roles & BODY and actor.agency_id is not None:
        return rows.filter(agency__supervisor_id=actor.agency_id)
    return rows.filter(agency__party_id=owner_of(actor))


def item_for(actor: Actor, code: UUID) -> CreditItem:
    """One entry, or `NotFound` (one statement)."""
    found = visible_to(actor).filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这条信用记录，或者它与您无关。")
    return found


def published(agency: IntermediaryAgency) -> Sequence[CreditItem]:
    """What stands in public: what counts; frozen, voided and repaired entries are gone from here at once (R-064)."""
    rows = CreditItem.objects.filter(agency=agency, status__in=sorted(COUNTS)).select_related("need")
    return list(rows.order_by("-on", "-pk"))


def published_of(agencies: Sequence[IntermediaryAgency]) -> Mapping[int, Sequence[CreditItem]]:
    """The same for several agencies at once, by their keys (one statement)."""
    found: dict[int, list[CreditItem]] = {each.pk: [] for each in agencies}
    rows = CreditItem.objects.filter(agency__in=list(found), status__in=sorted(COUNTS)).order_by("-on", "-pk")
    for each in rows:
        found[each.agency_id].append(each)
    return found


def score_of(agency_id: int, *, on: date) -> Score:
    """The score from all entries, by the published formula (one statement)."""
    rows = CreditItem.objects.filter(agency_id=agency_id).order_by("pk")
    columns = rows.values_list("kind", "status", "on", "marks", "breach")
    known = [
        Known(ItemKind(kind), ItemStatus(status), day, marks, breach) for kind, status, day, marks, breach in columns
    ]
    return score(BOUND.policy.formula, known, on=on)


def inspections(on: date) -> Inspection | None:
    """Who is inspected this month: the draw's seed is the last block sealed before the month; None without one."""
    first = on.replace(day=1)
    block = Block.objects.filter(sealed_at__date__lt=first).order_by("-number").first()
    if block is None:
        return None
    formula, month, told = BOUND.policy.formula, f"{on:%Y-%m}", bytes(block.hash).hex()
    rows = IntermediaryAgency.objects.filter(status__in=[AgencyStatus.LISTED]).select_related("party", "supervisor")
    drawn = (
        each
        for each in rows.order_by("pk")
        if inspected(month, each.code.hex, told, formula.class_of(each.credit_class).inspected)
    )
    return Inspection(month, block.number, told, tuple(drawn))


def shares_on(on: date, *, department_id: int | None = None) -> list[Share]:
    """The shares of agencies among the departments' choices of the last months (one statement; R-061)."""
    since = months_before(on, BOUND.policy.concentration_months)
    rows = Need.objects.filter(selected_at__date__gt=since, department__isnull=False, selected__isnull=False)
    if department_id is not None:
        rows = rows.filter(department_id=department_id)
    return shares(rows.values_list("department_id", "selected_id").order_by("pk"))


def alerts() -> Sequence[Concentration]:
    """Alerts of concentration, the open ones first (one statement)."""
    rows = Concentration.objects.select_related("department", "agency__party")
    return list(rows.order_by("status", "-raised_at")[:50])
