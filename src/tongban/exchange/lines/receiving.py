"""A pretended system that takes messages in under their numbers (模拟的接收方): one effect for one number.

Messages in flight are kept in the process, as a line would; a lost answer leaves them under way.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models

from tongban.foundation.kernel.errors import Declined

from .misbehaving import Knobs, LineFaults
from .simulating import Line


class ReceivingEnd:
    """The other end of a line with receipts; without faults `given` it behaves as its knobs say."""

    def __init__(
        self, kept: type[models.Model], knobs: Knobs, other: str, broken: type[Declined], given: LineFaults | None
    ) -> None:
        self._kept, self._knobs, self._given = kept, knobs, given
        self.line = Line[Any](other, broken, seed=given.seed if given else 0)
        self.dice = self.line.dice

    def reached(self) -> LineFaults:
        """Something is asked that changes nothing; a line that loses calls loses these, too."""
        now = self._given or self._knobs.faults()
        self.line.reach(now)
        return now

    def receive(
        self,
        message: Any,
        told: Callable[[Any], Mapping[str, Any]],
        then: Callable[[Any], object] = lambda message: None,
    ) -> tuple[str, str, bool]:
        """The message arrives, and whatever was under way: of what the receipt is, its number, whether it was known.

        `told` is what is kept of a new one, `then` what it does; a receipt may be one that nobody can read.
        """
        now, rows = self._given or self._knobs.faults(), self._kept._default_manager
        self.line.send(message, now)
        was_known = rows.filter(number=message.number).exists()
        for each in self.line.arrivals():
            if rows.get_or_create(number=each.number, defaults=told(each))[1]:
                then(each)
        if self.dice.happens(now.bad_receipts):
            return "?", "", False
        return message.number, f"模拟-{message.number}", was_known
