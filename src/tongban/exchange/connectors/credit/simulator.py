"""A simulated credit platform (模拟的信用平台), for the demo city and tests: it says on screens that it is one.

It keeps the contract: one effect for one number. Faults make it behave as a real line does: calls lost before or after
they had effect, messages that come twice or late, receipts that cannot be read. A run can be repeated by its seed.
"""

from datetime import datetime

from tongban.exchange.lines.misbehaving import Knobs, LineFaults
from tongban.exchange.lines.receiving import ReceivingEnd

from .models import SimulatedCreditFaults, SimulatedCreditMessage
from .ports import CreditMessage, CreditReceipt, CreditUnavailable

NAME = "模拟的信用平台（不是真的平台，只供演示和测试）"
KNOBS = Knobs(SimulatedCreditFaults, "信用平台", "credit-platform:simulator")
faults, set_faults = KNOBS.faults, KNOBS.set_faults


class Simulator:
    """The platform as we have it without a network. Messages in flight are kept in the process, as a line would."""

    name = NAME
    is_simulated = True

    def __init__(self, given: LineFaults | None = None) -> None:
        self._end = ReceivingEnd(SimulatedCreditMessage, KNOBS, "信用平台", CreditUnavailable, given)

    def deliver(self, message: CreditMessage, *, at: datetime) -> CreditReceipt:
        """Receive the message, and whatever was still under way."""
        return CreditReceipt(
            *self._end.receive(message, lambda each: {"kind": each.kind, "content": each.content, "at": at})
        )
