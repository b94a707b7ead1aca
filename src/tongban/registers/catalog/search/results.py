"""What a search answers (搜索结果): hits with the reason why, counts for filters, and an honest «nothing»."""

from collections.abc import Mapping
from dataclasses import dataclass

from tongban.registers.catalog.guides import Card


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `is_hit` marks what was searched for."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """An option that was found, and why (命中原因)."""

    card: Card
    score: float
    why: str
    name: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of hits; `total` and `counts` are over all pages.

    `is_unsure` says that the hits speak of part of the question only: they are shown as guesses, and where to turn.
    """

    q: str
    hits: tuple[Hit, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    did_you_mean: str
    suggestions: tuple[str, ...]
    is_unsure: bool = False

    @property
    def is_empty(self) -> bool:
        return self.total == 0
