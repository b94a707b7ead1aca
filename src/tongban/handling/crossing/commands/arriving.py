"""What a partner's letter does here (来函办理): its acts by its signed word, at the instant that it signed."""

import base64
import binascii
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.ledger.commands import advance
from tongban.handling.cases.commands.lodging import lodge
from tongban.handling.cases.commands.steps import message
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.applications import ApplicantGiven, Application, MaterialGiven
from tongban.handling.crossing.models import Crossing, JointPart, Letter, Original
from tongban.handling.crossing.partners import agreement
from tongban.handling.crossing.rules.agreements import Agreement
from tongban.handling.crossing.rules.letters import BadLetter, Face, Kind, Sealed, custody
from tongban.handling.crossing.rules.states import CrossingStatus, Direction, Holder, Leg, Mode, Outcome
from tongban.registers.catalog.queries import guide
from tongban.registers.documents.commands import store

from . import joint
from .custody import Signed, counted, pass_on, read_kept, refuse_away, take_custody
from .receiving import due_after
from .steps import our_code, partner_actor, take

BEHIND = timedelta(minutes=5)
LONGEST_WAIT = timedelta(days=366)
"""How long an application may have lain at the receiving place before it is handed over."""
NUMBER_DIGITS = 17
LONGEST_CODE = 60


class _Applicant(msgspec.Struct, frozen=True):
    name: str
    id_kind: str
    id_number: str
    phone: str = ""
    kind: str = "person"


class _Material(msgspec.Struct, frozen=True):
    """A material as an electronic copy: its code in our list, the name of the file, its content in base64."""

    code: str
    name: str
    content: str


class _Application(msgspec.Struct, frozen=True):
    """The closed part of a letter that lodges an application with us."""

    applicant: _Applicant
    answers: dict[str, Any] = {}
    form: dict[str, Any] = {}
    materials: tuple[_Material, ...] = ()


def apply(letter: Letter, sealed: Sealed, *, at: datetime) -> None:
    """Do what the letter says, or `Declined` with why not; nothing of a decision can be said by a receiving place."""
    face, found = sealed.read(), agreement(letter.partner_code)
    by = partner_actor(found)
    crossing = _held(face.number)
    if face.kind is Kind.LODGE:
        if crossing is not None:
            raise BadLetter("这个跨域办件已经收过了。")
        _lodged(letter, face, sealed.private, found, by, at)
        return
    if crossing is None or crossing.partner_code != found.code:
        raise BadLetter("没有这个跨域办件，函没有收下。")
    if face.place is crossing.course.ours:
        raise BadLetter(f"我们才是{face.place.label}，对方不能用{face.place.label}的名义写函。")
    _ACTS[face.kind](crossing, letter, face, by, at)


def _held(number: str) -> Crossing | None:
    """The crossing once whoever acts on it has done: no letter is refused for having come meanwhile."""
    rows = Crossing.objects.select_for_update(of=("self",)).select_related("applicant", "case")
    return rows.filter(number=number).first()


def _lodged(letter: Letter, face: Face, private: str, found: Agreement, by: Actor, at: datetime) -> None:
    """The partner received for us: it becomes a case of ours, with who received it on record; we alone decide."""
    _refuse_malformed(face, found)
    facts, option_code, received_at = face.facts, _text(face.facts, "matter"), _instant(face.facts, "received_at")
    mode = guide(option_code).option.cross_province_mode
    if not found.has_own(option_code) or mode not in (Mode.REMOTE_RECEIPT, Mode.JOINT_HANDLING):
        raise BadLetter("协议里没有这个事项的代收，函没有收下。")
    if not face.instant - LONGEST_WAIT <= received_at <= face.instant:
        raise BadLetter("收件的时间在移交以后，或者早得不可能，函没有收下。")
    case = _case(option_code, _application(private), by, at)
    crossing = Crossing.objects.create(
        number=face.number,
        direction=Direction.INBOUND,
        mode=mode,
        status=CrossingStatus.NEW,
        partner_code=found.code,
        receiving_code=found.code,
        handling_code=our_code(),
        matter_code=option_code,
        matter_name=guide(option_code).name[:200],
        applicant=case.applicant,
        case=case,
        identity_checked=True,
        form_check=facts.get("form_check", []),
        limits=found.limits.as_days(),
        received_at=received_at,
    )
    parts = found.parts_of(option_code) if mode == Mode.JOINT_HANDLING else ()
    JointPart.objects.bulk_create(
        JointPart(crossing=crossing, key=each.key, name=each.name, place=each.place) for each in parts
    )
    _came(crossing, letter, face, found)
    changes = {
        "given_at": face.instant,
        "given_letter": letter,
        "tracking_out": str(facts.get("tracking", ""))[:60],
        "due_on": due_after(crossing, Leg.TRANSFER, face.instant),
    }
    step = take("arrive", crossing, by=by)
    advance(crossing, step, by=by, at=at, facts={"case": case.number, "letter": face.seq}, changes=changes)


def _refuse_malformed(face: Face, found: Agreement) -> None:
    """`BadLetter` for a number that is not of the sender's own kind, and for originals that cannot be told apart.

    Numbers of ours are ours to give: nobody takes one away by a letter that bears it first.
    """
    number, codes = face.number, _codes(face)
    is_theirs = len(number) == NUMBER_DIGITS and number.isascii() and number.isdigit() and number.startswith(found.code)
    if not is_theirs:
        raise BadLetter("函上的编号不是对方自己的办件编号，没有收下。")
    if len(set(codes)) != len(codes) or not all(0 < len(each) <= LONGEST_CODE for each in codes):
        raise BadLetter("函上的原件写重了，或者没有编号，没有收下。")
    for name in ("names", "form_check"):
        listed = face.facts.get(name, [])
        if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
            raise BadLetter()


def _came(crossing: Crossing, letter: Letter, face: Face, found: Agreement) -> None:
    """The originals as the letter tells: applicant, receiving place, courier; its signature stands under both moves."""
    names = {
        str(each.get("code")): str(each.get("name")) for each in face.facts.get("names", ()) if isinstance(each, dict)
    }
    items = [
        (each.code[:60], names.get(each.code, each.code)[:200])
        for each in custody([face])
        if each.to_holder is Holder.RECEIVING
    ]
    signature, clerk = bytes(letter.signature), f"{found.name}：{str(face.facts.get('signer', ''))[:60]}"
    came = Signed("申请人", clerk, crossing.received_at, signature=signature)
    rows = take_custody(crossing, items, came)
    tracking = str(face.facts.get("tracking", ""))[:60]
    gone = Signed(clerk, f"快递 {tracking}", face.instant, tracking, signature)
    pass_on(rows, Holder.RECEIVING, Holder.COURIER, gone)


def _case(option_code: str, given: _Application, by: Actor, at: datetime) -> Case:
    who = given.applicant
    applicant = ApplicantGiven(who.kind, who.name, who.id_kind, who.id_number, who.phone)
    sender = Actor(name=by.name, roles=frozenset({Role.APPLICANT}), client=by.client, channel="api")
    files = [
        MaterialGiven(each.code, (store(_content(each), name=each.name, by=sender, at=at).id,))
        for each in given.materials
    ]
    application = Application(
        option_code=option_code,
        channel="api",
        applicant=applicant,
        answers=given.answers,
        form=given.form,
        materials=files,
    )
    number = lodge(application, by=sender, at=at).opening.number
    return Case.objects.select_related("applicant").get(number=number)


def _content(material: _Material) -> bytes:
    try:
        return base64.b64decode(material.content, validate=True)
    except binascii.Error as error:
        raise BadLetter(f"“{material.name[:60]}”的电子件读不出来。") from error


def _application(private: str) -> _Application:
    try:
        return msgspec.json.decode(private.encode(), type=_Application)
    except ValueError as error:
        raise BadLetter("申请人资料读不出来，函没有收下。") from error


def _acknowledged(crossing: Crossing, letter: Letter, face: Face, by: Actor, at: datetime) -> None:
    step = take("take_over", crossing, by=by)
    signed_at = _signed_at(face, crossing.given_at)
    rows = counted(crossing, _codes(face), Holder.COURIER)
    pass_on(rows, Holder.COURIER, Holder.HANDLING, _signed(letter, face, "快递", by, crossing.tracking_out))
    changes = {
        "taken_at": signed_at,
        "taken_letter": letter,
        "due_on": due_after(crossing, Leg.HANDLING, signed_at),
    }
    advance(crossing, step, by=by, at=at, facts={"letter": face.seq}, changes=changes)


def _progressed(crossing: Crossing, letter: Letter, face: Face, by: Actor, at: datetime) -> None:
    step = take("note_progress", crossing, by=by)
    words = _text(face.facts, "words")
    told = message(crossing.applicant_id, "", "note_progress", f"您委托代收的“{crossing.matter_name}”：{words}")
    advance(crossing, step, by=by, at=at, facts={"letter": face.seq, "words": words}, send=(told,))


def _part_done(crossing: Crossing, letter: Letter, face: Face, by: Actor, at: datetime) -> None:
    joint.finish_part(crossing, _text(face.facts, "part"), by=by, at=at)


def _part_confirmed(crossing: Crossing, letter: Letter, face: Face, by: Actor, at: datetime) -> None:
    joint.confirm_part(crossing, _text(face.facts, "part"), by=by, at=at)


def _gave_back(crossing: Crossing, letter: Letter, face: Face, by: Actor, at: datetime) -> None:
    step = take("give_back", crossing, by=by)
    signed_at = _signed_at(face, crossing.taken_at)
    if JointPart.objects.filter(crossing=crossing, confirmed_at__isnull=True).exists():
        raise BadLetter("联办还有步骤没有完成，不能送回。")
    outcome = _text(face.facts, "outcome")
    if outcome not in set(Outcome):
        raise BadLetter("办理结果不是约定的几种，函没有收下。")
    codes, kept = _codes(face), _kept(face)
    if set(codes) & {code for code, _ in kept}:
        raise BadLetter("同一件原件不能又送回又留存，函没有收下。")
    held = counted(crossing, [*codes, *(code for code, _ in kept)], Holder.HANDLING)
    read_kept(held, kept)
    tracking = str(face.facts.get("tracking", ""))[:60]
    rows = [each for each in held if each.code in set(codes)]
    signer = f"{by.name}：{str(face.facts.get('signer', ''))[:60]}"
    signed = Signed(signer, f"快递 {tracking}", face.instant, tracking, bytes(letter.signature))
    pass_on(rows, Holder.HANDLING, Holder.COURIER, signed)
    changes = {
        "gave_back_at": signed_at,
        "gave_back_letter": letter,
        "tracking_back": tracking,
        "outcome": outcome,
        "outcome_from": face.sender,
        "result_number": str(face.facts.get("result_number", ""))[:120],
        "due_on": due_after(crossing, Leg.RETURN, signed_at),
    }
    advance(crossing, step, by=by, at=at, facts={"letter": face.seq, "outcome": outcome}, changes=changes)


def _confirmed(crossing: Crossing, letter: Letter, face: Face, by: Actor, at: datetime) -> None:
    step = take("take_back", crossing, by=by)
    signed_at = _signed_at(face, crossing.gave_back_at)
    rows = counted(crossing, _codes(face), Holder.COURIER)
    pass_on(rows, Holder.COURIER, Holder.RECEIVING, _signed(letter, face, "快递", by, crossing.tracking_back))
    changes = {"returned_at": signed_at, "returned_letter": letter, "due_on": None}
    advance(crossing, step, by=by, at=at, facts={"letter": face.seq}, changes=changes)


def _closed(crossing: Crossing, letter: Letter, face: Face, by: Actor, at: datetime) -> None:
    step = take("hand_over", crossing, by=by)
    rows = list(Original.objects.filter(crossing=crossing, holder=Holder.RECEIVING))
    if {each.code for each in rows} == set(_codes(face)):
        signed = Signed(by.name, "申请人", face.instant, signature=bytes(letter.signature))
        pass_on(rows, Holder.RECEIVING, Holder.APPLICANT, signed)
    refuse_away(crossing)
    advance(crossing, step, by=by, at=at, facts={"letter": face.seq}, changes={"closed_at": face.instant})


def _signed(letter: Letter, face: Face, giver: str, by: Actor, tracking: str) -> Signed:
    taker = f"{by.name}：{str(face.facts.get('signer', ''))[:60]}"
    return Signed(f"{giver} {tracking}".strip(), taker, face.instant, tracking, bytes(letter.signature))


def _signed_at(face: Face, since: datetime | None) -> datetime:
    """When it was signed; a clock minutes behind ours is forgiven, a signature long before what it answers is not."""
    if since is None or face.instant >= since:
        return face.instant
    if since - face.instant > BEHIND:
        raise BadLetter("函上的时间比上一次交接还早，没有收下。")
    return since


def _codes(face: Face) -> Collection[str]:
    found = face.facts.get("originals", [])
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise BadLetter()
    return found


def _kept(face: Face) -> list[tuple[str, str]]:
    found = face.facts.get("kept", [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise BadLetter()
    return [(str(each.get("code", "")), str(each.get("basis", ""))) for each in found]


def _text(facts: Mapping[str, Any], name: str) -> str:
    found = facts.get(name)
    if not isinstance(found, str) or not found.strip() or "\0" in found:
        raise BadLetter()
    return found.strip()[:200]


def _instant(facts: Mapping[str, Any], name: str) -> datetime:
    try:
        found = datetime.fromisoformat(_text(facts, name))
    except ValueError as error:
        raise BadLetter() from error
    if found.tzinfo is None:
        raise BadLetter()
    return found


_Act = Callable[[Crossing, Letter, Face, Actor, datetime], None]
_ACTS: Mapping[Kind, _Act] = {
    Kind.ACKNOWLEDGE: _acknowledged,
    Kind.PROGRESS: _progressed,
    Kind.PART_DONE: _part_done,
    Kind.PART_CONFIRMED: _part_confirmed,
    Kind.GIVE_BACK: _gave_back,
    Kind.CONFIRM: _confirmed,
    Kind.CLOSE: _closed,
}
