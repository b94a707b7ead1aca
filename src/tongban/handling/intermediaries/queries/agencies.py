"""Which agencies are shown today (在架机构), and who sees whose application (可见范围)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.intermediaries.models import IntermediaryAgency, Need, Offering
from tongban.handling.intermediaries.rules.policy import BOUND
from tongban.handling.intermediaries.rules.states import AgencyStatus

BODY = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})
WHOLE_CITY = frozenset({Role.SUPERVISOR, Role.SYSTEM})
ORDERS = {
    "price": ("price_from", "pk"),
    "limit": ("limit_days", "price_from", "pk"),
    "score": ("-agency__score", "price_from", "pk"),
}


def owner_of(actor: Actor) -> int:
    """The party whose affair it is; 0 for staff and for whoever only has a mandate of somebody (not of this)."""
    if actor.is_staff or Role.APPLICANT not in actor.roles or actor.mandate_id is not None:
        return 0
    return actor.acting_for or actor.party_id or 0


def visible_to(actor: Actor) -> QuerySet[IntermediaryAgency]:
    """One's own, the own department's for staff, the whole city's for supervision."""
    rows = IntermediaryAgency.objects.select_related("party", "supervisor", "affiliated_to")
    if actor.roles & WHOLE_CITY:
        return rows
    if actor.roles & BODY and actor.agency_id is not None:
        return rows.filter(supervisor_id=actor.agency_id)
    return rows.filter(party_id=owner_of(actor))


def agency_for(actor: Actor, code: UUID) -> IntermediaryAgency:
    """One agency by its code, or `NotFound` (one statement)."""
    found = visible_to(actor).filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这家中介机构，或者它不由您的单位监管。")
    return found


def own_agency(actor: Actor) -> IntermediaryAgency | None:
    """The agency as which this actor stands here, if their enterprise is one (one statement)."""
    owner = owner_of(actor)
    return _rows().filter(party_id=owner).first() if owner else None


def public_agency(code: UUID, *, on: date) -> IntermediaryAgency:
    """An agency that has something to show today; `NotFound` for all others (one statement)."""
    found = _rows().filter(code=code, pk__in=shown(on).values("agency")).first()
    if found is None:
        raise NotFound("没有这家中介机构，或者它现在没有上架：资质过期、信用等级D级的都不展示。")
    return found


def shown(on: date, *, service: str = "") -> QuerySet[Offering]:
    """What is offered today (在架服务): listed, of a class that is shown, with the paper that it needs in force."""
    policy = BOUND.policy
    classes = [each.code for each in policy.formula.classes if each.is_shown]
    rows = Offering.objects.filter(agency__status=AgencyStatus.LISTED, agency__credit_class__in=classes)
    return rows.filter(_covered(on, service)).select_related("agency__party")


def compared(
    service: str, *, on: date, order: str = "score", words: str = "", most_price: int = 0, most_days: int = 0
) -> Sequence[Offering]:
    """The agencies of a service side by side (比较), by price, limit or score (one statement; R-060)."""
    rows = shown(on, service=service)
    if words:
        rows = rows.filter(agency__party__name__icontains=words)
    if most_price:
        rows = rows.filter(price_from__lte=most_price)
    if most_days:
        rows = rows.filter(limit_days__lte=most_days)
    return list(rows.order_by(*ORDERS.get(order, ORDERS["score"])))


def choosable(need: Need, *, on: date) -> QuerySet[Offering]:
    """Everybody who may be chosen for a need: all that are shown but the client and who belongs to the department.

    Nobody else is left out, and there is no parameter by which somebody could be (R-061).
    """
    rows = shown(on, service=need.service).exclude(agency__party_id=need.client_id)
    return rows.exclude(agency__affiliated_to_id=need.department_id) if need.department_id is not None else rows


def with_papers(on: date) -> frozenset[int]:
    """The agencies of which at least one service is covered by a paper in force (资质有效; one statement)."""
    return frozenset(Offering.objects.filter(_covered(on)).values_list("agency_id", flat=True).distinct())


def has_papers(agency: IntermediaryAgency, *, on: date) -> bool:
    """The same of one agency (one statement)."""
    return agency.offerings.filter(_covered(on)).exists()


def _covered(on: date, service: str = "") -> Q:
    """Of the offering's agency there is the paper that this service needs, and it is in force."""
    found = Q(pk__in=[])
    for each in BOUND.policy.services:
        if service in ("", each.code):
            found |= Q(
                service=each.code,
                agency__qualifications__name=each.qualification,
                agency__qualifications__valid_until__gte=on,
            )
    return found


def _rows() -> QuerySet[IntermediaryAgency]:
    return IntermediaryAgency.objects.select_related("party", "supervisor", "affiliated_to")
