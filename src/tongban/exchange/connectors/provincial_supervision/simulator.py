"""A simulated provincial supervision system (模拟的省互联网+监管), for the demo city and tests, as it says on screens.

It keeps the contract: one effect for one number, and what does not meet the data standard is rejected field by field.
Faults make it behave as a real line does. A run can be repeated by its seed.
"""

from datetime import datetime

from tongban.exchange.lines.misbehaving import LineFaults
from tongban.exchange.lines.simulating import Line

from .models import SimulatedSupervisionRecord
from .ports import FieldFault, SupervisionReceipt, SupervisionRecord, SupervisionUnavailable
from .rules import RecordKind, faults_of

NAME = "模拟的省互联网+监管系统（不是真的系统，只供演示和测试）"


class Simulator:
    """The system as we have it without a network."""

    name = NAME
    is_simulated = True

    def __init__(self, given: LineFaults | None = None) -> None:
        self.faults = given or LineFaults()
        self._line = Line[SupervisionRecord]("省互联网+监管系统", SupervisionUnavailable, seed=self.faults.seed)

    def deliver(self, record: SupervisionRecord, *, at: datetime) -> SupervisionReceipt:
        """Receive the record, and whatever was still under way; a receipt may be one that nobody can read."""
        self._line.send(record, self.faults)
        known = SimulatedSupervisionRecord.objects.filter(number=record.number).exists()
        for each in self._line.arrivals():
            if not _wrong(each):
                told = {"kind": each.kind, "at": at}
                SimulatedSupervisionRecord.objects.get_or_create(number=each.number, defaults=told)
        if self._line.dice.happens(self.faults.bad_receipts):
            return SupervisionReceipt("?", "")
        wrong = _wrong(record)
        number = "" if wrong else f"模拟-{record.number}"
        return SupervisionReceipt(record.number, number, wrong, is_repeat=known)


def _wrong(record: SupervisionRecord) -> tuple[FieldFault, ...]:
    return tuple(faults_of(RecordKind(record.kind), record.content))
