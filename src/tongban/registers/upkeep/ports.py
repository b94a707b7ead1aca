"""What upkeep needs from outside to know whether addresses lead anywhere (链接检查)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol


class House(Protocol):
    """The addresses of our own house (站内地址)."""

    def owns(self, address: str) -> bool:
        """Is it a path, or a whole address of one of our own hosts?"""
        ...

    def wrong_with(self, address: str) -> str:
        """Why nobody gets anywhere there, in words; "" when they do."""
        ...


class Outside(Protocol):
    """The addresses of others (外部地址)."""

    def silent(self, addresses: Sequence[str]) -> dict[str, str]:
        """Those that were asked and did not answer, with words; never raises for what it meets."""
        ...


class Supervision(Protocol):
    """Whose map of responsibility names a supervisor for each permit (审批监管责任清单)."""

    def __call__(self, on: date) -> Mapping[str, str]:
        """The permits in force without one: implementation code to name."""
        ...


class NoHouse:
    """A house that has no pages: nothing is its own."""

    def owns(self, address: str) -> bool:
        return False

    def wrong_with(self, address: str) -> str:
        return ""


class NoNetwork:
    """A house that asks nobody (不联网): only the shape of an address is looked at."""

    def silent(self, addresses: Sequence[str]) -> dict[str, str]:
        return {}


def nothing_to_say(on: date) -> Mapping[str, str]:
    """A house without a map: nobody is missing on it."""
    return {}


@dataclass(slots=True)
class Bound:
    """Which answers are in use; `config/wiring.py` binds them."""

    house: House = field(default_factory=NoHouse)
    outside: Outside = field(default_factory=NoNetwork)
    unsupervised: Supervision = nothing_to_say


BOUND = Bound()
