"""The draw (随机抽取) that anybody can repeat: the seed comes from the ledger, the smallest lot wins; pure.

Nobody knows the seed before the entries are closed: it is made of the entrants and of the first sealed block of the
city's ledger in which the closing itself stands. Who wants to check it needs nothing but SHA-256.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

RECIPE = "通办中介随机抽取1"


@dataclass(frozen=True, slots=True)
class Lot:
    """What one entrant drew (签号): the SHA-256 of the seed and their code."""

    code: str
    lot: str


def seed_lines(number: str, entrants: Iterable[str], block_hash: str) -> list[str]:
    """The lines whose SHA-256 is the seed: recipe, number of the need, entrants in order of code, hash of the block."""
    return [RECIPE, number, *sorted(entrants), block_hash]


def digest(lines: Sequence[str]) -> str:
    """SHA-256 of lines joined by line feeds, in hexadecimal digits."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def draw(number: str, entrants: Iterable[str], block_hash: str) -> list[Lot]:
    """All lots, the winner's first, then who follows when the one before gives up (候补顺序)."""
    codes = list(entrants)
    seed = digest(seed_lines(number, codes, block_hash))
    return sorted((Lot(code, digest([seed, code])) for code in codes), key=lambda each: (each.lot, each.code))


def commitment(number: str, code: str, price: int, days: int, salt: str) -> str:
    """What is published of a bid before the bids are opened (报价承诺值): the price in fen cannot be changed later."""
    return digest([number, code, str(price), str(days), salt])


def inspected(month: str, code: str, block_hash: str, percent: int) -> bool:
    """Does the month's draw inspect this agency (双随机抽查)? The share is that of its class."""
    return int(digest([month, code, block_hash])[:8], 16) * 100 < percent * 16**8
