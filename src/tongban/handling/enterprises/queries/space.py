"""What an enterprise has and has to do (企业空间): cases, licences, days, team; only for whoever stands for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import visible_to
from tongban.handling.cases.rules.states import Status as CaseStatus
from tongban.handling.enterprises.rules.radar import DayKind, Deadline
from tongban.registers.catalog.queries import guide_of
from tongban.registers.licenses.models import License
from tongban.registers.licenses.queries import licenses_of
from tongban.registers.licenses.rules.states import Status as LicenseStatus
from tongban.registers.parties.models import Mandate, Membership, Party
from tongban.registers.parties.queries import mandates_in_force, memberships_in_force
from tongban.registers.parties.rules import MembershipRole, PartyKind

MOST = 200


@dataclass(frozen=True, slots=True)
class Space:
    """Everything of one enterprise on one page."""

    enterprise: Party
    cases: Sequence[Case]
    licenses: Sequence[License]
    deadlines: Sequence[Deadline]
    members: Sequence[Membership]
    mandates: Sequence[Mandate]
    may_lead: bool


def enterprise_of(actor: Actor) -> Party:
    """The enterprise that this person stands for now; `NotNow` says how to get there, also for a mandate's agent."""
    found = None
    if actor.mandate_id is None and actor.acting_for not in (None, actor.party_id):
        found = Party.objects.filter(pk=actor.acting_for, kind=PartyKind.ENTERPRISE).first()
    if found is None:
        raise NotNow("请先把办事身份切换成企业。企业空间只给法定代表人和经办人看。")
    return found


def space_of(actor: Actor, *, at: datetime) -> Space:
    """The space of the enterprise that one stands for (five statements)."""
    enterprise = enterprise_of(actor)
    cases = list(cases_of(actor)[:MOST])
    licenses = list(licenses_of(enterprise.pk)[:MOST])
    members = list(team(enterprise, on=local_day(at)))
    mandates = mandates_in_force(at).filter(principal=enterprise).select_related("agent").order_by("pk")
    leads = any(
        each.person_id == actor.party_id and each.role == MembershipRole.LEGAL_REPRESENTATIVE for each in members
    )
    days = deadlines(cases, licenses, on=local_day(at))
    return Space(enterprise, cases, licenses, days, members, list(mandates[:MOST]), leads)


def cases_of(actor: Actor) -> QuerySet[Case]:
    """The enterprise's cases, the newest first."""
    return visible_to(actor).select_related("agency").order_by("-received_at", "-pk")


def team(enterprise: Party, *, on: date) -> QuerySet[Membership]:
    """Who stands for the enterprise today, the legal representative first."""
    rows = memberships_in_force(on).filter(enterprise=enterprise).select_related("person")
    return rows.order_by("-role", "pk")


def deadlines(cases: Sequence[Case], licenses: Sequence[License], *, on: date) -> list[Deadline]:
    """Days still to come, the nearest first: what the enterprise has to do, what it may wait for, what runs out."""
    found = [
        Deadline(each.due_on, _kind(each), guide_of(each.option_version_id).name, each.number)
        for each in cases
        if each.due_on is not None and each.ended_at is None and each.due_on >= on
    ]
    found += [
        Deadline(each.valid_to, DayKind.LICENSE, each.type.name, each.identifier)
        for each in licenses
        if each.valid_to is not None and each.valid_to >= on and each.status == LicenseStatus.VALID
    ]
    return sorted(found, key=lambda each: (each.on, each.kind, each.number))


def _kind(case: Case) -> DayKind:
    return DayKind.CORRECTION if case.status == CaseStatus.CORRECTING else DayKind.CASE
