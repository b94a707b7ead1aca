"""A simulated provincial system of ratings (模拟的省好差评系统), for the demo city and tests: it says that it is one.

It keeps the contract: one effect for one number, nothing before what it follows. Faults make it behave as a real line
does: calls lost before or after they had effect, messages that come twice or late, receipts that cannot be read.
"""

from datetime import date, datetime

from tongban.exchange.lines.misbehaving import Knobs, LineFaults
from tongban.exchange.lines.receiving import ReceivingEnd

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
        self._end = ReceivingEnd(SimulatedRating, KNOBS, "省好差评系统", RatingsUnavailable, given)

    def deliver(self, message: RatingMessage, *, at: datetime) -> RatingReceipt:
        """Receive the message, and whatever was still under way."""
        names = ("kind", "follows", "day", "content")
        return RatingReceipt(
            *self._end.receive(message, lambda each: {name: getattr(each, name) for name in names} | {"at": at})
        )

    def count(self, day: date, *, at: datetime) -> int:
        """What has landed of a day."""
        self._end.reached()
        return SimulatedRating.objects.filter(day=day).count()
