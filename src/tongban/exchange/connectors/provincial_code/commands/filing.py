"""Door plates become known to the province (门楼牌备案): one notice for each act, until its receipt is there."""

from datetime import datetime

from tongban.exchange.connectors.provincial_code.bound import BOUND, LANE
from tongban.exchange.connectors.provincial_code.models import PlateFiling
from tongban.exchange.connectors.provincial_code.ports import CodesUnavailable, PlateNotice
from tongban.exchange.connectors.provincial_code.rules import CHAIN, VERBS, notice_number
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.registers.codes.models import Doorplate
from tongban.registers.codes.queries import code_of_plate

revive = LANE.revive


def enqueue(entry: Entry) -> None:
    """A plate was hung or taken down: its notice waits in the outbox; hearing it again makes no second one."""
    kind, _, ref = entry.chain.partition(":")
    number = notice_number(entry.pk)
    if BOUND.platform is None or kind != CHAIN or entry.verb not in VERBS or LANE.knows(number):
        return
    plate = Doorplate.objects.get(pk=int(ref))
    LANE.queue(entry, number, address=entry.chain, plate=plate, is_hanging=entry.verb == "issue_plate")


def carry(parcel: Outgoing, at: datetime) -> None:
    """The carrier of the outbox's channel: deliver, keep the receipt."""

    def send(filing: PlateFiling) -> tuple[str, str]:
        if BOUND.platform is None:
            raise CodesUnavailable("还没有接入省一码通平台。")
        receipt = BOUND.platform.file(_notice(filing), at=at)
        return receipt.notice, receipt.number

    LANE.carry(parcel, PlateFiling.objects.select_related("plate__division"), send, at=at)


def _notice(filing: PlateFiling) -> PlateNotice:
    plate = filing.plate
    return PlateNotice(filing.number, code_of_plate(plate).text, plate.address, plate.division.code, filing.is_hanging)
