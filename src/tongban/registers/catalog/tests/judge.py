"""Measuring the search (评测): three hundred questions, one in five of every kind held out, and five later lots.

A question is answered first when its first hit is right, and in five when one of the first five is. What the city does
not offer is answered by nothing, or by a result that says that it is unsure.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tongban.foundation.kernel.written import read_yaml
from tongban.registers.catalog.browsing import Filters
from tongban.registers.catalog.guides import Card
from tongban.registers.catalog.search.engine import found
from tongban.registers.catalog.search.index import Index

FILE = Path(__file__).with_name("judged.yaml")
LATER = Path(__file__).with_name("judged_later.yaml")
THIRD, FOURTH, FIFTH, SIXTH = (
    Path(__file__).with_name(f"judged_{name}.yaml") for name in ("third", "fourth", "fifth", "sixth")
)
ALL = (FILE, LATER, THIRD, FOURTH, FIFTH, SIXTH)
HELD_OUT = 5
DEPTH = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with what is right; `none` means that nothing is."""

    kind: str
    q: str
    right: frozenset[str]
    is_held_out: bool

    @property
    def is_out_of_scope(self) -> bool:
        return self.right == {"none"}


@dataclass(frozen=True, slots=True)
class Answered:
    """Where the first right hit stood, from 1; 0 when there was none."""

    asked: Asked
    rank: int
    got: tuple[str, ...]
    is_unsure: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """Shares of many answers, 0 to 1."""

    count: int
    first: float
    five: float
    mrr: float
    unsure: float

    def __str__(self) -> str:
        shares = f"first {self.first:.3f}  five {self.five:.3f}  mrr {self.mrr:.3f}  unsure {self.unsure:.3f}"
        return f"{self.count:4d}  {shares}"


def questions(path: Path = FILE) -> tuple[Asked, ...]:
    """All questions in the order of the file; the held-out ones have the smallest digests of their kind."""
    kinds: dict[str, dict[str, str]] = read_yaml(path.read_text("utf-8"))
    asked: list[Asked] = []
    for kind, said in kinds.items():
        held = set(sorted(said, key=_digest)[: len(said) // HELD_OUT])
        asked += [Asked(kind, q, frozenset(right.split()), q in held) for q, right in said.items()]
    return tuple(asked)


def answers(index: Index, asked: Iterable[Asked]) -> list[Answered]:
    return [_answer(index, each) for each in asked]


def marks(answered: Sequence[Answered]) -> Marks:
    ranks = [each.rank for each in answered]
    count = len(ranks) or 1
    return Marks(
        count=len(ranks),
        first=sum(rank == 1 for rank in ranks) / count,
        five=sum(1 <= rank <= 5 for rank in ranks) / count,
        mrr=sum(1 / rank for rank in ranks if rank) / count,
        unsure=sum(each.is_unsure for each in answered) / count,
    )


def told(answered: Sequence[Answered]) -> str:
    """A table: all, what was tuned on, what was held out, and every kind."""
    groups = {
        "all": answered,
        "open": [each for each in answered if not each.asked.is_held_out],
        "held out": [each for each in answered if each.asked.is_held_out],
        **{kind: [each for each in answered if each.asked.kind == kind] for kind in kinds(answered)},
    }
    return "\n".join(f"{name:12s}{marks(group)}" for name, group in groups.items())


def kinds(answered: Sequence[Answered]) -> list[str]:
    return list(dict.fromkeys(each.asked.kind for each in answered))


def key(card: Card) -> str:
    """Basic code and option number, as the file writes them."""
    return f"{card.basic_code}-{card.option_code[-2:]}"


def _answer(index: Index, asked: Asked) -> Answered:
    result = found(index, asked.q, Filters(), 1, DEPTH)
    got = tuple(key(each.card) for each in result.hits)
    if asked.is_out_of_scope:
        return Answered(asked, int(result.is_empty or result.is_unsure), got, result.is_unsure)
    ranks = (
        place
        for place, each in enumerate(result.hits, 1)
        if asked.right & {key(each.card), f"agency:{each.card.agency_key}"}
    )
    return Answered(asked, next(ranks, 0), got, result.is_unsure)


def _digest(q: str) -> str:
    return hashlib.sha256(q.encode()).hexdigest()
