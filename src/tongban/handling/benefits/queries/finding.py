"""Policies of this process (政策搜索): what the portal's search says of them, asked for rarely.

What was published never changes and comes into force on a day, so it is looked at again after some seconds.
"""

from dataclasses import dataclass
from datetime import date

from tongban.foundation.kernel.kept import Kept
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


def _standing(on: date) -> tuple[tuple[Found, Words], ...]:
    return tuple(_worded(each) for each in in_force(on).order_by("policy__code"))


_KEPT = Kept(_standing, seconds=FRESH_SECONDS)


def found_by(q: str, *, on: date) -> tuple[Found, ...]:
    """The policies in force that fit the question, best first, three at most (one statement in five seconds)."""
    said = q.strip()[:LONGEST_QUESTION]
    if not said:
        return ()
    asked = [said, standing_index().said.translated(plain(said))]
    marks = [(fitness(words, asked), each) for each, words in _KEPT.of(on)]
    fitting = sorted((each for each in marks if each[0]), key=lambda each: (-each[0], each[1].code))
    return tuple(each for _, each in fitting[:MOST])


def forget() -> None:
    """Look again at the next call; for whoever has just changed something."""
    _KEPT.forget()


def _worded(row: PolicyEdition) -> tuple[Found, Words]:
    content = content_of(row)
    text = " ".join((content.title, content.summary, content.benefit, content.source_title))
    found = Found(row.policy.code, row.policy.agency.short_name, row.policy.is_sample, content)
    return found, words_from(content.title.partition("（")[0], text)
