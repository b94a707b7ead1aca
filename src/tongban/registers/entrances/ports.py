"""What the register of entrances needs from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .rules import Health


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look at an address found, and in words why."""

    health: Health
    words: str


class LinkChecker(Protocol):
    """Looks whether addresses answer (链接检查)."""

    def look(self, addresses: Sequence[str]) -> dict[str, Looked]:
        """What each address says; an address that may not be asked is `UNSEEN`. Never raises for what it meets."""
        ...


class NoNetwork:
    """The binding of a house that asks nobody (不联网): it says so instead of guessing."""

    def look(self, addresses: Sequence[str]) -> dict[str, Looked]:
        return {each: Looked(Health.UNSEEN, "这里没有开通外网检查，没有检查") for each in addresses}


BOUND: dict[str, LinkChecker] = {"links": NoNetwork()}
"""The checker in use; `config/wiring.py` binds it."""
