"""Which matters are frequent (高频事项), by how many cases came in within twelve months; never by a list. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MOST: Final = 50
FEWEST: Final = 12
"""Fewer than one a month is not frequent, however short the list is."""
RULE: Final = f"近12个月收件最多的{MOST}个事项，其中每个不少于{FEWEST}件"


@dataclass(frozen=True, slots=True)
class Frequent:
    """A frequent matter: its place and its cases in twelve months."""

    option_code: str
    place: int
    cases: int


def frequent(volumes: Mapping[str, int], *, most: int = MOST, fewest: int = FEWEST) -> tuple[Frequent, ...]:
    """The most frequent matters, most cases first; equals by code, so that everybody counts the same ones."""
    ranked = sorted(volumes.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return tuple(Frequent(code, place, cases) for place, (code, cases) in enumerate(ranked, 1) if cases >= fewest)


@dataclass(frozen=True, slots=True)
class Offered:
    """How many of the frequent matters are on a list, and which are not (覆盖与缺口)."""

    listed: tuple[Frequent, ...]
    missing: tuple[Frequent, ...]

    @property
    def share(self) -> float | None:
        count = len(self.listed) + len(self.missing)
        return len(self.listed) / count if count else None


def offered(found: tuple[Frequent, ...], listed: frozenset[str], *, item_length: int = 31) -> Offered:
    """The frequent matters against a list that names options, or whole items by the first characters of their code."""
    on_it = {each for each in found if each.option_code in listed or each.option_code[:item_length] in listed}
    return Offered(tuple(each for each in found if each in on_it), tuple(each for each in found if each not in on_it))
