"""Grants (享受记录): whose they are to see, lists with their filters, what is in public, what a payment file holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.benefits.models import BenefitGrant, PaymentBatch, Push
from tongban.handling.benefits.rules.states import GrantStatus

BODY = frozenset({Role.EXAMINER, Role.DECIDER})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list of the staff is narrowed to (筛选)."""

    status: str = ""
    policy: str = ""
    origin: str = ""


def visible_to(actor: Actor) -> QuerySet[BenefitGrant]:
    """One's own or one's enterprise's; of one's body for who checks and decides; supervision and the system all."""
    rows = BenefitGrant.objects.select_related("policy__agency", "edition", "party", "checker", "decider")
    if actor.roles & {Role.SUPERVISOR, Role.SYSTEM}:
        return rows
    if actor.is_staff:
        return rows.filter(policy__agency_id=actor.agency_id or 0) if actor.roles & BODY else rows.none()
    if Role.APPLICANT not in actor.roles or actor.mandate_id is not None or actor.party_id is None:
        return rows.none()
    return rows.filter(party_id=actor.acting_for or actor.party_id)


def own(actor: Actor) -> QuerySet[BenefitGrant]:
    """One's own grants, the newest first."""
    return visible_to(actor).order_by("-pk")


def own_grant(actor: Actor, code: UUID) -> BenefitGrant:
    """One of one's own by its code, or `NotFound` (one statement)."""
    return _found(visible_to(actor).filter(code=code).first())


def grant_for(actor: Actor, pk: int) -> BenefitGrant:
    """One of one's body, or `NotFound` (one statement)."""
    return _found(visible_to(actor).filter(pk=pk).first())


def grants(actor: Actor, wanted: Wanted, *, after: int = 0) -> QuerySet[BenefitGrant]:
    """The list of the staff, the oldest first: what waits longest stands on top."""
    rows = visible_to(actor).filter(pk__gt=after)
    for name, value in (("status", wanted.status), ("policy__code", wanted.policy), ("origin", wanted.origin)):
        rows = rows.filter(**{name: value}) if value else rows
    return rows.order_by("pk")


def tallies(actor: Actor) -> Sequence[tuple[str, str, str, int]]:
    """How many stand where, by policy and state (one statement)."""
    rows = visible_to(actor).values_list("policy__code", "edition__title", "status").annotate(Count("pk"))
    return list(rows.order_by("policy__code", "status"))


def in_public(*, on: date, after: int = 0) -> QuerySet[BenefitGrant]:
    """What is in public on this day (公示名单), the newest first."""
    rows = BenefitGrant.objects.filter(status=GrantStatus.PUBLIC, public_until__gte=on)
    rows = rows.select_related("policy__agency", "edition", "party")
    return (rows.filter(pk__lt=after) if after else rows).order_by("-pk")


def public_grant(code: UUID, *, on: date) -> BenefitGrant:
    """One that is in public (one statement), or `NotFound`."""
    return _found(in_public(on=on).filter(code=code).first())


def payable(actor: Actor) -> list[tuple[str, str, int, object]]:
    """Of each policy of the body what is granted and not paid out: code, title, how many, how much (one statement)."""
    rows = visible_to(actor).filter(status=GrantStatus.GRANTED, amount__gt=0)
    found = rows.values_list("policy__code", "edition__title").annotate(Count("pk"), Sum("amount"))
    return list(found.order_by("policy__code"))


def batches(actor: Actor) -> QuerySet[PaymentBatch]:
    """The payment files of one's body, the newest first."""
    rows = PaymentBatch.objects.select_related("policy", "made_by", "agency").order_by("-pk")
    if Role.SUPERVISOR in actor.roles:
        return rows
    return rows.filter(agency_id=actor.agency_id or 0) if actor.is_staff and actor.roles & BODY else rows.none()


def batch_for(actor: Actor, pk: int) -> PaymentBatch:
    """One payment file, or `NotFound` (one statement)."""
    found = batches(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这个兑付批次，或者它不是您的单位的。")
    return found


def pushes_of(party_id: int) -> QuerySet[Push]:
    """What was pointed out to this party, the newest first."""
    return Push.objects.filter(party_id=party_id).select_related("edition__policy").order_by("-pk")


def holds_period(policy_id: int, party_id: int, period: str) -> BenefitGrant | None:
    """What stands in the way of another grant for this period: one that runs, or was had."""
    free = Q(status__in=[GrantStatus.REFUSED, GrantStatus.GIVEN_UP])
    return BenefitGrant.objects.filter(policy_id=policy_id, party_id=party_id, period=period).exclude(free).first()


def _found(grant: BenefitGrant | None) -> BenefitGrant:
    if grant is None:
        raise NotFound("没有找到这条享受记录。请从列表里打开。")
    return grant
