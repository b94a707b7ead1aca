"""A simulated provincial system of ratings (模拟的省好差评系统), for the demo city and tests: it says that it is one.

It keeps the contract: one effect for one number, nothing before what it follows. Faults make it behave as a real line
does: calls lost before or after they had effect, messages that come twice or late, receipts that cannot be read.
"""

import random
from dataclasses import dataclass
from datetime import date, datetime

from tongban.exchange.lines import misbehaving
from tongban.foundation.kernel.actors import Actor, Role

from .models import SimulatedRating, SimulatedRatingFaults
from .ports import RatingMessage, RatingReceipt, RatingsUnavailable

NAME = "模拟的省好差评系统（不是真的系统，只供演示和测试）"
MAY_SET = frozenset({Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SYSTEM})
RATES = ("loss", "duplicates", "delay", "bad_receipts")


@dataclass(frozen=True, slots=True)
class RatingFaults:
    """How badly it behaves (故障): shares from 0 to 1; the same seed gives the same run."""

    seed: int = 0
    loss: float = 0.0
    duplicates: float = 0.0
    delay: float = 0.0
    bad_receipts: float = 0.0


def faults() -> RatingFaults:
    """What was set last; none while nothing was."""
    row = SimulatedRatingFaults.objects.order_by("-pk").values("seed", *RATES).first()
    return RatingFaults(**row) if row else RatingFaults()


def set_faults(wanted: RatingFaults, *, by: Actor, at: datetime) -> None:
    """Let the simulator misbehave; never a real system."""
    misbehaving.set_faults(
        SimulatedRatingFaults,
        wanted,
        rates=RATES,
        may=MAY_SET,
        refusal="模拟省好差评系统的故障由监督岗或者系统管理员设置。",
        chain="provincial-ratings:simulator",
        by=by,
        at=at,
    )


class Simulator:
    """The system as we have it without a network. Messages in flight are kept in the process, as a line would."""

    name = NAME
    is_simulated = True

    def __init__(self, given: RatingFaults | None = None) -> None:
        self._given = given
        self._dice = random.Random(given.seed if given else 0)  # noqa: S311 - repeatable, and no secret
        self._in_flight: list[RatingMessage] = []

    def deliver(self, message: RatingMessage, *, at: datetime) -> RatingReceipt:
        """Receive the message, and whatever was still under way; a lost answer leaves it under way."""
        now = self._given or faults()
        is_lost = self._happens(now.loss)
        if is_lost and self._happens(0.5):
            raise RatingsUnavailable("没有连上省好差评系统，请稍后再试。")
        self._in_flight += [message] * (2 if self._happens(now.duplicates) else 1)
        if is_lost:
            raise RatingsUnavailable("省好差评系统的回执没有收到，请稍后再试。")
        if self._happens(now.delay):
            raise RatingsUnavailable("省好差评系统超过时间没有回应，请稍后再试。")
        was_known = SimulatedRating.objects.filter(number=message.number).exists()
        self._land(at)
        if self._happens(now.bad_receipts):
            return RatingReceipt("?", "")
        return RatingReceipt(message.number, f"模拟-{message.number}", is_repeat=was_known)

    def count(self, day: date, *, at: datetime) -> int:
        """What has landed of a day; a line that loses calls loses these, too."""
        if self._happens((self._given or faults()).loss):
            raise RatingsUnavailable()
        return SimulatedRating.objects.filter(day=day).count()

    def _happens(self, share: float) -> bool:
        return share > 0 and self._dice.random() < share

    def _land(self, at: datetime) -> None:
        arriving, self._in_flight = self._in_flight, []
        for each in arriving:
            kept = {"kind": each.kind, "follows": each.follows, "day": each.day, "content": each.content, "at": at}
            SimulatedRating.objects.get_or_create(number=each.number, defaults=kept)
