"""Volunteers (志愿者): registered by a place for a term, struck off at once; they help by the mandate engine."""

from datetime import date, datetime, timedelta

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.handling.outreach.models import Volunteer
from tongban.handling.outreach.queries.volunteers import standing_of
from tongban.handling.outreach.rules.flow import HELPERS
from tongban.handling.outreach.rules.policy import BOUND
from tongban.registers.parties.commands import revoke_mandate, take_code
from tongban.registers.parties.commands.mandate_codes import Standing
from tongban.registers.parties.helping import HelperRole
from tongban.registers.parties.models import Mandate, MandateCode
from tongban.registers.parties.queries import find_party
from tongban.registers.parties.rules import IdKind, PartyKind

from .arranging import need

BASIS = "志愿服务条例 第八条、第十九条"


@transaction.atomic
def register(name: str, id_number: str, *, until: date | None, by: Actor, at: datetime) -> Volunteer:
    """登记志愿者: by a window for its own place, with a term; whose paper was seen and who is known here."""
    if by.staff_id is None or by.venue_id is None or not by.roles & HELPERS:
        raise NotYours("志愿者由窗口、便民服务站登记到自己的场所。")
    today, faults = local_day(at), list[Fault]()
    person = find_party(id_kind=IdKind.ID_CARD, id_number=id_number)
    if person is None or person.kind != PartyKind.PERSON or person.name != " ".join(name.split()):
        said = "没有找到这个人。请核对姓名和身份证号；要先注册账号，或者在窗口办过业务。"
        faults.append(Fault("/name", "unknown", said))
    last = today + timedelta(days=BOUND.policy.volunteer_days)
    if until is None or not today <= until <= last:
        faults.append(Fault("/until", "day", f"登记到哪天，最长{BOUND.policy.volunteer_days}天，到期再登记。"))
    if faults or person is None or until is None:
        raise Invalid(faults=faults)
    if Volunteer.objects.filter(party=person, venue_id=by.venue_id, ended_at=None).exists():
        raise NotNow("这个人已经在您的场所登记了。要改期限的，先注销再登记。")
    made = Volunteer.objects.create(
        party=person, venue_id=by.venue_id, since=today, until=until, registered_at=at, registered_by_id=by.staff_id
    )
    facts = {"volunteer": made.pk, "venue": by.venue_id, "until": until.isoformat()}
    record(f"volunteer:{made.pk}", "register_volunteer", by=by, at=at, basis=BASIS, about=_about(made), facts=facts)
    return made


@transaction.atomic
def strike_off(found: Volunteer, *, reason: str, by: Actor, at: datetime) -> Volunteer:
    """注销志愿者: at once; every mandate that stood on the registration is over in the same instant."""
    if by.venue_id != found.venue_id or not by.roles & HELPERS:
        raise NotYours("志愿者由登记的场所注销。")
    why = need(reason, "请写一句为什么注销。")
    if not Volunteer.objects.filter(pk=found.pk, ended_at=None).update(ended_at=at, ended_because=why):
        raise NotNow("这个志愿者已经注销。")
    found.ended_at, found.ended_because = at, why
    standing = Mandate.objects.filter(standing=found.standing, revoked_at=None)
    for mandate in standing.select_related("principal", "agent"):
        revoke_mandate(mandate, by=by, at=at)
    MandateCode.objects.filter(standing=found.standing, ended_at=None).update(ended_at=at)
    facts = {"volunteer": found.pk, "reason": why}
    record(f"volunteer:{found.pk}", "strike_off", by=by, at=at, basis=BASIS, about=_about(found), facts=facts)
    return found


def help_as_volunteer(typed: str, *, by: Actor, at: datetime) -> MandateCode:
    """凭登记输入委托码: the place's registration is the proof; the mandate ends with its term at the latest."""
    held = standing_of(by.party_id or 0, on=local_day(at))
    if held is None:
        said = "您现在没有有效的志愿者登记，请到登记的场所问。"
        raise Invalid(faults=[Fault("/role", "standing", said)])
    proof = Standing(HelperRole.VOLUNTEER, "", held.standing, held.words, held.until)
    return take_code(typed, as_=proof, by=by, at=at)


def _about(found: Volunteer) -> str:
    return f"party:{found.party_id}"
