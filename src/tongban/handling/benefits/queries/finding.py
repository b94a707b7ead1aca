"""Policies of this process (政策搜索): what the portal's search says of them, asked for rarely.

What was published never changes and comes into force on a day, so it is looked at again after some seconds.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock

from tongban.handling.benefits.models import PolicyEdition
from tongban.handling.benefits.rules.content import Content
from tongban.registers.bundles.rules.finding import MOST, Words, fitness, words_from
from tongban.registers.catalog.search.engine import standing_index
from tongban.registers.catalog.search.words import plain

from .policies import content_of, in_force

FRESH_SECONDS = 5.0
LONGEST_QUESTION = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A policy that a search found (搜到的政策)."""

    code: str
    agency: str
    is_sample: bool
    content: Content


@dataclass(frozen=True, slots=True)
class _Standing:
    on: date
    asked_at: float
    policies: tuple[tuple[Found, Words], ...]


class Shelf:
    """The policies in force with their words; safe between threads. Tests give their own clock."""

    def __init__(self, tick: Callable[[], float] = time.monotonic) -> None:
        self._tick, self._lock = tick, Lock()
        self._standing: _Standing | None = None

    def standing(self, on: date) -> _Standing:
        kept = self._standing
        if kept is not None and kept.on == on and self._tick() - kept.asked_at < FRESH_SECONDS:
            return kept
        found = _Standing(on, self._tick(), tuple(_worded(each) for each in in_force(on).order_by("policy__code")))
        with self._lock:
            self._standing = found
        return found

    def forget(self) -> None:
        with self._lock:
            self._standing = None


_SHELF = Shelf()


def found_by(q: str, *, on: date) -> tuple[Found, ...]:
    """The policies in force that fit the question, best first, three at most (one statement in five seconds)."""
    said = q.strip()[:LONGEST_QUESTION]
    if not said:
        return ()
    asked = [said, standing_index().said.translated(plain(said))]
    marks = [(fitness(words, asked), each) for each, words in _SHELF.standing(on).policies]
    fitting = sorted((each for each in marks if each[0]), key=lambda each: (-each[0], each[1].code))
    return tuple(each for _, each in fitting[:MOST])


def forget() -> None:
    """Look again at the next call; for whoever has just changed something."""
    _SHELF.forget()


def _worded(row: PolicyEdition) -> tuple[Found, Words]:
    content = content_of(row)
    text = " ".join((content.title, content.summary, content.benefit, content.source_title))
    found = Found(row.policy.code, row.policy.agency.short_name, row.policy.is_sample, content)
    return found, words_from(content.title.partition("（")[0], text)
