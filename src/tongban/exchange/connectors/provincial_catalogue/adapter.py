"""The real line to the province (省事项库接口): our contract as JSON over HTTPS, each message signed with our key.

The province's own interface is not public; this is the contract that we propose to it. Where it turns out otherwise,
this file is what changes, and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongban.exchange.lines.adapters import HttpEnd

from .contract import ASK, DELIVER, PUSHED, RECORDS
from .ports import Delivery, LibraryUnavailable, Question, Raw, Receipt

NAME = "省事项库"


@dataclass(frozen=True, slots=True)
class HttpLibrary(HttpEnd):
    """The library at an address; `token` names the city to the province and is shown nowhere."""

    called, signed_as, broken = NAME, "item-library:{path}", LibraryUnavailable
    largest = 20_000_000
    name: str = NAME

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


def _rows(answer: list[Any]) -> list[Raw]:
    return [each if isinstance(each, dict) else {} for each in answer]
