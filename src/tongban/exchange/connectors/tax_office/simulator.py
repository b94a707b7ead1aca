"""A simulated tax system (模拟的税务系统), for the demo city and tests: it says on screens that it is one.

What is paid at its counter is reported a little later, and as a real line would: sometimes not at all, sometimes twice,
sometimes beside reports that nobody can use. A run can be repeated by its seed.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import IntegrityError, transaction

from tongban.exchange.lines.simulating import Dice
from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.handling.bundles.ports import SourceUnavailable
from tongban.handling.bundles.rules.reports import EventReport

from .models import SimulatedTaxPayment

NAME = "模拟的税务系统（不是真的，只供演示和测试）"
MAY_PAY = frozenset({Role.COUNTER, Role.SYSTEM})
LARGEST = 10_000_000_00


@dataclass(frozen=True, slots=True)
class TaxFaults:
    """How badly it behaves (故障): shares from 0 to 1, and how long a payment takes to be reported."""

    seed: int = 0
    loss: float = 0.0
    duplicates: float = 0.0
    bad_data: float = 0.0
    delay: timedelta = timedelta(minutes=1)


class SimulatedTaxOffice:
    """The tax system as we have it without a network: an `EventSource`."""

    name = NAME
    is_simulated = True

    def __init__(self, faults: TaxFaults | None = None) -> None:
        self.faults = faults or TaxFaults()
        self._key = key_of_simulated()
        self._dice = Dice(self.faults.seed)

    @property
    def public_key(self) -> str:
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def reports(self, case_number: str, payer_code: str, *, at: datetime) -> Sequence[EventReport]:
        """What was paid for this case and has come through by now, as badly as the line is."""
        if self._dice.happens(self.faults.loss):
            raise SourceUnavailable()
        row = SimulatedTaxPayment.objects.filter(case_number=case_number, paid_at__lte=at - self.faults.delay).first()
        if row is None:
            return []
        number = f"模拟完税{row.pk}"
        said = EventReport(number, case_number, payer_code, row.outcome, row.amount, row.paid_at)
        good = self._signed(said)
        spoilt = list(self._spoilt(said)) if self._dice.happens(self.faults.bad_data) else []
        return [*spoilt, good, *([good] if self._dice.happens(self.faults.duplicates) else [])]

    def _spoilt(self, said: EventReport) -> Iterator[EventReport]:
        """What else comes over such a line: bytes changed on the way, somebody else's report, one that is not final."""
        yield replace(self._signed(said), amount=said.amount + 1)
        yield self._signed(replace(said, payer_code="000000000000000000"))
        yield self._signed(replace(said, outcome="open"))

    def _signed(self, said: EventReport) -> EventReport:
        return replace(said, signature=self._key.sign(said.signed).hex())


def key_of_simulated() -> Ed25519PrivateKey:
    """The key of the simulator: anybody can make it; it protects nothing real."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"simulated tax office").digest())


@transaction.atomic
def pay(case_number: str, *, amount: int, by: Actor, at: datetime) -> SimulatedTaxPayment:
    """在模拟的税务系统里缴税: `amount` in fen, 0 for exempt. It opens nothing by itself."""
    if not MAY_PAY & by.roles:
        raise NotYours("模拟的税务系统由窗口演示。")
    if not 0 <= amount <= LARGEST:
        raise Invalid(faults=[Fault("/amount", "range", "金额填0到1000万元；0是减免税，不用缴。")])
    outcome = "paid" if amount else "exempt"
    try:
        with transaction.atomic():
            row = SimulatedTaxPayment.objects.create(
                case_number=case_number, outcome=outcome, amount=amount, paid_at=at
            )
    except IntegrityError:
        raise NotNow("模拟的税务系统里这一件已经缴过了。") from None
    record("tax-office:simulator", "pay", by=by, at=at, facts={"case": case_number, "outcome": outcome})
    return row
