"""Which ratings look made up (可疑评价): bursts, identical texts, answers faster than one reads; never removed.

Pure: rows in, doubts out. A doubt is a question for a person, and by itself takes nothing out of any figure.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

TOO_FAST: Final = 3
"""Seconds from opening the page to sending it."""
BURST: Final = 5
WITHIN: Final = timedelta(minutes=30)
SAME_WORDS: Final = 3
LEAST_WORDS: Final = 8
"""Shorter texts, such as «很好», are said alike by honest people."""


class Doubt(StrEnum):
    """Why a rating is looked at (疑点)."""

    TOO_FAST = "too_fast"
    BURST = "burst"
    SAME_WORDS = "same_words"

    @property
    def label(self) -> str:
        return {
            "too_fast": "打开页面几秒就提交",
            "burst": "半小时内同一网络连续评价",
            "same_words": "与多条评价文字一样",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Sign:
    """What is looked at of a rating; `origin` is an index of the network address, empty when not known."""

    pk: int
    at: datetime
    seconds: int | None = None
    origin: bytes = b""
    words: str = ""


def doubts(signs: Iterable[Sign]) -> dict[int, tuple[Doubt, ...]]:
    """The doubts of each rating that has some."""
    rows = sorted(signs, key=lambda each: each.at)
    found: dict[int, set[Doubt]] = defaultdict(set)
    for each in rows:
        if each.seconds is not None and each.seconds < TOO_FAST:
            found[each.pk].add(Doubt.TOO_FAST)
    for pk in _bursts(rows):
        found[pk].add(Doubt.BURST)
    for pk in _alike(rows):
        found[pk].add(Doubt.SAME_WORDS)
    return {pk: tuple(sorted(each)) for pk, each in found.items()}


def _bursts(rows: Sequence[Sign]) -> set[int]:
    """At least `BURST` from one origin within `WITHIN`: all of them."""
    by_origin: dict[bytes, list[Sign]] = defaultdict(list)
    for each in rows:
        if each.origin:
            by_origin[each.origin].append(each)
    found: set[int] = set()
    for same in by_origin.values():
        for first, last in zip(same, same[BURST - 1 :], strict=False):
            if last.at - first.at <= WITHIN:
                found |= {each.pk for each in same if first.at <= each.at <= last.at}
    return found


def _alike(rows: Sequence[Sign]) -> set[int]:
    by_words: dict[str, list[int]] = defaultdict(list)
    for each in rows:
        plain = "".join(char for char in each.words if char.isalnum())
        if len(plain) >= LEAST_WORDS:
            by_words[plain].append(each.pk)
    return {pk for same in by_words.values() if len(same) >= SAME_WORDS for pk in same}
