"""A simulated provincial system of ratings (模拟的省好差评系统), for the demo city and tests: it says that it is one.

It keeps the contract: one effect for one number, nothing before what it follows. Faults make it behave as a real line
does: calls lost before or after they had effect, messages that come twice or late, receipts that cannot be read.
"""

from datetime import date, datetime

from tongban.exchange.lines.misbehaving import Knobs, LineFaults
from tongban.exchange.lines.simulating import Line

from .models import SimulatedRating, SimulatedRatingFaults
from .ports import RatingMessage, RatingReceipt, RatingsUnavailable

NAME = "模拟的省好差评系统（不是真的系统，只供演示和测试）"
KNOBS = Knobs(SimulatedRatingFaults, "省好差评系统", "provincial-ratings:simulator")
faults, set_faults = KNOBS.faults, KNOBS.set_faults


class Simulator:
    """The system as we have it without a network. Messages in flight are kept in the process, as a line would."""

    name = NAME
    is_simulated = True

    def __init__(self, given: LineFaults | None = None) -> None:
        self._given = given
        self._line = Line[RatingMessage]("省好差评系统", RatingsUnavailable, seed=given.seed if given else 0)

    def deliver(self, message: RatingMessage, *, at: datetime) -> RatingReceipt:
        """Receive the message, and whatever was still under way; a lost answer leaves it under way."""
        now = self._given or faults()
        self._line.send(message, now)
        was_known = SimulatedRating.objects.filter(number=message.number).exists()
        self._land(at)
        if self._line.dice.happens(now.bad_receipts):
            return RatingReceipt("?", "")
        return RatingReceipt(message.number, f"模拟-{message.number}", is_repeat=was_known)

    def count(self, day: date, *, at: datetime) -> int:
        """What has landed of a day; a line that loses calls loses these, too."""
        self._line.reach(self._given or faults())
        return SimulatedRating.objects.filter(day=day).count()

    def _land(self, at: datetime) -> None:
        for each in self._line.arrivals():
            kept = {"kind": each.kind, "follows": each.follows, "day": each.day, "content": each.content, "at": at}
            SimulatedRating.objects.get_or_create(number=each.number, defaults=kept)
