"""A simulated provincial item library (模拟的省事项库), for the demo city and tests: it says on screens that it is one.

It keeps the contract: one effect for one batch, the newest version stands. Faults make it behave as a real line does:
calls that get lost before or after they had effect, messages that come twice, late, or in another order, records that
cannot be read. What happens is drawn from a seed, so that a run can be repeated.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from tongban.exchange.lines import misbehaving
from tongban.exchange.lines.simulating import Line
from tongban.foundation.kernel.actors import Actor, Role
from tongban.registers.compiling.rules.pushed import PushedItem

from .models import SimulatedBatch, SimulatedFaults, SimulatedPush, SimulatedRecord
from .ports import Delivery, LibraryUnavailable, Question, Raw, Receipt

NAME = "模拟的省事项库（不是真的省库，只供演示和测试）"
MAY_SET = frozenset({Role.CATALOG_REVIEWER, Role.SYSTEM_ADMIN, Role.SYSTEM})
_RATES = ("loss", "duplicates", "delay", "bad_records")


@dataclass(frozen=True, slots=True)
class Faults:
    """How badly it behaves (故障): shares from 0 to 1; the same seed gives the same run."""

    seed: int = 0
    loss: float = 0.0
    duplicates: float = 0.0
    delay: float = 0.0
    bad_records: float = 0.0
    is_reordering: bool = False


def faults() -> Faults:
    """What was set last; none while nothing was."""
    row = SimulatedFaults.objects.order_by("-pk").values("seed", *_RATES, "is_reordering").first()
    return Faults(**row) if row else Faults()


def set_faults(wanted: Faults, *, by: Actor, at: datetime) -> None:
    """Let the simulator misbehave; for the bureau and whoever keeps the system, and never for a real library."""
    misbehaving.set_faults(
        SimulatedFaults,
        wanted,
        rates=_RATES,
        may=MAY_SET,
        refusal="模拟省库的故障由事项审核岗或者系统管理员设置。",
        chain="library:simulator",
        by=by,
        at=at,
    )


class Simulator:
    """The province as we have it without a network. Messages in flight are kept in the process, as a line would."""

    name = NAME
    is_simulated = True

    def __init__(self, given: Faults | None = None) -> None:
        self._given = given
        self._line = Line[Delivery]("省事项库", LibraryUnavailable, seed=given.seed if given else 0)

    def deliver(self, delivery: Delivery, *, at: datetime) -> Receipt:
        """Receive the batch, and whatever was still under way; a lost answer leaves the batch under way."""
        now = self._faults()
        self._line.send(delivery, now)
        was_known = SimulatedBatch.objects.filter(number=delivery.batch).exists()
        self._land(now, at)
        return Receipt(delivery.batch, f"模拟-{delivery.batch}", is_repeat=was_known)

    def records(self, *, at: datetime) -> Sequence[Raw]:
        """All records as they come over the line."""
        now = self._reached(at)
        rows: list[Any] = list(SimulatedRecord.objects.order_by("pk").values_list("record", flat=True))
        return self._spoiled(rows, now)

    def pushed(self, *, at: datetime) -> Sequence[Raw]:
        """What the pretended province hands down."""
        now = self._reached(at)
        return self._spoiled(list(SimulatedPush.objects.order_by("pk").values_list("item", flat=True)), now)

    def ask(self, question: Question, *, at: datetime) -> Receipt:
        """The pretended clerk of the province takes out the record that was asked about."""
        self._reached(at)
        SimulatedRecord.objects.filter(list_code=question.list_code).delete()
        number = f"ASK-{question.list_code}-{int(at.timestamp())}"
        return Receipt(number, f"模拟-{number}")

    def _faults(self) -> Faults:
        return self._given or faults()

    def _reached(self, at: datetime) -> Faults:
        now = self._faults()
        self._line.reach(now)
        self._land(now, at)
        return now

    def _land(self, now: Faults, at: datetime) -> None:
        """Everything under way arrives, in another order if the line is such a one."""
        for each in self._line.arrivals(is_reordering=now.is_reordering):
            _receive(each, at)

    def _spoiled(self, rows: list[Any], now: Faults) -> list[Any]:
        if now.is_reordering:
            self._line.dice.shuffle(rows)
        return [{**row, "version": "?", "kind": 0} if self._line.dice.happens(now.bad_records) else row for row in rows]


def stand(delivery: Delivery) -> None:
    """The record of this delivery takes the place of what stands under its code."""
    SimulatedRecord.objects.filter(list_code=delivery.list_code).delete()
    SimulatedRecord.objects.create(list_code=delivery.list_code, record=as_record(delivery))


def as_record(delivery: Delivery) -> dict[str, Any]:
    return {
        "list_code": delivery.list_code,
        "version": delivery.version,
        "hash": delivery.hash,
        "name": delivery.name,
        "basic_code": delivery.basic_code,
        "kind": delivery.kind,
        "state": delivery.state,
        "effective_on": delivery.effective_on.isoformat(),
    }


def hand_down(item: PushedItem) -> None:
    """The pretended province pushes an item to the city, or pushes it anew with other content."""
    plain = msgspec.to_builtins(item)
    SimulatedPush.objects.update_or_create(source_ref=item.source_ref, defaults={"item": plain})


def _receive(delivery: Delivery, at: datetime) -> None:
    _, is_new = SimulatedBatch.objects.get_or_create(number=delivery.batch, defaults={"at": at})
    if not is_new:
        return
    versions = [each["version"] for each in _standing(delivery.list_code) if isinstance(each.get("version"), int)]
    if delivery.replaces or delivery.version >= max(versions, default=0):
        stand(delivery)


def _standing(list_code: str) -> list[Any]:
    return list(SimulatedRecord.objects.filter(list_code=list_code).values_list("record", flat=True))
