"""How well an option answers a question (相关度), and why; pure and the same every time."""

from collections.abc import Iterable
from dataclasses import dataclass

from . import actions, words
from .asking import Question, Variant
from .index import Entry, Index, Phrase

HEARD = 0.25
INITIALS_TRUST = 0.9
LETTERS_TRUST = 0.85
COVER_STRONG, COVER_WEAK, COVER_AGENCY = 0.45, 0.2, 0.25
ENOUGH = 0.36
MOST_INITIALS = 0.6

Grams = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One option's mark; `cover` is the share of the question that the option speaks of at all."""

    entry: Entry
    score: float
    cover: float
    phrase: Phrase | None
    by_agency: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """One reading of the question with what each of its grams weighs in this index."""

    variant: Variant
    seen: Grams
    heard: Grams
    seen_mass: float
    heard_mass: float
    typed: tuple[tuple[str, frozenset[str]], ...]


def weighed(index: Index, question: Question) -> list[Weighed]:
    """The readings of a question, weighed once for all options."""
    return [_weighed(index, each) for each in question.variants]


def judged(readings: list[Weighed], wanted: frozenset[str], entry: Entry) -> Judged:
    """The best mark over all readings of the question, moved by the action that is wanted."""
    marks = [_judged(each, entry) for each in readings]
    best = max(marks, key=lambda each: (each.score, each.cover))
    score = best.score + actions.fit(wanted, entry.actions)
    return Judged(entry, score, best.cover, best.phrase, best.by_agency)


def _weighed(index: Index, variant: Variant) -> Weighed:
    seen = [(each, index.weigh(each)) for each in (*variant.pairs, *variant.singles)]
    heard = [(each, index.weigh(each)) for each in (*variant.sound_pairs, *variant.sound_singles)]
    return Weighed(
        variant=variant,
        seen=seen,
        heard=heard,
        seen_mass=_mass(seen),
        heard_mass=_mass(heard),
        typed=tuple((run, frozenset(words.threes(words.typed_letters(run)))) for run in variant.runs),
    )


def _judged(reading: Weighed, entry: Entry) -> Judged:
    best, phrase = 0.0, entry.phrases[0]
    for each in entry.phrases:
        likeness = each.weight * _likeness(reading, each)
        if likeness > best:
            best, phrase = likeness, each
    strong = _cover(reading, entry)
    weak = _shared(reading.seen, entry.weak) / reading.seen_mass if reading.seen_mass else 0.0
    agency = _shared(reading.seen, entry.agency) / reading.seen_mass if reading.seen_mass else 0.0
    score = best + COVER_STRONG * strong + COVER_WEAK * weak + COVER_AGENCY * agency
    cover = max(strong, weak * 0.8, agency, best)
    return Judged(entry, reading.variant.trust * score, cover, phrase, by_agency=agency > max(strong, best))


def _likeness(reading: Weighed, phrase: Phrase) -> float:
    """How much the question and one phrase have in common, 0 to 1; additions count less than gaps."""
    found = 0.0
    sound = _tversky(reading.heard, reading.heard_mass, phrase.sounds)
    if sound and reading.variant.has_text:
        found = (1 - HEARD) * _tversky(reading.seen, reading.seen_mass, phrase.text) + HEARD * sound
    elif sound:
        found = INITIALS_TRUST * sound
    for run, typed in reading.typed:
        found = max(found, _run_likeness(run, typed, phrase, alone=not reading.variant.has_text))
    return found


def _run_likeness(run: str, typed: frozenset[str], phrase: Phrase, *, alone: bool) -> float:
    """Initials (首字母) or misspelled pinyin, judged letter by letter."""
    if run in phrase.initials:
        best = INITIALS_TRUST * (0.5 + 0.5 * len(run) / len(phrase.initials))
    else:
        share = _longest_shared(run, phrase.initials) / len(run)
        best = INITIALS_TRUST * 0.6 * share if share >= MOST_INITIALS else 0.0
    if typed:
        shared = sum(each in phrase.letters for each in typed)
        best = max(best, LETTERS_TRUST * shared / (0.7 * len(typed) + 0.3 * max(len(phrase.letters) - 2, 1)))
    return min(best, 1.0) * (1.0 if alone else 0.6)


def _longest_shared(run: str, initials: str) -> int:
    """The length of the longest beginning or ending of the run that the initials hold."""
    return max((n for n in range(2, len(run)) if run[:n] in initials or run[-n:] in initials), default=0)


def _tversky(grams: Grams, whole: float, text: str) -> float:
    """Shared weight against the question's own and, less, against the phrase's as its length lets expect."""
    shared = _shared(grams, text)
    if not shared:
        return 0.0
    expected = 1.4 * len(text) * whole / len(grams)
    return shared / (0.7 * whole + 0.3 * max(expected, shared))


def _cover(reading: Weighed, entry: Entry) -> float:
    sound = _shared(reading.heard, entry.sounds) / reading.heard_mass if reading.heard_mass else 0.0
    if not (reading.variant.has_text and sound):
        return sound
    return (1 - HEARD) * _shared(reading.seen, entry.strong) / reading.seen_mass + HEARD * sound


def _shared(grams: Grams, text: str) -> float:
    return sum([weight for gram, weight in grams if gram in text])


def _mass(grams: Iterable[tuple[str, float]]) -> float:
    return sum(weight for _, weight in grams)
