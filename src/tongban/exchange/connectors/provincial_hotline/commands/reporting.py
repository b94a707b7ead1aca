"""The province learns how its orders stand (办理情况上报): one report for each step, in order, until its receipt."""

from datetime import datetime
from uuid import UUID

from tongban.exchange.connectors.provincial_hotline.bound import BOUND, LANE
from tongban.exchange.connectors.provincial_hotline.models import HandedOrder, HandedReport
from tongban.exchange.connectors.provincial_hotline.ports import HotlineUnavailable, OrderReport
from tongban.exchange.connectors.provincial_hotline.rules import VERBS
from tongban.exchange.lines.reports import preceding
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.oversight.hotline.rules.states import OrderStatus

revive = LANE.revive


def enqueue(entry: Entry) -> None:
    """A step was taken on an order of the province: its report waits; hearing it again makes no second one."""
    number = f"HL-{entry.pk}"
    if BOUND.system is None or entry.verb not in VERBS or LANE.knows(number):
        return
    handed = HandedOrder.objects.filter(order__code=UUID(entry.chain.partition(":")[2])).first()
    if handed is None:
        return
    status = entry.to_status or entry.from_status or OrderStatus.TAKEN
    follows = preceding(handed.reports.all(), entry)
    LANE.queue(entry, number, address=handed.number, handed=handed, follows=follows, status=status)


def carry(parcel: Outgoing, at: datetime) -> None:
    """The carrier of the outbox's channel: in order, report, keep the receipt."""

    def send(report: HandedReport) -> tuple[str, str]:
        if BOUND.system is None:
            raise HotlineUnavailable("还没有接入省12345热线平台。")
        receipt = BOUND.system.report(_told(report), at=at)
        return receipt.report, receipt.number

    LANE.carry(parcel, HandedReport.objects.select_related("handed__order__agency", "follows", "entry"), send, at=at)


def _told(report: HandedReport) -> OrderReport:
    """Who leads and who contributes, what came of it, what the person said; nothing of who they are."""
    order = report.handed.order
    assert order is not None, "only an order that was taken over is reported on"
    follows = report.follows.number if report.follows is not None else ""
    parts = order.parts.select_related("agency").order_by("pk")
    return OrderReport(
        number=report.number,
        order=report.handed.number,
        follows=follows,
        status=report.status,
        happened_at=report.entry.at,
        lead=order.agency.name if order.agency is not None else "",
        parts=tuple(each.agency.name for each in parts),
        due_on=order.due_on.isoformat() if order.due_on is not None else "",
        outcome=order.outcome,
        reply=order.reply,
        satisfaction=order.satisfaction,
        words=order.end_words,
    )
