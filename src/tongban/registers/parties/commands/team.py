"""An enterprise's team (企业人员): handlers named and taken off by the legal representative, at once."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.parties.models import Mandate, Membership, Party, Session
from tongban.registers.parties.queries import find_party, memberships_in_force
from tongban.registers.parties.rules import IdKind, MandateSource, MembershipRole

from .mandates import grant_mandate
from .people import add_member


@transaction.atomic
def name_handler(enterprise: Party, *, name: str, id_number: str, by: Actor, at: datetime) -> Membership:
    """指定经办人: for all matters; a person who is registered here, named with the number that fits."""
    person = _named(enterprise, name, id_number, by=by, at=at)
    return add_member(enterprise, person=person, role=MembershipRole.HANDLER, valid_from=local_day(at), by=by, at=at)


@transaction.atomic
def name_handler_for(
    enterprise: Party,
    *,
    name: str,
    id_number: str,
    option_codes: Sequence[str],
    until: date,
    by: Actor,
    at: datetime,
) -> Mandate:
    """指定经办人, for the named matters and a term only: they act under a mandate, and for nothing else.

    What a mandate is held to holds of them: outside it every step is refused, each of their acts is marked with it in
    the ledger, the cases of others and the enterprise's licences stay unseen, and taken back it ends at once.
    """
    person = _named(enterprise, name, id_number, by=by, at=at)
    return grant_mandate(
        enterprise,
        agent=person,
        valid_from=local_day(at),
        valid_to=until,
        option_codes=option_codes,
        source=MandateSource.HANDLER,
        by=by,
        at=at,
    )


def _named(enterprise: Party, name: str, id_number: str, *, by: Actor, at: datetime) -> Party:
    """Who is meant; `Invalid` with one answer for a wrong name or number, and for who stands for it already."""
    _may_lead(enterprise, by)
    person = find_party(id_kind=IdKind.ID_CARD, id_number=id_number)
    if person is None or person.name != " ".join(name.split()):
        said = "没有找到这个人。请核对姓名和身份证号；对方要先在这里注册账号，或者在窗口办过业务。"
        raise Invalid(faults=[Fault("/name", "unknown", said)])
    if memberships_in_force(local_day(at)).filter(enterprise=enterprise, person=person).exists():
        raise Invalid(faults=[Fault("/name", "already", "这个人已经可以代表企业办全部事项。要缩小范围，请先撤销。")])
    return person


@transaction.atomic
def remove_handler(member: Membership, *, by: Actor, at: datetime) -> None:
    """撤销经办人: from this moment; whoever is acting for the enterprise acts for themselves.

    A standing that began today leaves no day behind; the record keeps that it was.
    """
    _may_lead(member.enterprise, by)
    if member.role != MembershipRole.HANDLER:
        raise NotNow("法定代表人的变更，请先办理企业变更登记。")
    today = local_day(at)
    if member.valid_from >= today:
        member.delete()
    else:
        Membership.objects.filter(pk=member.pk).update(valid_to=today - timedelta(days=1))
    acting = Session.objects.filter(account__person_id=member.person_id, acting_for=member.enterprise, mandate=None)
    acting.update(acting_for_id=member.person_id)
    about = f"party:{member.person_id}"
    record(f"party:{member.enterprise_id}", "remove_member", by=by, at=at, about=about, facts={"role": member.role})


def _may_lead(enterprise: Party, by: Actor) -> None:
    if by.party_id is None or by.party_id != enterprise.legal_representative_id:
        raise NotYours("经办人由法定代表人指定和撤销。")
