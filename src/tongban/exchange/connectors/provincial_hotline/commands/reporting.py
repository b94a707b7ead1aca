"""The province learns how its orders stand (办理情况上报): one report for each step, in order, until its receipt."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tongban.exchange.connectors.provincial_hotline.bound import BOUND
from tongban.exchange.connectors.provincial_hotline.models import HandedOrder, HandedReport
from tongban.exchange.connectors.provincial_hotline.ports import HotlineUnavailable, OrderReport
from tongban.exchange.connectors.provincial_hotline.rules import CHANNEL, VERBS
from tongban.foundation.ledger import undelivered
from tongban.foundation.ledger.commands import Parcel, send_out
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.oversight.hotline.rules.states import OrderStatus


def enqueue(entry: Entry) -> None:
    """A step was taken on an order of the province: its report waits; hearing it again makes no second one."""
    number = f"HL-{entry.pk}"
    if BOUND.system is None or entry.verb not in VERBS or HandedReport.objects.filter(number=number).exists():
        return
    handed = HandedOrder.objects.filter(order__code=UUID(entry.chain.partition(":")[2])).first()
    if handed is None:
        return
    status = entry.to_status or entry.from_status or OrderStatus.TAKEN
    follows = handed.reports.filter(entry_id__lt=entry.pk).order_by("-entry_id").first()
    given = {"handed": handed, "entry": entry, "follows": follows, "status": status, "queued_at": entry.at}
    HandedReport.objects.create(number=number, **given)
    send_out(entry, [Parcel(CHANNEL, handed.number, {"report": number})], at=entry.at)


def carry(parcel: Outgoing, at: datetime) -> None:
    """The carrier of the outbox's channel: in order, report, keep the receipt; one of something else is none."""
    rows = HandedReport.objects.select_related("handed__order__agency", "follows", "entry")
    report = rows.get(number=parcel.payload["report"])
    if report.received_at is not None or BOUND.system is None:
        return
    if report.follows is not None and report.follows.received_at is None:
        raise HotlineUnavailable("这件转办单前面的一条还没有收到回执，等它收到以后再报。")
    receipt = BOUND.system.report(_told(report), at=at)
    if receipt.report != report.number or not receipt.number:
        raise HotlineUnavailable("省12345热线平台的回执读不出来，请稍后再试。")
    HandedReport.objects.filter(pk=report.pk).update(receipt=receipt.number[:60], received_at=at)


@transaction.atomic
def revive(*, at: datetime) -> int:
    """Reports that were given up are tried again: the province may have been away for a day."""
    return undelivered.revive(CHANNEL, at=at)


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
