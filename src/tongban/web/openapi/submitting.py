"""Taking in an application through the open API (接口提交): the hot path, one statement besides the token's."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotYours
from tongban.handling.cases.commands.deferring import signed, signed_at_partner
from tongban.handling.cases.commands.lodging import KeepUnder, Lodged, lodge
from tongban.handling.cases.rules.applications import ApplicantGiven, Application, MaterialGiven
from tongban.handling.cases.rules.deferral import Consent
from tongban.registers.parties.commands import find_or_create_party
from tongban.registers.parties.queries import find_party, mandate_for
from tongban.registers.parties.rules import IdKind
from tongban.registers.parties.scopes import Scope

from .answers import JSON
from .beginnings import rendered
from .callers import Caller, caller_for
from .once import before, digest_of, key_of, sealed
from .reading import read_json, shaped
from .shapes.asked import ApplicantSent, CaseSent

CREATED = 201
View = Callable[..., HttpResponseBase]


def straight(otherwise: View) -> View:
    """Applications go past ninja's dispatching, which takes as long as judging them: same guard, parser and shape."""

    @wraps(otherwise)
    def taken_in(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST" or not request.body:
            return otherwise(request, *args, **kwargs)
        caller = caller_for(request, Scope.CASES_SUBMIT)
        return submit(request, caller, shaped(CaseSent, read_json(request)), at=now())

    return taken_in


def submit(request: HttpRequest, caller: Caller, sent: CaseSent, *, at: datetime) -> HttpResponse:
    """Lodge it and answer from memory. A repetition finds the kept answer, also when its files are used by now."""
    caller.must_offer(sent.option_code)
    if caller.is_partner:
        sent = sent.model_copy(update={"channel": None})  # a platform is no window, whatever it says
    key = key_of(request)
    if not key:
        return _done(caller, sent, None, at)
    owner, digest = caller.owner, digest_of(request, request.body)
    try:
        return _done(caller, sent, _Answer(owner, key, digest, caller, at), at)
    except (IntegrityError, Declined):
        given = before(owner, key, digest)
        if given is None:
            raise
        return given


class _Answer:
    """The answer, rendered once: for the shelf of kept answers and for the caller."""

    def __init__(self, owner: str, key: str, digest: bytes, caller: Caller, at: datetime) -> None:
        self.body = b""
        self.caller, self.at = caller, at
        self.keep = KeepUnder(owner, key, digest, self.render, CREATED)

    def render(self, lodged: Lodged) -> str:
        self.body = rendered(lodged, self.caller, self.at)
        return sealed(self.keep.owner, self.keep.key, self.body)


def _done(caller: Caller, sent: CaseSent, answer: _Answer | None, at: datetime) -> HttpResponse:
    with _apart(is_needed=sent.agent is not None):
        application = application_of(caller.actor, sent, at=at)
        lodged = lodge(application, by=caller.actor, at=at, keep=answer.keep if answer else None)
    body = answer.body if answer else rendered(lodged, caller, at)
    response = HttpResponse(body, status=CREATED, content_type=JSON)
    response.headers["Location"] = f"/api/v1/cases/{lodged.opening.number}"
    return response


def _apart(*, is_needed: bool) -> AbstractContextManager[None]:
    """A transaction only where there is more than the one statement, or somebody else's is open already."""
    return transaction.atomic() if is_needed or connection.in_atomic_block else nullcontext()


def application_of(by: Actor, sent: CaseSent, *, at: datetime) -> Application:
    """The application as the domain reads it: for whom, by which channel, with what."""
    return Application(
        option_code=sent.option_code,
        channel=sent.channel or ("api" if by.client else "window" if by.is_staff else "web"),
        applicant=_applicant(by, sent, at),
        agent=_agent(by, sent.agent, at) if sent.agent else None,
        answers=sent.answers,
        form=sent.form,
        materials=[
            MaterialGiven(
                each.requirement_code, tuple(each.file_ids), each.license_identifier, each.deferred, each.committed
            )
            for each in sent.materials
        ],
        wants_deferral=sent.deferral_requested,
        deferral=_choice(by, sent, at),
        accepts_commitment=sent.commitment_accepted and _is_promised(by, sent),
        promise_paper=sent.promise_paper if by.is_staff else None,
    )


def _is_promised(by: Actor, sent: CaseSent) -> bool:
    """告知承诺 as its applicant signed it, with the own name; the clerk at a window has it on paper. R-144."""
    if by.is_staff:
        return True
    known = [by.name] if by.party_id is not None else [each.name for each in (sent.applicant, sent.agent) if each]
    if "".join(sent.commitment_signature.split()) not in {"".join(each.split()) for each in known if each.strip()}:
        said = "告知承诺要有申请人或者代办人的签名，与姓名、名称一致；不承诺的，按一般方式提交材料。"
        raise Invalid(faults=[Fault("/commitment_signature", "signature", said)])
    return True


def _choice(by: Actor, sent: CaseSent, at: datetime) -> Consent | None:
    """容缺受理 as its applicant signed it; a clerk's word begins none."""
    is_asked = sent.deferral_requested or any(each.deferred for each in sent.materials)
    if not is_asked or by.is_staff:
        return None
    if by.party_id is not None:
        return signed(sent.deferral_signature, by=by, at=at)
    names = [each.name for each in (sent.applicant, sent.agent) if each is not None]
    return signed_at_partner(sent.deferral_signature, names, at=at)


def _applicant(by: Actor, sent: CaseSent, at: datetime) -> ApplicantGiven | int:
    """As typed; but a person acts for whom they act for now, and under a mandate only for what it covers."""
    typed = sent.applicant
    if by.party_id is not None and not by.is_staff:
        mandate_for(by, option_code=sent.option_code, at=at)
        own = by.acting_for or by.party_id
        if typed is not None:
            found = find_party(id_kind=_id_kind(typed), id_number=typed.id_number)
            if found is None or found.pk != own:
                raise NotYours("申请人不是您现在代表的人。请先切换办事身份，或者取得对方的委托。")
        return own
    if typed is None:
        raise Invalid(faults=[Fault("/applicant", "required", "请填写申请人：类别、姓名或名称、证件号码。")])
    return ApplicantGiven(typed.kind, typed.name, _id_kind(typed), typed.id_number, typed.phone)


def _agent(by: Actor, typed: ApplicantSent, at: datetime) -> int:
    try:
        party = find_or_create_party(
            name=typed.name, id_kind=_id_kind(typed), id_number=typed.id_number, phone=typed.phone, by=by, at=at
        )
    except Invalid as refusal:
        faults = [Fault(f"/agent{each.pointer}", each.code, each.message) for each in refusal.faults]
        raise Invalid(refusal.message, faults=faults) from refusal
    return party.pk


def _id_kind(typed: ApplicantSent) -> str:
    return typed.id_kind or (IdKind.USCC if typed.kind == "enterprise" else IdKind.ID_CARD).value
