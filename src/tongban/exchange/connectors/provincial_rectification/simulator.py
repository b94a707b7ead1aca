"""A simulated provincial system of rectification (模拟的省差评整改系统): it says on screens that it is one.

It keeps the contract: one effect for one number. A task that it hands down may come twice, or unreadable.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from tongban.exchange.lines.misbehaving import Knobs, LineFaults
from tongban.exchange.lines.receiving import ReceivingEnd
from tongban.foundation.kernel.clock import local_day

from .models import SimulatedTask, SimulatedTaskFaults, SimulatedTaskMessage
from .ports import Raw, RectificationUnavailable, StatusMessage, StatusReceipt

NAME = "模拟的省差评整改系统（不是真的系统，只供演示和测试）"
KNOBS = Knobs(SimulatedTaskFaults, "省差评整改系统", "provincial-rectification:simulator")
faults, set_faults = KNOBS.faults, KNOBS.set_faults


def hand_down(number: str, *, days: int = 10, at: datetime, **content: Any) -> SimulatedTask:
    """The pretended province hands a task to the city; `content` as the contract says, sample words where none are."""
    plain = {
        "number": number,
        "due_on": (local_day(at) + timedelta(days=days)).isoformat(),
        "satisfaction": 1,
        "writingEvaluation": "样例：在省里的网站上评的，等了很久没有消息",
        "assessTime": (at - timedelta(hours=2)).isoformat(),
        "assessNo": f"模拟-{number}",
    }
    return SimulatedTask.objects.get_or_create(number=number, defaults={"content": plain | content})[0]


class Simulator:
    """The system as we have it without a network."""

    name = NAME
    is_simulated = True

    def __init__(self, given: LineFaults | None = None) -> None:
        self._end = ReceivingEnd(SimulatedTaskMessage, KNOBS, "省差评整改系统", RectificationUnavailable, given)

    def tasks(self, *, at: datetime) -> Sequence[Raw]:
        """What is not closed, as badly as the line is."""
        now, dice = self._end.reached(), self._end.dice
        found: list[Raw] = []
        for each in SimulatedTask.objects.exclude(status="closed").order_by("pk"):
            found += [each.content] * (2 if dice.happens(now.duplicates) else 1)
            if dice.happens(now.bad_receipts):
                found.append({"number": f"坏-{each.number}", "satisfaction": "?"})
        return found

    def deliver(self, message: StatusMessage, *, at: datetime) -> StatusReceipt:
        """Receive the message, and whatever was still under way."""
        kept = {"at": at}
        return StatusReceipt(
            *self._end.receive(message, lambda each: kept | {"task": each.task, "status": each.status}, _tell)
        )

    def statuses(self, *, at: datetime) -> Mapping[str, str]:
        self._end.reached()
        return dict(SimulatedTask.objects.exclude(status="handed").values_list("number", "status"))


def _tell(message: StatusMessage) -> None:
    SimulatedTask.objects.filter(number=message.task).update(status=message.status, told=message.content)
