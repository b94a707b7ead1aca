"""Reporting promises and what came of them (报送信用平台): one message for each entry, until its receipt is there."""

from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.exchange.connectors.credit.bound import BOUND, platform
from tongban.exchange.connectors.credit.models import CreditPush
from tongban.exchange.connectors.credit.ports import CreditMessage, CreditUnavailable
from tongban.exchange.connectors.credit.rules import CHANNEL, HEARS, Kind, number_of
from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.foundation.ledger import undelivered
from tongban.foundation.ledger.commands import Parcel, send_out
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.models import Commitment
from tongban.oversight.regulation.models import CommitmentCheck, CreditRecord
from tongban.registers.parties.rules import Field
from tongban.registers.parties.sealed import open_field

MAY_RESEND = frozenset({Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SYSTEM})


def enqueue(entry: Entry) -> None:
    """Something about a promise was heard: its message waits in the outbox; hearing it again makes no second one."""
    kind = HEARS.get((entry.chain.partition(":")[0], entry.verb))
    if BOUND.platform is None or kind is None:
        return
    promise, number = _promise(entry), number_of(entry.pk)
    if promise is None or CreditPush.objects.filter(number=number).exists():
        return
    CreditPush.objects.create(number=number, kind=kind, commitment=promise, entry=entry, queued_at=entry.at)
    send_out(entry, [Parcel(CHANNEL, promise.case.number, {"push": number})], at=entry.at)


def carry(parcel: Outgoing, at: datetime) -> None:
    """The carrier of the outbox's channel: deliver, keep the receipt; a receipt of something else is none."""
    rows = CreditPush.objects.select_related("commitment__case__applicant", "commitment__case__agency", "entry")
    push = rows.get(number=parcel.payload["push"])
    if push.received_at is not None:
        return
    receipt = platform().deliver(_message(push), at=at)
    if receipt.message != push.number or not receipt.number:
        raise CreditUnavailable("信用平台的回执读不出来，请稍后再试。")
    CreditPush.objects.filter(pk=push.pk).update(receipt=receipt.number[:60], received_at=at)


@transaction.atomic
def resend(push: CreditPush, *, by: Actor, at: datetime) -> None:
    """重新报送: a message without a receipt is due now, also one that was given up."""
    if not MAY_RESEND & by.roles:
        raise NotYours("重新报送由监督岗或者系统管理员办理。")
    if push.received_at is not None:
        raise NotNow("这条信息已经收到回执，不用重新报送。")
    waiting = Outgoing.objects.filter(channel=CHANNEL, payload__push=push.number, delivered_at__isnull=True)
    waiting.update(dead_at=None, closed_at=None, attempts=0, due_at=at)


def revive(*, at: datetime) -> int:
    """Messages that were given up are tried again: the platform may have been away for a day."""
    return undelivered.revive(CHANNEL, at=at)


def _promise(entry: Entry) -> Commitment | None:
    """The promise that an entry of a case, a check or a credit record is about."""
    kind, _, ref = entry.chain.partition(":")
    rows = Commitment.objects.select_related("case")
    if kind == "case":
        return rows.filter(case__number=ref).first()
    if kind == "credit":
        return rows.filter(case__commitment_check__credit_record=int(ref)).first()
    return rows.filter(case__commitment_check=int(ref)).first()


def _message(push: CreditPush) -> CreditMessage:
    case = push.commitment.case
    return CreditMessage(
        number=push.number,
        kind=push.kind,
        subject_name=case.applicant.name,
        subject_code=open_field(case.applicant, Field.ID_NUMBER),
        agency=case.agency.name,
        case_number=case.number,
        happened_at=push.entry.at,
        content=_content(push),
    )


def _content(push: CreditPush) -> dict[str, Any]:
    """The promise with its text and signature, or what came of it; the outcome names its papers."""
    promise = push.commitment
    head = {"text_hash": promise.text_hash, "signed_at": promise.signed_at.isoformat()}
    if push.kind == Kind.PROMISE:
        return {**head, "text": promise.text, "signature": bytes(promise.signature).hex(), "way": promise.signed_way}
    check = CommitmentCheck.objects.filter(case_id=promise.case_id).first()
    if push.kind in (Kind.BARRED, Kind.REPAIRED):
        record = CreditRecord.objects.get(check_of=check)
        return {**head, "reason": record.reason, "began_on": str(record.began_on), "ends_on": str(record.ends_on)}
    papers = [str(each) for each in push.entry.facts.get("documents", [])]
    return {**head, "finding": check.finding if check else "", "papers": papers}
