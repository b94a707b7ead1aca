"""An enterprise wants to be found (中介机构入驻): applied, checked by one, listed by another; papers run out."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check as check_code
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import Parcel, advance, begin
from tongban.foundation.ledger.models import Entry
from tongban.handling.intermediaries.models import IntermediaryAgency, Offering, Qualification
from tongban.handling.intermediaries.queries.agencies import has_papers, owner_of
from tongban.handling.intermediaries.rules.flow import AGENCY_FLOW
from tongban.handling.intermediaries.rules.offering import Guide, Paper, faults_of
from tongban.handling.intermediaries.rules.policy import BOUND
from tongban.handling.intermediaries.rules.states import AgencyStatus
from tongban.registers.agencies.models import Agency
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import PartyKind

MOST_OFFERINGS = 20
LONGEST_WORDS = 500


class SamePerson(NotYours):
    """Who checked an agency does not list it (核对与上架分开)."""

    code = "same_person"
    sentence = "核对的人不能自己上架，请另一位审核岗办理。"


@transaction.atomic
def apply(
    guide: Guide, paper: Paper, *, phone: str, affiliated_to: str = "", by: Actor, at: datetime
) -> IntermediaryAgency:
    """申请入驻: with the guide of one service and the paper that it needs; `Invalid` names all that is missing.

    An enterprise that is here already changes or adds a service; it is checked again before it is shown.
    """
    party = _enterprise(by)
    faults = faults_of(BOUND.policy, guide, paper, on=local_day(at))
    told = check_code("phone", phone)
    if not told.valid:
        faults.append(Fault("/phone", "phone", "请写委托人能打通的电话，例如0937-6250000。"))
    department = Agency.objects.filter(key=affiliated_to).first() if affiliated_to else None
    if affiliated_to and department is None:
        faults.append(Fault("/affiliated_to", "choice", "请从列表里选所属的部门；没有就选“没有”。"))
    service = BOUND.policy.service(guide.service)
    if faults or service is None:
        raise Invalid("入驻资料还不全，缺一项都不能上架。", faults=faults)
    supervisor = Agency.objects.get(key=service.department)
    found = IntermediaryAgency.objects.select_related("party").filter(party=party).first()
    changes: dict[str, Any] = {"phone": told.normalized, "affiliated_to_id": department.pk if department else None}
    if found is None:
        found = IntermediaryAgency(
            party=party, status=AgencyStatus.APPLIED, supervisor=supervisor, applied_at=at, **changes
        )
        begin(found, AGENCY_FLOW.take("apply", found, by=by), by=by, at=at, facts=_facts(guide, paper))
    else:
        step = AGENCY_FLOW.take("amend", found, by=by)
        if found.offerings.exclude(service=guide.service).count() >= MOST_OFFERINGS:
            raise Invalid(faults=[Fault("/service", "many", f"一家机构最多{MOST_OFFERINGS}项服务。")])
        if found.supervisor_id != supervisor.pk:
            raise NotNow(f"“{service.name}”由另一个部门监管。一家机构在这里由一个主管部门监管，请先打12345问清楚。")
        again = {"checked_by_id": None, "listed_by_id": None, "reason": ""}
        advance(found, step, by=by, at=at, facts=_facts(guide, paper), changes=changes | again)
    _keep(found, guide, paper)
    return found


@transaction.atomic
def check(agency: IntermediaryAgency, *, words: str, by: Actor, at: datetime) -> Entry:
    """核对属实: the supervising department compared the papers with whoever issued them."""
    step = AGENCY_FLOW.take("check", agency, by=by)
    staff_id = _supervises(agency, by)
    said = need(words, "请写怎么核对的，例如“在发证机关网站查到证书，有效”。", "/words")
    return advance(agency, step, by=by, at=at, facts={"words": said}, changes={"checked_by_id": staff_id})


@transaction.atomic
def list_agency(agency: IntermediaryAgency, *, by: Actor, at: datetime) -> Entry:
    """上架: by a second person; with papers that are in force on this day."""
    step = AGENCY_FLOW.take("list", agency, by=by)
    staff_id = _supervises(agency, by)
    if staff_id == agency.checked_by_id:
        raise SamePerson()
    if not has_papers(agency, on=local_day(at)):
        raise NotNow("这家机构的资质已经过期，不能上架。请退回，让它换证以后再报。")
    changes = {"listed_by_id": staff_id, "listed_at": at, "reason": ""}
    return advance(agency, step, by=by, at=at, changes=changes, send=_news(agency, "list", "已经上架，可以接受委托。"))


@transaction.atomic
def send_back(agency: IntermediaryAgency, *, reason: str, by: Actor, at: datetime) -> Entry:
    """退回: with the reason, which the agency reads."""
    step = AGENCY_FLOW.take("return", agency, by=by)
    _supervises(agency, by)
    why = need(reason, "请写明退回的原因，机构照着改。", "/reason", most=300)
    changes = {"reason": why, "checked_by_id": None}
    send = _news(agency, "return", f"入驻资料退回修改：{why}")
    return advance(agency, step, by=by, at=at, facts={"reason": why}, changes=changes, send=send)


@transaction.atomic
def delist(agency: IntermediaryAgency, *, reason: str, by: Actor, at: datetime) -> Entry:
    """下架: by the supervising department with a reason, or by the system when the papers ran out."""
    step = AGENCY_FLOW.take("delist", agency, by=by)
    if by != SYSTEM:
        _supervises(agency, by)
    why = need(reason, "请写明下架的原因，机构会看到。", "/reason", most=300)
    send = _news(agency, "delist", f"已经下架：{why}")
    return advance(agency, step, by=by, at=at, facts={"reason": why}, changes={"reason": why}, send=send)


def need(text: str, otherwise: str, pointer: str, *, most: int = LONGEST_WORDS) -> str:
    """What must be said, in so many characters; `Invalid` with what to write."""
    said = text.strip()
    if not said or len(said) > most:
        raise Invalid(faults=[Fault(pointer, "required", otherwise if not said else f"不超过{most}个字。")])
    return said


def _keep(agency: IntermediaryAgency, guide: Guide, paper: Paper) -> None:
    columns = {name: getattr(guide, name) for name in ("limit_days", "price_from")}
    texts = {name: getattr(guide, name).strip() for name in ("conditions", "process", "price_standard")}
    Offering.objects.update_or_create(agency=agency, service=guide.service, defaults=columns | texts)
    said = {"number": paper.number.strip()[:60], "issuer": paper.issuer.strip()[:80], "valid_until": paper.valid_until}
    Qualification.objects.update_or_create(agency=agency, name=paper.name.strip(), defaults=said)


def _facts(guide: Guide, paper: Paper) -> dict[str, Any]:
    plain = replace(paper, issuer=paper.issuer.strip())
    return {
        "service": guide.service,
        "limit_days": guide.limit_days,
        "price_from": guide.price_from,
        "paper": plain.name,
        "valid_until": plain.valid_until.isoformat() if plain.valid_until else "",
    }


def _enterprise(by: Actor) -> Party:
    """The enterprise that applies: by its own people, not by staff."""
    party = Party.objects.filter(pk=owner_of(by), kind=PartyKind.ENTERPRISE).first()
    if party is None:
        raise NotYours("入驻由企业自己申请。请先切换成您的企业，再来。")
    return party


def _supervises(agency: IntermediaryAgency, by: Actor) -> int:
    if by.staff_id is None or by.agency_id != agency.supervisor_id:
        raise NotYours("中介机构由它的主管部门核对、上架和监管，您的单位不办理。")
    return by.staff_id


def _news(agency: IntermediaryAgency, verb: str, words: str) -> tuple[Parcel, ...]:
    return (Parcel("message", f"party:{agency.party_id}", {"verb": f"intermediary_{verb}", "text": words}),)
