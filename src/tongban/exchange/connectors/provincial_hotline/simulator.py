"""A simulated provincial 12345 (模拟的省12345热线平台): it says on screens that it is one.

It keeps the contract: one effect for one number. An order that it hands over may come twice, late, or unreadable.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from tongban.exchange.lines.contract import written
from tongban.exchange.lines.misbehaving import Knobs, LineFaults
from tongban.exchange.lines.receiving import ReceivingEnd
from tongban.foundation.kernel.clock import local_day

from .models import SimulatedHotlineFaults, SimulatedOrder, SimulatedReport
from .ports import HotlineUnavailable, OrderReport, Raw, ReportReceipt

NAME = "模拟的省12345热线平台（不是真的平台，只供演示和测试）"
KNOBS = Knobs(SimulatedHotlineFaults, "省12345", "provincial-hotline:simulator")
faults, set_faults = KNOBS.faults, KNOBS.set_faults


def hand_over(number: str, *, days: int = 10, at: datetime, **content: Any) -> SimulatedOrder:
    """The pretended province hands an order to the city; `content` as the contract says, sample words where none."""
    plain = {
        "number": number,
        "kind": "help",
        "content": "样例：打省里的12345反映，小区门口的路灯坏了一周没有人修",
        "place": "样例路5号",
        "name": "样例来电人",
        "phone": "13993700005",
        "called_at": (at - timedelta(hours=1)).isoformat(),
        "due_on": (local_day(at) + timedelta(days=days)).isoformat(),
    }
    return SimulatedOrder.objects.get_or_create(number=number, defaults={"content": plain | content})[0]


class Simulator:
    """The hotline as we have it without a network."""

    name = NAME
    is_simulated = True

    def __init__(self, given: LineFaults | None = None) -> None:
        self._end = ReceivingEnd(SimulatedReport, KNOBS, "省12345热线平台", HotlineUnavailable, given)

    def orders(self, *, at: datetime) -> Sequence[Raw]:
        """What is not closed, as badly as the line is."""
        now, dice = self._end.reached(), self._end.dice
        found: list[Raw] = []
        for each in SimulatedOrder.objects.exclude(status="closed").order_by("pk"):
            if dice.happens(now.delay):
                continue  # it comes with the next asking
            found += [each.content] * (2 if dice.happens(now.duplicates) else 1)
            if dice.happens(now.bad_receipts):
                found.append({**each.content, "number": f"坏-{each.number}", "due_on": "不知道"})
        return found

    def report(self, told: OrderReport, *, at: datetime) -> ReportReceipt:
        """Receive the report, and whatever was still under way."""
        return ReportReceipt(*self._end.receive(told, lambda each: {"at": at}, _tell))

    def statuses(self, *, at: datetime) -> Mapping[str, str]:
        self._end.reached()
        return dict(SimulatedOrder.objects.exclude(status="handed").values_list("number", "status"))


def _tell(told: OrderReport) -> None:
    rows = SimulatedOrder.objects.filter(number=told.order)
    rows.update(status=told.status, told=written(told), times_told=F("times_told") + 1)
