"""The province learns how its tasks stand (办理情况上报): one message for each step, in order, until its receipt."""

from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.exchange.connectors.provincial_rectification.bound import BOUND
from tongban.exchange.connectors.provincial_rectification.models import ProvincialTask, TaskReport
from tongban.exchange.connectors.provincial_rectification.ports import RectificationUnavailable, StatusMessage
from tongban.exchange.connectors.provincial_rectification.rules import CHANNEL, VERBS, status_of
from tongban.foundation.ledger import undelivered
from tongban.foundation.ledger.commands import Parcel, send_out
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.oversight.evaluations.rules.states import RedressStatus


def enqueue(entry: Entry) -> None:
    """A step was taken on a task of the province: its message waits; hearing it again makes no second one."""
    number = f"RT-{entry.pk}"
    if BOUND.system is None or entry.verb not in VERBS or TaskReport.objects.filter(number=number).exists():
        return
    task = ProvincialTask.objects.filter(redress=int(entry.chain.partition(":")[2])).first()
    if task is None:
        return
    status = status_of(RedressStatus(entry.to_status or entry.from_status))
    follows = task.reports.filter(entry_id__lt=entry.pk).order_by("-entry_id").first()
    TaskReport.objects.create(number=number, task=task, entry=entry, follows=follows, status=status, queued_at=entry.at)
    send_out(entry, [Parcel(CHANNEL, task.number, {"report": number})], at=entry.at)


def carry(parcel: Outgoing, at: datetime) -> None:
    """The carrier of the outbox's channel: in order, deliver, keep the receipt; one of something else is none."""
    rows = TaskReport.objects.select_related("task__redress", "follows")
    report = rows.get(number=parcel.payload["report"])
    if report.received_at is not None or BOUND.system is None:
        return
    if report.follows is not None and report.follows.received_at is None:
        raise RectificationUnavailable("这件交办单前面的一条还没有收到回执，等它收到以后再报。")
    receipt = BOUND.system.deliver(_message(report), at=at)
    if receipt.message != report.number or not receipt.number:
        raise RectificationUnavailable("省差评整改系统的回执读不出来，请稍后再试。")
    TaskReport.objects.filter(pk=report.pk).update(receipt=receipt.number[:60], received_at=at)


@transaction.atomic
def revive(*, at: datetime) -> int:
    """Messages that were given up are tried again: the system may have been away for a day."""
    return undelivered.revive(CHANNEL, at=at)


def _message(report: TaskReport) -> StatusMessage:
    """What was found and done goes with it; of the rater nothing that the province did not say."""
    redress = report.task.redress
    assert redress is not None, "only a task that was taken is reported on"
    content: dict[str, Any] = {
        "due_on": report.task.due_on.isoformat() if report.task.due_on is not None else "",
        "finding": redress.finding,
        "verified": redress.verified_words,
        "measure": redress.measure,
        "reply": redress.feedback or redress.decision,
    }
    follows = report.follows.number if report.follows is not None else ""
    return StatusMessage(report.number, report.task.number, follows, report.status, content)
