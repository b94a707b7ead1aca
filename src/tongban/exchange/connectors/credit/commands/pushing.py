"""Reporting promises and what came of them (报送信用平台): one message for each entry, until its receipt is there."""

from datetime import datetime
from typing import Any

from tongban.exchange.connectors.credit.bound import BOUND, LANE, platform
from tongban.exchange.connectors.credit.models import CreditPush
from tongban.exchange.connectors.credit.ports import CreditMessage
from tongban.exchange.connectors.credit.rules import HEARS, Kind, number_of
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.models import Commitment
from tongban.oversight.regulation.models import CommitmentCheck, CreditRecord
from tongban.registers.parties.rules import Field
from tongban.registers.parties.sealed import open_field

resend, revive = LANE.resend, LANE.revive


def enqueue(entry: Entry) -> None:
    """Something about a promise was heard: its message waits in the outbox; hearing it again makes no second one."""
    kind = HEARS.get((entry.chain.partition(":")[0], entry.verb))
    if BOUND.platform is None or kind is None:
        return
    promise, number = _promise(entry), number_of(entry.pk)
    if promise is not None and not LANE.knows(number):
        LANE.queue(entry, number, address=promise.case.number, kind=kind, commitment=promise)


def carry(parcel: Outgoing, at: datetime) -> None:
    """The carrier of the outbox's channel: deliver, keep the receipt."""

    def send(push: CreditPush) -> tuple[str, str]:
        receipt = platform().deliver(_message(push), at=at)
        return receipt.message, receipt.number

    rows = CreditPush.objects.select_related("commitment__case__applicant", "commitment__case__agency", "entry")
    LANE.carry(parcel, rows, send, at=at)


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
