"""The real line to the province (省事项库接口): our contract as JSON over HTTPS, each message signed with our key.

The province's own interface is not public; this is the contract that we propose to it. Where it turns out otherwise,
this file is what changes, and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongban.exchange import lines
from tongban.exchange.lines import contract

from .contract import ASK, DELIVER, PUSHED, RECORDS
from .ports import Delivery, LibraryUnavailable, Question, Raw, Receipt

LARGEST = 20_000_000
NAME = "省事项库"


@dataclass(frozen=True, slots=True)
class HttpLibrary:
    """The library at an address; `token` names the city to the province and is shown nowhere."""

    address: str
    token: str = field(repr=False)
    name: str = NAME
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "the library is spoken to over HTTPS"

    def deliver(self, delivery: Delivery, *, at: datetime) -> Receipt:
        found: Receipt = self._ask(DELIVER, at, delivery)
        return found

    def records(self, *, at: datetime) -> Sequence[Raw]:
        return _rows(self._ask(RECORDS, at))

    def pushed(self, *, at: datetime) -> Sequence[Raw]:
        return _rows(self._ask(PUSHED, at))

    def ask(self, question: Question, *, at: datetime) -> Receipt:
        found: Receipt = self._ask(ASK, at, question)
        return found

    def _ask(self, what: contract.Call, at: datetime, message: Any = None) -> Any:
        """One call; anything but an answer as agreed is `LibraryUnavailable`."""
        terms: Any = {"token": self.token, "signed_as": f"item-library:{what.path}", "at": at, "largest": LARGEST}
        try:
            return contract.ask(what, self.address, message, **terms)
        except lines.LineBroken as error:
            raise LibraryUnavailable(**contract.told(error, NAME)) from error


def _rows(answer: list[Any]) -> list[Raw]:
    return [each if isinstance(each, dict) else {} for each in answer]
