"""The written promise of a case (告知承诺): signed with the application, withdrawn until the decision, revoked on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases import promises
from tongban.handling.cases.credit import refuse_barred
from tongban.handling.cases.models import Case, Commitment, CorrectionNotice, Material, MaterialState, SignedBy
from tongban.handling.cases.ports import Capped
from tongban.handling.cases.rules import clocks, promising
from tongban.handling.cases.rules.applications import SignedOnline
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.promising import PromiseText
from tongban.handling.cases.rules.states import Status
from tongban.registers.documents.commands import attach
from tongban.registers.documents.rules.papers import DocumentKind

from .clocks import turn
from .materials import take_in
from .steps import matter_of, move, option_of, paper, take, take_in_time
from .willing import own_or_proved

_FRONT_CLOCKS = (ClockKind.NOTICE, ClockKind.DEEMED_ACCEPTANCE)


class NothingPromised(NotNow):
    """The case stands on no promise (没有作出承诺)."""

    code = "nothing_promised"
    sentence = "这个办件没有告知承诺，或者承诺已经撤回，不用再撤回。"


@dataclass(frozen=True, slots=True)
class Signing:
    """How and by whom a promise was signed (签名), and the paper if it was on paper."""

    way: SignedBy
    by: str
    name: str = ""
    file_id: UUID | None = None


def signing_of(
    text: PromiseText, *, by: Actor, online: SignedOnline | None = None, paper_id: UUID | None = None
) -> Signing:
    """How this promise is signed; a clerk's word signs none (`Invalid`).

    What the applicant signed on the web stands at every window while the text is the same; otherwise the paper that
    they sign there is scanned and kept with the case.
    """
    if Role.COUNTER not in by.roles:
        return Signing(SignedBy.ELECTRONIC, by.ref, by.name if by.account_id is not None else "")
    if online is not None and online.text_hash == text.hash:
        return Signing(SignedBy.ELECTRONIC, online.by)
    if paper_id is not None:
        return Signing(SignedBy.PAPER, by.ref, file_id=paper_id)
    why = "承诺书的内容和申请人网上签名时不一样了。" if online is not None else ""
    said = f"{why}请申请人在纸质承诺书上签字，扫描上传；不承诺的，按一般方式提交材料。"
    raise Invalid(faults=[Fault("/promise_paper", "missing", said)])


def sign(case: Case, text: PromiseText, *, signing: Signing | None = None, by: Actor, at: datetime) -> Commitment:
    """签署告知承诺书: beside the application, in its transaction; `BadCredit` for whose word is not taken (R-146).

    An applicant's own account signs electronically; at the window the paper is signed, scanned, and the case's own.
    `PromisesSuspended` when the cap of risk is reached: promises of one matter are counted one after the other (R-147).
    """
    refuse_barred(case.applicant_id, on=local_day(at))
    capped = _counted(case, at=at)
    how = signing or signing_of(text, by=by)
    signer = how.name or case.applicant.name
    if how.file_id is not None:
        attach([how.file_id], holder=case.chain, by=by)
    body = promising.commitment_paper(matter_of(case), text, signer=signer, way=how.way.label, at=at)
    return Commitment.objects.create(
        case=case,
        kind=text.kind,
        text=text.as_plain(),
        text_hash=text.hash,
        signed_way=how.way,
        signed_name=signer[:120],
        signed_by=how.by,
        signed_at=at,
        signature=vault().sign(promising.signed(case.number, text.hash, how.by, at)),
        file_id=how.file_id,
        document=paper(DocumentKind.COMMITMENT, case, body, by=by, at=at),
        beyond_cap=capped.words[:200] if capped is not None else "",
    )


def _counted(case: Case, *, at: datetime) -> Capped | None:
    """Which cap this promise goes beyond, if it may be given all the same; the next one waits until this is written."""
    if not promises.CAPS:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"promises:{case.option_code}"])
    capped = promises.cap_reached(case.option_code, on=local_day(at))
    if capped is not None and capped.is_suspended:
        raise promises.PromisesSuspended(capped.words, facts={"option_code": case.option_code})
    return capped


def is_genuine(commitment: Commitment) -> bool:
    """Is the text what was signed, and the signature ours?"""
    text = promising.from_plain(commitment.text)
    said = promising.signed(commitment.case.number, text.hash, commitment.signed_by, commitment.signed_at)
    return text.hash == commitment.text_hash and vault().verify(said, commitment.signature)


def stands_on_promise(case: Case) -> bool:
    """Does a promise stand that was not withdrawn?"""
    return case.accepts_commitment and Commitment.objects.filter(case=case, withdrawn_at__isnull=True).exists()


@transaction.atomic
def withdraw_commitment(
    case: Case,
    *,
    materials: Sequence[Mapping[str, Any]] = (),
    given: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
) -> Entry:
    """撤回承诺: the ordinary way goes on; what the promise stood for must come (安阳条例 第二十七条; R-144).

    While the one-time notice may still be given the gap is told with it, and the clocks before acceptance begin anew.
    Afterwards the materials come with the withdrawal itself: `Invalid` names those that do not. At a window `given`
    brings the query code or the paper that the applicant signed: nobody starts the clocks anew in their name.
    """
    step, _ = take_in_time("withdraw_commitment", case, by=by, at=at)
    promise = Commitment.objects.filter(case=case, withdrawn_at__isnull=True).first()
    if promise is None:
        raise NothingPromised()
    covered = {row.requirement_code: row for row in _covered(case)}
    may_be_told = case.state is Status.RECEIVED and not CorrectionNotice.objects.filter(case=case).exists()
    proof = own_or_proved(case, {**(given or {}), "materials": materials}, act="撤回承诺", by=by, besides=covered)
    brought = [each for each in materials if not by.is_staff or each.get("requirement_code") in covered]
    codes = {str(each.get("requirement_code") or "") for each in brought}
    missing = [row.name for code, row in covered.items() if code not in codes]
    if missing and not may_be_told:
        names = "、".join(missing)
        raise Invalid(faults=[Fault("/materials", "missing", f"撤回承诺要一并提交承诺代替过的材料，还缺：{names}。")])
    if brought:
        take_in(case, brought, only=set(covered), by=by, at=at)
    Material.objects.filter(case=case, state=MaterialState.COMMITTED, replaced_at=None).update(
        state=MaterialState.MISSING, verdict="", problem=""
    )
    Commitment.objects.filter(pk=promise.pk).update(withdrawn_at=at)
    changes: dict[str, Any] = {"accepts_commitment": False}
    if case.state is Status.RECEIVED:
        found = turn(case, stop=_FRONT_CLOCKS, start=clocks.on_receipt(option_of(case), at=at), at=at)
        changes["due_on"] = found[ClockKind.NOTICE].due_on
    facts = {"materials": sorted(covered), "given": sorted(codes & set(covered)), **proof}
    return move(case, step, by=by, at=at, facts=facts, changes=changes)


@transaction.atomic
def revoke(case: Case, *, number: str, reason: str, by: Actor, at: datetime) -> Entry:
    """决定被撤销: recorded on the case; where it stands stays as it was (行政许可法 第六十九条)."""
    step = take("revoke", case, by=by, at=at)
    if case.revoked_at is not None:
        raise NotNow("这个办件的决定已经撤销。")
    facts = {"paper": number[:120], "reason": reason[:500]}
    return move(case, step, by=by, at=at, facts=facts, changes={"revoked_at": at})


def _covered(case: Case) -> list[Material]:
    return list(case.materials.filter(state=MaterialState.COMMITTED, replaced_at=None).order_by("id"))
