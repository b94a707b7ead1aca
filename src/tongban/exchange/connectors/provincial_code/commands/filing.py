"""Door plates become known to the province (门楼牌备案): one notice for each act, until its receipt is there."""

from datetime import datetime

from tongban.exchange.connectors.provincial_code.bound import BOUND
from tongban.exchange.connectors.provincial_code.models import PlateFiling
from tongban.exchange.connectors.provincial_code.ports import CodesUnavailable, PlateNotice
from tongban.exchange.connectors.provincial_code.rules import CHAIN, CHANNEL, VERBS, notice_number
from tongban.foundation.ledger import undelivered
from tongban.foundation.ledger.commands import Parcel, send_out
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.registers.codes.models import Doorplate
from tongban.registers.codes.queries import code_of_plate


def enqueue(entry: Entry) -> None:
    """A plate was hung or taken down: its notice waits in the outbox; hearing it again makes no second one."""
    kind, _, ref = entry.chain.partition(":")
    number = notice_number(entry.pk)
    if BOUND.platform is None or kind != CHAIN or entry.verb not in VERBS:
        return
    if PlateFiling.objects.filter(number=number).exists():
        return
    plate = Doorplate.objects.get(pk=int(ref))
    is_hanging = entry.verb == "issue_plate"
    PlateFiling.objects.create(number=number, plate=plate, is_hanging=is_hanging, entry=entry, queued_at=entry.at)
    send_out(entry, [Parcel(CHANNEL, entry.chain, {"filing": number})], at=entry.at)


def carry(parcel: Outgoing, at: datetime) -> None:
    """The carrier of the outbox's channel: deliver, keep the receipt; a receipt of something else is none."""
    filing = PlateFiling.objects.select_related("plate__division").get(number=parcel.payload["filing"])
    if filing.received_at is not None:
        return
    if BOUND.platform is None:
        raise CodesUnavailable("还没有接入省一码通平台。")
    receipt = BOUND.platform.file(_notice(filing), at=at)
    if receipt.notice != filing.number or not receipt.number:
        raise CodesUnavailable("省一码通平台的回执读不出来。")
    PlateFiling.objects.filter(pk=filing.pk).update(receipt=receipt.number[:60], received_at=at)


def revive(*, at: datetime) -> int:
    """Notices that were given up are tried again: the platform may have been away for a day."""
    return undelivered.revive(CHANNEL, at=at)


def _notice(filing: PlateFiling) -> PlateNotice:
    plate = filing.plate
    return PlateNotice(filing.number, code_of_plate(plate).text, plate.address, plate.division.code, filing.is_hanging)
