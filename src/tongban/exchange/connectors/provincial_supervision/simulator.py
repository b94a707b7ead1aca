"""A simulated provincial supervision system (模拟的省互联网+监管), for the demo city and tests, as it says on screens.

It keeps the contract: one effect for one number, and what does not meet the data standard is rejected field by field.
Faults make it behave as a real line does. A run can be repeated by its seed.
"""

import random
from dataclasses import dataclass
from datetime import datetime

from .models import SimulatedSupervisionRecord
from .ports import SupervisionReceipt, SupervisionRecord, SupervisionUnavailable
from .rules import RecordKind, faults_of

NAME = "模拟的省互联网+监管系统（不是真的系统，只供演示和测试）"


@dataclass(frozen=True, slots=True)
class SupervisionFaults:
    """How badly it behaves (故障): shares from 0 to 1; the same seed gives the same run."""

    seed: int = 0
    loss: float = 0.0
    duplicates: float = 0.0
    delay: float = 0.0
    bad_receipts: float = 0.0


class Simulator:
    """The system as we have it without a network."""

    name = NAME
    is_simulated = True

    def __init__(self, given: SupervisionFaults | None = None) -> None:
        self.faults = given or SupervisionFaults()
        self._dice = random.Random(self.faults.seed)  # noqa: S311 - repeatable, and no secret

    def deliver(self, record: SupervisionRecord, *, at: datetime) -> SupervisionReceipt:
        """Lost before or after it had effect, twice, late, or with a receipt that nobody can read."""
        is_lost = self._happens(self.faults.loss)
        if is_lost and self._happens(0.5):
            raise SupervisionUnavailable("没有连上省互联网+监管系统，请稍后再试。")
        wrong = tuple(faults_of(RecordKind(record.kind), record.content))
        known = SimulatedSupervisionRecord.objects.filter(number=record.number).exists()
        for _ in range(2 if self._happens(self.faults.duplicates) else 1):
            if not wrong:
                told = {"kind": record.kind, "at": at}
                SimulatedSupervisionRecord.objects.get_or_create(number=record.number, defaults=told)
        if is_lost or self._happens(self.faults.delay):
            raise SupervisionUnavailable("省互联网+监管系统的回执没有收到，请稍后再试。")
        if self._happens(self.faults.bad_receipts):
            return SupervisionReceipt("?", "")
        number = "" if wrong else f"模拟-{record.number}"
        return SupervisionReceipt(record.number, number, wrong, is_repeat=known)

    def _happens(self, share: float) -> bool:
        return share > 0 and self._dice.random() < share
