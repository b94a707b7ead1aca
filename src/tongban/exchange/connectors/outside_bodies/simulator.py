"""Simulated bodies outside the house (模拟的外部单位), for demo and tests: each says on screens that it is one.

Water, power, gas and heat keep accounts: what is owed on one is reported first, and it moves when that was paid.

The first question about a case is its order; the work is done a little later and reported as over a real line:
sometimes not at all, sometimes twice, sometimes beside reports that nobody can use. A run can be repeated by its seed.
"""

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tongban.exchange.lines.misbehaving import set_faults
from tongban.foundation.kernel.actors import Actor, Role
from tongban.handling.bundles.ports import SourceUnavailable
from tongban.handling.bundles.rules.reports import EventReport

from .models import BodyFaults, SimulatedOrder

BODIES = {
    "seal_made": "刻章单位",
    "account_opened": "银行",
    "water_moved": "供水单位",
    "power_moved": "供电单位",
    "gas_moved": "燃气单位",
    "heat_moved": "供热单位",
}
UTILITIES = frozenset({"water_moved", "power_moved", "gas_moved", "heat_moved"})
"""The bodies that keep accounts in a household's name (水、电、气、热): what is owed comes before the transfer."""
RATES = ("loss", "duplicates", "delay", "bad_data", "debts")
MAY_SET = frozenset({Role.SUPERVISOR})
SETTLED_AFTER = timedelta(minutes=15)
"""How long the former holder of an account takes to pay what is owed on it."""


@dataclass(frozen=True, slots=True)
class Faults:
    """How badly a body behaves (故障): shares from 0 to 1, and a seed."""

    seed: int = 0
    loss: float = 0.0
    duplicates: float = 0.0
    delay: float = 0.0
    bad_data: float = 0.0
    debts: float = 0.0


class SimulatedBody:
    """One body as we have it without a network: an `EventSource`. Without `faults` those that were set are in force."""

    is_simulated = True

    def __init__(self, event: str, *, faults: Faults | None = None, takes: timedelta = timedelta(minutes=5)) -> None:
        self.event, self.takes, self._faults = event, takes, faults
        self._key = key_of(event)
        self._dice = random.Random(faults.seed if faults is not None else 0)  # noqa: S311 - repeatable, and no secret

    @property
    def name(self) -> str:
        return f"模拟的{BODIES[self.event]}（不是真的，只供演示和测试）"

    @property
    def public_key(self) -> str:
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def reports(self, case_number: str, payer_code: str, *, at: datetime) -> Sequence[EventReport]:
        """What is done for this case by now, as badly as the line is; asking for the first time orders it."""
        faults = self._faults or faults_in_force()
        if self._happens(faults.loss):
            raise SourceUnavailable()
        order = self._ordered(case_number, faults, at=at)
        if order.owes(at):
            return [self._signed(self._owed(order, payer_code))]
        done_at = order.began_at + self.takes
        if done_at > at or self._happens(faults.delay):  # what is under way comes when it is asked for again
            return []
        said = EventReport(f"模拟{self.event}{order.pk}", case_number, payer_code, "done", 0, done_at)
        good = self._signed(said)
        spoilt = list(self._spoilt(said)) if self._happens(faults.bad_data) else []
        return [*spoilt, good, *([good] if self._happens(faults.duplicates) else [])]

    def _ordered(self, case_number: str, faults: Faults, *, at: datetime) -> SimulatedOrder:
        """The order of this case; a utility looks at the account first, and what is owed there is paid in a while."""
        known = SimulatedOrder.objects.filter(event=self.event, case_number=case_number).first()
        if known is not None:
            return known
        owes = self.event in UTILITIES and self._happens(faults.debts)
        values: dict[str, Any] = {"ordered_at": at}
        if owes:
            values |= {"owed": self._dice.randrange(500, 50_000), "settled_at": at + SETTLED_AFTER}
        return SimulatedOrder.objects.get_or_create(event=self.event, case_number=case_number, defaults=values)[0]

    def _owed(self, order: SimulatedOrder, payer_code: str) -> EventReport:
        number = f"模拟{self.event}{order.pk}欠费"
        return EventReport(number, order.case_number, payer_code, "open", order.owed, order.ordered_at)

    def _spoilt(self, said: EventReport) -> Iterator[EventReport]:
        """What else comes over such a line: changed on the way, somebody else's, not done yet."""
        yield replace(self._signed(said), number=f"{said.number}改")
        yield self._signed(replace(said, payer_code="000000000000000000"))
        yield self._signed(replace(said, outcome="open"))

    def _signed(self, said: EventReport) -> EventReport:
        return replace(said, signature=self._key.sign(said.signed).hex())

    def _happens(self, share: float) -> bool:
        return share > 0 and self._dice.random() < share


def key_of(event: str) -> Ed25519PrivateKey:
    """The key of a simulator: anybody can make it; it protects nothing real."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"simulated body {event}".encode()).digest())


def faults_in_force() -> Faults:
    """What was set for all simulated bodies (one statement)."""
    row = BodyFaults.objects.first()
    if row is None:
        return Faults()
    return Faults(row.seed, row.loss, row.duplicates, row.delay, row.bad_data, row.debts)


def misbehave(wanted: Faults, *, by: Actor, at: datetime) -> None:
    """让模拟的外部单位出故障: on record; never a real system."""
    set_faults(
        BodyFaults,
        wanted,
        rates=RATES,
        may=MAY_SET,
        refusal="模拟系统的故障由效能监督岗设置。",
        chain="outside-bodies:simulator",
        by=by,
        at=at,
    )
