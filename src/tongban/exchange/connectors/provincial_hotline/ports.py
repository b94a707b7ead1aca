"""What the exchange with the province's 12345 needs (省12345热线平台): `config/wiring.py` binds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from tongban.exchange.lines.contract import Instant, Number
from tongban.exchange.lines.ports import HandingSystem, SystemUnavailable

Raw = Any
"""An order as it came over the line; whether it can be read is found by `rules.read_order`."""


@dataclass(frozen=True, slots=True)
class OrderReport:
    """How an order stands (办理情况): the same `number` is the same report, after `follows`, empty for the first.

    `lead` answers for it (主办), `parts` are the bodies that contribute (协办); `satisfaction` is what the person said
    when called back (回访). Of the person nothing goes back.
    """

    number: Number
    order: str
    follows: str
    status: str
    happened_at: Instant
    lead: str = ""
    parts: tuple[str, ...] = ()
    due_on: str = ""
    outcome: str = ""
    reply: str = ""
    satisfaction: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ReportReceipt:
    """What the province answers (回执); `is_repeat`: it had this report before."""

    report: str
    number: Number
    is_repeat: bool = False


class HotlineUnavailable(SystemUnavailable):
    """The province's hotline did not answer, or nothing that could be read (没有回应): it is tried again by itself."""

    code = "provincial_hotline_unavailable"
    sentence = "省12345热线平台现在没有回应，会自动重试。"


class ProvincialHotline(HandingSystem, Protocol):
    """The province's hotline. A call may raise `HotlineUnavailable`, also after it had effect."""

    def orders(self, *, at: datetime) -> Sequence[Raw]:
        """What is handed over to the city and not closed, also what was taken over before."""
        ...

    def report(self, told: OrderReport, *, at: datetime) -> ReportReceipt:
        """Take over how an order stands; the same number again has no second effect."""
        ...
