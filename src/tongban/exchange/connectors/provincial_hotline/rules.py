"""What the province hands over and what it learns (转办、办理情况): pure; 国办发〔2020〕53号."""

from datetime import date
from typing import Annotated, Any, Literal

import msgspec

from tongban.exchange.lines.contract import Instant, Unreadable, understood

CHANNEL = "provincial_hotline"
CHAIN = "work-order"
VERBS = frozenset(
    {
        *("take_in", "answer", "dispatch", "refuse", "merge", "sign", "send_back", "assign", "extend", "reply"),
        *("ask_joint", "contribute", "call_back", "rate", "send_again", "settle", "withdraw"),
    }
)
"""What of the ledger the province learns; an order that is not theirs has no line there."""


class OrderOnLine(msgspec.Struct, frozen=True):
    """An order as the province writes it (转办单): what is wanted, by whom, and by which day it is to be done."""

    number: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    kind: Literal["consult", "help", "complaint", "report", "suggestion"]
    content: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
    called_at: Instant
    due_on: date
    privacy: Literal["open", "confidential", "anonymous"] = "open"
    place: Annotated[str, msgspec.Meta(max_length=120)] = ""
    name: Annotated[str, msgspec.Meta(max_length=60)] = ""
    phone: Annotated[str, msgspec.Meta(max_length=20)] = ""


def read_order(raw: Any) -> tuple[OrderOnLine | None, str]:
    """The order, or what is wrong with it."""
    try:
        found: OrderOnLine = understood(raw, OrderOnLine)
    except Unreadable as wrong:
        return None, f"转办单{wrong.words}"
    return found, ""


def number_of(raw: Any) -> str:
    """The number of an order that may not be read, as far as there is one."""
    found = raw.get("number") if isinstance(raw, dict) else None
    return found[:40] if isinstance(found, str) else ""
