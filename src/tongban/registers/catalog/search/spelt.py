"""Matters by the first letters of their sounds (首字母): for a screen pad: one sees what is left with each key."""

from functools import lru_cache

from tongban.registers.catalog.guides import Card
from tongban.registers.catalog.queries import cards

from .words import initials

_MOST_NAMES = 4000


def by_initials(letters: str) -> list[Card]:
    """The matters whose name, or a part of it, sounds so: those that begin with it first, then short names (no query).

    `sfz` finds 身份证; nothing typed finds nothing. It is not noted as a search: each key would be a miss.
    """
    wanted = "".join(each for each in letters.lower() if each.isascii() and each.isalnum())
    if not wanted:
        return []
    found = [(place, len(each.name), each) for each in cards() if (place := _place(each, wanted)) is not None]
    return [each for _, _, each in sorted(found, key=lambda row: (row[0] > 0, row[0], row[1], row[2].option_code))]


def _place(card: Card, wanted: str) -> int | None:
    """Where it stands in the name of the option, or of its item; None if nowhere."""
    places = [place for name in (card.name, card.item_name) if (place := _spelt(name).find(wanted)) >= 0]
    return min(places, default=None)


@lru_cache(_MOST_NAMES)
def _spelt(name: str) -> str:
    return "".join(each for each in initials(name).lower() if each.isascii() and each.isalnum())
