"""The province learns how its tasks stand (办理情况上报): one message for each step, in order, until its receipt."""

from datetime import datetime
from typing import Any

from tongban.exchange.connectors.provincial_rectification.bound import BOUND, LANE
from tongban.exchange.connectors.provincial_rectification.models import ProvincialTask, TaskReport
from tongban.exchange.connectors.provincial_rectification.ports import RectificationUnavailable, StatusMessage
from tongban.exchange.connectors.provincial_rectification.rules import VERBS, status_of
from tongban.exchange.lines.reports import preceding
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.oversight.evaluations.rules.states import RedressStatus

revive = LANE.revive


def enqueue(entry: Entry) -> None:
    """A step was taken on a task of the province: its message waits; hearing it again makes no second one."""
    number = f"RT-{entry.pk}"
    if BOUND.system is None or entry.verb not in VERBS or LANE.knows(number):
        return
    task = ProvincialTask.objects.filter(redress=int(entry.chain.partition(":")[2])).first()
    if task is None:
        return
    status = status_of(RedressStatus(entry.to_status or entry.from_status))
    follows = preceding(task.reports.all(), entry)
    LANE.queue(entry, number, address=task.number, task=task, follows=follows, status=status)


def carry(parcel: Outgoing, at: datetime) -> None:
    """The carrier of the outbox's channel: in order, deliver, keep the receipt."""

    def send(report: TaskReport) -> tuple[str, str]:
        if BOUND.system is None:
            raise RectificationUnavailable("还没有接入省差评整改系统。")
        receipt = BOUND.system.deliver(_message(report), at=at)
        return receipt.message, receipt.number

    LANE.carry(parcel, TaskReport.objects.select_related("task__redress", "follows"), send, at=at)


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
