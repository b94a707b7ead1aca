"""The receiving place (收件地): check who it is, look at the form, take originals, hand over, give back."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays
from tongban.handling.cases.commands.numbers import next_case_number
from tongban.handling.cases.commands.steps import message
from tongban.handling.crossing.models import Crossing, JointPart, Original
from tongban.handling.crossing.partners import agreement, line
from tongban.handling.crossing.rules.agreements import Agreement, Matter
from tongban.handling.crossing.rules.flow import RECEIVERS
from tongban.handling.crossing.rules.letters import Kind, local_text
from tongban.handling.crossing.rules.parcels import cents
from tongban.handling.crossing.rules.states import CrossingStatus, Direction, Holder, Leg, Mode, Way
from tongban.registers.parties.commands.people import find_or_create_party, identity
from tongban.registers.parties.commands.reveal import open_id_number, open_phone
from tongban.registers.parties.queries import find_party

from .custody import Signed, counted, pass_on, refuse_away, take_custody
from .slips import Slip, issue_slip
from .steps import our_code, signed_at, take
from .writing import write

HANDED_OVER = "移交办理地"


@dataclass(frozen=True, slots=True)
class Received:
    """What the window took in (收件): who, checked how, which materials are in form, which originals came."""

    name: str
    id_kind: str
    id_number: str
    phone: str = ""
    identity_checked: bool = False
    in_form: Collection[str] = ()
    originals: Collection[str] = field(default_factory=frozenset)


@transaction.atomic
def receive(partner: str, matter: str, *, given: Received, by: Actor, at: datetime) -> Crossing:
    """代收: identity and form are checked, nothing of substance; `Invalid` with everything that is missing at once."""
    if not by.roles & RECEIVERS or by.staff_id is None:
        raise NotYours("跨省通办的代收由综合窗口和异地代收窗口办理。")
    found = agreement(partner)
    wanted = _matter(found, matter)
    _refuse_faulty(wanted, given)
    party = find_or_create_party(
        name=given.name, id_kind=given.id_kind, id_number=given.id_number, phone=given.phone, by=by, at=at
    )
    crossing = Crossing.objects.create(
        number=next_case_number(our_code(), on=local_day(at)),
        direction=Direction.OUTBOUND,
        mode=wanted.mode,
        status=CrossingStatus.NEW,
        partner_code=found.code,
        receiving_code=our_code(),
        handling_code=found.code,
        matter_code=wanted.code,
        matter_name=wanted.name,
        applicant=party,
        agency_id=by.agency_id,
        receiver_id=by.staff_id,
        identity_checked=True,
        form_check=_form_check(wanted, given),
        limits=found.limits.as_days(),
        received_at=at,
    )
    JointPart.objects.bulk_create(
        JointPart(crossing=crossing, key=each.key, name=each.name, place=each.place) for each in wanted.parts
    )
    items = [(each.code, each.name) for each in wanted.materials if each.code in set(given.originals)]
    take_custody(crossing, items, Signed(party.name, by.name, at))
    slip = Slip(f"申请人：{party.name}", "收件地窗口", by.name, items, "当面交接")
    paper = issue_slip(crossing, slip, by=by, at=at)
    facts = {"matter": wanted.code, "originals": [code for code, _ in items], "documents": [paper.number]}
    changes = {"due_on": due_after(crossing, Leg.RECEIVING, at)}
    advance(crossing, take("receive", crossing, by=by), by=by, at=at, facts=facts, changes=changes)
    return crossing


@transaction.atomic
def give_out(crossing: Crossing, *, way: str, tracking: str = "", postage: str = "", by: Actor, at: datetime) -> Entry:
    """移交给办理地: packed and posted under a courier number, or sent electronically when there are no originals.

    The transfer leg begins with our signature; until the other side signs we still answer for it (R-021).
    """
    step = take("give_out", crossing, by=by)
    at = signed_at(crossing, at)
    found = agreement(crossing.partner_code)
    line(found.code)
    originals = counted_here(crossing)
    number, paid = refuse_unsendable(way, tracking, originals), cents(postage)
    listed = [{"code": each.code, "name": each.name} for each in originals]
    facts = {
        "received_at": local_text(crossing.received_at),
        "matter": crossing.matter_code,
        "mode": crossing.mode,
        "form_check": crossing.form_check,
        "originals": [each.code for each in originals],
        "names": listed,
        "way": way,
        "tracking": number,
        "signer": by.name,
    }
    letter, parcel = write(crossing, Kind.LODGE, facts, private=_applicant(crossing, by=by, at=at), at=at)
    pass_on(originals, Holder.RECEIVING, Holder.COURIER, Signed(by.name, f"快递 {number}", at, number))
    items = [(each.code, each.name) for each in originals]
    slip = Slip(f"收件地窗口：{by.name}", f"办理地：{found.name}", "", items, way_words(way, number))
    paper = issue_slip(crossing, slip, by=by, at=at)
    changes = {
        "given_at": at,
        "given_letter": letter,
        "tracking_out": number,
        "postage_out": paid if number else None,
        "due_on": due_after(crossing, Leg.TRANSFER, at),
    }
    told = {"way": way, "tracking": number, "documents": [paper.number]}
    return advance(crossing, step, by=by, at=at, facts=told, changes=changes, send=(parcel,))


@transaction.atomic
def withdraw(crossing: Crossing, *, id_number: str, by: Actor, at: datetime) -> Entry:
    """申请人不办了, before anything went out: who says so is the applicant by their paper, and has the originals back.

    Nobody else ends it, and no window gives originals away to others.
    """
    step = take("withdraw", crossing, by=by)
    _refuse_another(crossing, id_number)
    originals = counted_here(crossing)
    who = crossing.applicant.name
    pass_on(originals, Holder.RECEIVING, Holder.APPLICANT, Signed(by.name, who, at))
    items = [(each.code, each.name) for each in originals]
    slip = Slip(f"收件地窗口：{by.name}", "申请人", who, items, "当面交接")
    facts = {"documents": [issue_slip(crossing, slip, by=by, at=at).number]}
    return advance(crossing, step, by=by, at=at, facts=facts, changes={"closed_at": at, "due_on": None})


@transaction.atomic
def take_back(crossing: Crossing, *, originals: Collection[str], by: Actor, at: datetime) -> Entry:
    """签收结果: result and originals are counted and signed for; the handling place is free, the applicant is told."""
    step = take("take_back", crossing, by=by)
    at = signed_at(crossing, at)
    rows = counted(crossing, originals, Holder.COURIER)
    letter, parcel = write(
        crossing, Kind.CONFIRM, {"originals": [each.code for each in rows], "signer": by.name}, at=at
    )
    city = agreement(crossing.partner_code).name
    pass_on(rows, Holder.COURIER, Holder.RECEIVING, Signed(f"办理地：{city}", by.name, at, crossing.tracking_back))
    text = f"您委托代收的“{crossing.matter_name}”，办理地已经办完，结果到了收件窗口。请带身份证来领取。"
    told = message(crossing.applicant_id, "", "take_back", text)
    changes = {"returned_at": at, "returned_letter": letter, "due_on": None}
    return advance(crossing, step, by=by, at=at, changes=changes, send=(parcel, told))


@transaction.atomic
def hand_over(crossing: Crossing, *, id_number: str, by: Actor, at: datetime) -> Entry:
    """交给申请人: who fetches is the applicant by their paper; nothing ends while an original is elsewhere."""
    step = take("hand_over", crossing, by=by)
    _refuse_another(crossing, id_number)
    rows = list(Original.objects.filter(crossing=crossing, holder=Holder.RECEIVING).order_by("pk"))
    pass_on(rows, Holder.RECEIVING, Holder.APPLICANT, Signed(by.name, crossing.applicant.name, at))
    refuse_away(crossing)
    codes = [each.code for each in rows]
    _, parcel = write(crossing, Kind.CLOSE, {"originals": codes, "signer": by.name}, at=at)
    items = [(each.code, each.name) for each in rows]
    who = crossing.applicant.name
    slip = Slip(f"收件地窗口：{by.name}", "申请人", who, items, "当面交接")
    paper = issue_slip(crossing, slip, by=by, at=at)
    facts = {"originals": codes, "documents": [paper.number]}
    return advance(crossing, step, by=by, at=at, facts=facts, changes={"closed_at": at}, send=(parcel,))


def _refuse_another(crossing: Crossing, id_number: str) -> None:
    """`Invalid` unless the paper in hand is the applicant's."""
    found = find_party(id_kind=crossing.applicant.id_kind, id_number=id_number) if id_number.strip() else None
    if found is None or found.pk != crossing.applicant_id:
        raise Invalid(faults=[Fault("/id_number", "wrong_person", "证件和申请人对不上，不能交付。请核对身份证。")])


def counted_here(crossing: Crossing) -> list[Original]:
    """The originals that the window holds."""
    return list(Original.objects.filter(crossing=crossing, holder=Holder.RECEIVING).order_by("pk"))


def refuse_unsendable(way: str, tracking: str, originals: Collection[Original]) -> str:
    """The courier number; `Invalid` when one is missing, or originals would go electronically."""
    number = tracking.strip()[:60]
    if way not in set(Way):
        raise Invalid(faults=[Fault("/way", "choice", "请选择怎么送：邮寄，或者网上传送。")])
    if way == Way.POST and not number:
        raise Invalid(faults=[Fault("/tracking", "missing", "邮寄要填写快递单号，双方和申请人凭它查询。")])
    if way == Way.ELECTRONIC and originals:
        raise Invalid(faults=[Fault("/way", "originals", "收了原件的要邮寄，不能只在网上传送。")])
    return number if way == Way.POST else ""


def way_words(way: str, tracking: str) -> str:
    return f"邮寄，单号{tracking}" if way == Way.POST else "网上传送"


def due_after(crossing: Crossing, leg: Leg, at: datetime) -> date:
    """The last day of the leg that begins now."""
    return add_workdays(local_day(at), crossing.limits[leg], calendar=calendar())


def _matter(found: Agreement, code: str) -> Matter:
    wanted = found.matter(code)
    if wanted is None:
        raise NotFound(f"和{found.name}的协议里没有这个事项。请从名单里选。")
    if wanted.mode is Mode.FULLY_ONLINE:
        raise NotNow(f"“{wanted.name}”是全程网办，不用代收。请申请人从跨省通办专区直接上网办。")
    return wanted


def _refuse_faulty(wanted: Matter, given: Received) -> None:
    """Everything that keeps the application from being received, at once; only form, never substance."""
    faults: list[Fault] = []
    try:
        identity(name=given.name, id_kind=given.id_kind, id_number=given.id_number, phone=given.phone)
    except Invalid as refusal:
        faults += refusal.faults
    if not given.identity_checked:
        faults.append(Fault("/identity_checked", "missing", "请当面核对身份：人和证件一致，再勾选。"))
    there, handed = set(given.in_form), set(given.originals)
    for each in wanted.materials:
        if each.code not in there and not each.is_optional:
            faults.append(Fault(f"/form-{each.code}", "missing", f"“{each.name}”没有交，或者形式不齐，不能代收。"))
        if each.is_original and each.code in there and each.code not in handed:
            faults.append(Fault(f"/original-{each.code}", "missing", f"“{each.name}”办理地要原件，请收下原件再勾选。"))
    if faults:
        raise Invalid("还不能代收，请把下面几处补齐。", faults=faults)


def _form_check(wanted: Matter, given: Received) -> list[dict[str, Any]]:
    there = set(given.in_form)
    return [{"code": each.code, "name": each.name, "in_form": each.code in there} for each in wanted.materials]


def _applicant(crossing: Crossing, *, by: Actor, at: datetime) -> str:
    """The closed part of the letter: who applies, as the handling place has to know; on record as a read."""
    party = crossing.applicant
    look: Mapping[str, Any] = {"purpose": HANDED_OVER, "subject": crossing.chain, "by": by, "at": at}
    plain = {
        "name": party.name,
        "id_kind": party.id_kind,
        "id_number": open_id_number(party, **look),
        "phone": open_phone(party, **look),
    }
    return json.dumps({"applicant": plain}, ensure_ascii=False, sort_keys=True)
