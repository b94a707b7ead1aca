"""Proof to a bank (数据证明): consented item by item, looked at on record, gone at once when taken back. R-162."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import Parcel, advance, begin
from tongban.foundation.worktime.rules import describe
from tongban.handling.cases.credit import standing
from tongban.handling.financing.models import Match, Proof
from tongban.handling.financing.queries.listing import labels_for
from tongban.handling.financing.queries.visible import owner_of
from tongban.handling.financing.rules.claims import BOUND, CREDIT, NOTHING_BARRED, provable_of, refuse_unasked
from tongban.handling.financing.rules.flow import MATCH_FLOW, PROOF_FLOW
from tongban.handling.financing.rules.states import NeedStatus, ProofStatus
from tongban.registers.codes.rules.codes import Kind
from tongban.registers.codes.rules.scopes import NAME, REPRESENTATIVE, question_of
from tongban.registers.licenses.queries.answers import evidence_of
from tongban.registers.licenses.rules.predicates import evaluate
from tongban.registers.parties.commands.reveal import disclose
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import Field

from .banking import refuse_other_bank
from .needing import refuse_stranger

LONGEST_PURPOSE = 200


@dataclass(frozen=True, slots=True)
class Told:
    """One item of a proof as the bank reads it: its key, its name, its value today."""

    key: str
    words: str
    value: str


@transaction.atomic
def ask(match: Match, *, claims: Sequence[str], purpose: str, by: Actor, at: datetime) -> None:
    """请求数据证明: which items, and what for. Asking shows nothing; the applicant gives all, some or none."""
    step = MATCH_FLOW.take("ask", match, by=by)
    refuse_other_bank(match.bank, by)
    kind = Kind.ENTERPRISE if match.need.is_enterprise else Kind.PERSON
    wanted = provable_of([each for each in BOUND.policy.claims if each in set(claims)], kind)
    faults = []
    if not wanted or not set(claims) <= set(BOUND.policy.claims):
        faults.append(Fault("/claims", "choice", "请从列出来的里面选，至少一项，用不着的不要选。"))
    if not purpose.strip() or len(purpose) > LONGEST_PURPOSE:
        faults.append(Fault("/purpose", "purpose", f"请写用来做什么，不超过{LONGEST_PURPOSE}个字，申请人会看到。"))
    if faults:
        raise Invalid(faults=faults)
    text = f"“{match.product.name}”的银行请您证明{len(wanted)}项情况，给不给、给哪几项由您定。"
    send = (Parcel("message", f"party:{match.need.party_id}", {"verb": "financing_ask", "text": text}),)
    changes = {"asked": list(wanted), "asked_for": purpose.strip()}
    advance(match, step, by=by, at=at, changes=changes, facts={"claims": list(wanted)}, send=send)


@transaction.atomic
def grant(match: Match, *, claims: Sequence[str], purpose: str, days: int, by: Actor, at: datetime) -> Proof:
    """同意给银行看: these items and no others, for what the bank wrote, so many days. An earlier consent ends with it.

    `purpose` is the one that was read: where the bank wrote another one meanwhile, it is `NotNow`. `Invalid` for what
    was not asked, for nothing, and for a time that the city does not let people choose.
    """
    refuse_stranger(match.need, by)
    held = Match.objects.select_for_update(of=("self",)).select_related("need").get(pk=match.pk)
    _refuse_ended(held)
    if held.asked_for != purpose:
        raise NotNow("银行刚刚改了用途，请看过以后再定。")
    refuse_unasked(held.asked, claims)
    faults = []
    chosen = [each for each in held.asked if each in set(claims)]
    if not chosen:
        faults.append(Fault("/claims", "choice", "请至少选一项给银行看；都不想给的，不用点“同意”。"))
    if days not in BOUND.policy.days:
        faults.append(Fault("/days", "choice", "请选给银行看多久。"))
    if faults:
        raise Invalid(faults=faults)
    for earlier in Proof.objects.filter(match=held, status=ProofStatus.GRANTED):
        _withdraw(earlier, by=by, at=at)
    made = Proof(
        match=match,
        status=ProofStatus.GRANTED,
        claims=chosen,
        purpose=held.asked_for,
        granted_at=at,
        until=at + timedelta(days=days),
    )
    text = f"申请人同意给您看{len(chosen)}项情况，到{describe(local_day(made.until))}。"
    send = (Parcel("message", f"party:{match.bank.party_id}", {"verb": "financing_grant", "text": text}),)
    facts = {"claims": chosen, "until": made.until, "bank": match.bank.code.hex, "purpose": made.purpose}
    step = PROOF_FLOW.steps["grant"]
    begin(made, step, by=by, at=at, facts=facts, send=send)
    return made


@transaction.atomic
def take_back(proof: Proof, *, by: Actor, at: datetime) -> None:
    """收回同意: one press, no reason (个人信息保护法 第十五条); the next look of the bank finds nothing."""
    refuse_stranger(proof.match.need, by)
    if proof.state is ProofStatus.GRANTED:
        _withdraw(proof, by=by, at=at)


@transaction.atomic
def look(proof: Proof, *, by: Actor, at: datetime) -> tuple[Told, ...]:
    """查看: what was consented and no more, as the registers have it now, after it is on the applicant's record.

    The consent is read again with the row held, so that no look and no withdrawal pass each other. `NotNow` where
    it was taken back or is over; `NotYours` for anybody but the bank that it was given to.
    """
    held = (
        Proof.objects.select_for_update(of=("self",))
        .select_related("match__need__party", "match__bank")
        .get(pk=proof.pk)
    )
    if owner_of(by) != held.match.bank.party_id:
        raise NotYours("这份数据证明不是给您银行的。")
    if not held.may_be_seen(at):
        raise NotNow("申请人已经收回同意，或者时间过了、对接结束了，不能再看。")
    party = held.match.need.party
    told = labels_for(held.claims, party)
    sealed = [Field(each) for each in held.claims if each in Field.values]
    opened = disclose(
        party,
        sealed,
        told=[words for _, words in told],
        purpose=held.purpose,
        subject=held.chain,
        by=by,
        at=at,
    )
    on = local_day(at)
    return tuple(
        Told(key, words, opened[Field(key)] if key in Field.values else _value(party, key, on)) for key, words in told
    )


def _value(party: Party, key: str, on: date) -> str:
    """What is not under seal: a name, one bit, or the standing of promises in words with the way of repair."""
    if key == CREDIT:
        found = standing(party.pk, on=on)
        return NOTHING_BARRED if found is None else f"在限制期：{found.reason}。{found.repair}。"
    question = question_of(key)
    if question is not None:
        return "是" if evaluate(question, evidence_of(party, question, on=on), on=on) else "否"
    return {NAME: party.name, REPRESENTATIVE: party.legal_representative_name}.get(key, "")


def _withdraw(proof: Proof, *, by: Actor, at: datetime) -> None:
    step = PROOF_FLOW.take("withdraw", proof, by=by)
    advance(proof, step, by=by, at=at, changes={"withdrawn_at": at})


def _refuse_ended(match: Match) -> None:
    if not match.is_running or match.need.state is not NeedStatus.OPEN:
        raise NotNow("对接已经结束，不用再给银行看。")
