"""Bundles of this process (一件事缓存): what the pages of single matters and the search say of them, asked for rarely.

What was published never changes and comes into force on a day, so it is looked at again after some seconds; a page
that is read thousands of times a second asks once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tongban.foundation.kernel.kept import Kept
from tongban.registers.bundles.rules.finding import MOST, Words, closeness, fitness, words_of
from tongban.registers.catalog.queries import synonyms

from .editions import InForce, in_force_on

FRESH_SECONDS = 5.0
LONGEST_QUESTION = 60
NEAREST = 3


@dataclass(frozen=True, slots=True)
class Linked:
    """A bundle that an item leads to (联办的一件事)."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The bundles in force on a day with their words, and by option."""

    bundles: tuple[tuple[InForce, Words], ...]
    by_option: dict[str, tuple[Linked, ...]]


def standing(on: date) -> Standing:
    """The bundles in force on a day (two statements)."""
    rows = in_force_on(on)
    by_option: dict[str, tuple[Linked, ...]] = {}
    for each in rows:
        for code in dict.fromkeys(member.option_code for member in each.content.members):
            by_option[code] = (*by_option.get(code, ()), Linked(each.code, each.title))
    return Standing(tuple((each, words_of(each.content, _essential_titles(each))) for each in rows), by_option)


def _essential_titles(bundle: InForce) -> list[str]:
    """Of what every application for it holds: a permit of some trade says nothing of the bundle that may hold it."""
    return [each.title for each in bundle.content.members if not each.is_optional and not each.needed_when]


_KEPT = Kept(standing, seconds=FRESH_SECONDS)


def linked_to(option_code: str, *, on: date) -> tuple[Linked, ...]:
    """The bundles in force that hold this option, by code (one statement in five seconds, for all options)."""
    return _KEPT.of(on).by_option.get(option_code, ())


def found_by(q: str, *, on: date, hits: Sequence[str] = ()) -> tuple[InForce, ...]:
    """The bundles in force that fit the question, best first, three at most (one statement in five seconds).

    `hits` are the options that the search of single matters found, best first: a bundle that joins two of the first
    three fits as well, whatever words it has of its own.
    """
    said = q.strip()[:LONGEST_QUESTION]
    if not said:
        return ()
    asked = [said, *(said.replace(word, meant) for word, meant in synonyms() if word in said)]
    marks = [(fitness(words, asked), closeness(words, said), each) for each, words in _KEPT.of(on).bundles]
    fitting = sorted((each for each in marks if each[0]), key=lambda each: (-each[0], -each[1], each[2].code))
    found = [each for _, _, each in fitting]
    first = set(hits[:NEAREST])
    joined = (each for each, _ in _KEPT.of(on).bundles if _joins(each, first) and each not in found)
    return (*found, *joined)[:MOST]


def _joins(bundle: InForce, options: set[str]) -> bool:
    return len({each.option_code for each in bundle.content.members} & options) > 1


def forget() -> None:
    """Look again at the next call; for whoever has just changed something."""
    _KEPT.forget()
