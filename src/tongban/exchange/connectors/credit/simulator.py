"""A simulated credit platform (模拟的信用平台), for the demo city and tests: it says on screens that it is one.

It keeps the contract: one effect for one number. Faults make it behave as a real line does: calls lost before or after
they had effect, messages that come twice or late, receipts that cannot be read. A run can be repeated by its seed.
"""

import random
from dataclasses import dataclass
from datetime import datetime

from tongban.exchange.lines import misbehaving
from tongban.foundation.kernel.actors import Actor, Role

from .models import SimulatedCreditFaults, SimulatedCreditMessage
from .ports import CreditMessage, CreditReceipt, CreditUnavailable

NAME = "模拟的信用平台（不是真的平台，只供演示和测试）"
MAY_SET = frozenset({Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SYSTEM})
RATES = ("loss", "duplicates", "delay", "bad_receipts")


@dataclass(frozen=True, slots=True)
class CreditFaults:
    """How badly it behaves (故障): shares from 0 to 1; the same seed gives the same run."""

    seed: int = 0
    loss: float = 0.0
    duplicates: float = 0.0
    delay: float = 0.0
    bad_receipts: float = 0.0


def faults() -> CreditFaults:
    """What was set last; none while nothing was."""
    row = SimulatedCreditFaults.objects.order_by("-pk").values("seed", *RATES).first()
    return CreditFaults(**row) if row else CreditFaults()


def set_faults(wanted: CreditFaults, *, by: Actor, at: datetime) -> None:
    """Let the simulator misbehave; never a real platform."""
    misbehaving.set_faults(
        SimulatedCreditFaults,
        wanted,
        rates=RATES,
        may=MAY_SET,
        refusal="模拟信用平台的故障由监督岗或者系统管理员设置。",
        chain="credit-platform:simulator",
        by=by,
        at=at,
    )


class Simulator:
    """The platform as we have it without a network. Messages in flight are kept in the process, as a line would."""

    name = NAME
    is_simulated = True

    def __init__(self, given: CreditFaults | None = None) -> None:
        self._given = given
        self._dice = random.Random(given.seed if given else 0)  # noqa: S311 - repeatable, and no secret
        self._in_flight: list[CreditMessage] = []

    def deliver(self, message: CreditMessage, *, at: datetime) -> CreditReceipt:
        """Receive the message, and whatever was still under way; a lost answer leaves it under way."""
        now = self._given or faults()
        is_lost = self._happens(now.loss)
        if is_lost and self._happens(0.5):
            raise CreditUnavailable("没有连上信用平台，请稍后再试。")
        self._in_flight += [message] * (2 if self._happens(now.duplicates) else 1)
        if is_lost:
            raise CreditUnavailable("信用平台的回执没有收到，请稍后再试。")
        if self._happens(now.delay):
            raise CreditUnavailable("信用平台超过时间没有回应，请稍后再试。")
        was_known = SimulatedCreditMessage.objects.filter(number=message.number).exists()
        self._land(at)
        if self._happens(now.bad_receipts):
            return CreditReceipt("?", "")
        return CreditReceipt(message.number, f"模拟-{message.number}", is_repeat=was_known)

    def _happens(self, share: float) -> bool:
        return share > 0 and self._dice.random() < share

    def _land(self, at: datetime) -> None:
        arriving, self._in_flight = self._in_flight, []
        for each in arriving:
            kept = {"kind": each.kind, "content": each.content, "at": at}
            SimulatedCreditMessage.objects.get_or_create(number=each.number, defaults=kept)
