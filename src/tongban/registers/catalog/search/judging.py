"""How well an option answers a question (相关度), and why; pure and the same every time."""

from dataclasses import dataclass

from . import actions, words
from .asking import Question, Variant
from .index import Entry, Index, Phrase

BY_SOUND = 0.75
INITIALS_TRUST = 0.9
LETTERS_TRUST = 0.85
PINYIN_TRUST = 0.9
COVER_STRONG, COVER_WEAK = 0.9, 0.25
THEIRS, NOT_THEIRS, THEIRS_COVER = 0.3, -0.1, 0.5
MOST_INITIALS = 0.6
FREQUENT = 0.08
ALPHA, BETA = 0.7, 0.3
HELD, HELD_LEAST = 0.25, 0.6

Weight = tuple[str, str, float, float]


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
    """One reading of the question with what each of its grams weighs in this index, seen and heard."""

    variant: Variant
    grams: tuple[Weight, ...]
    mass: float
    typed: tuple[tuple[str, frozenset[str]], ...]
    index: Index


def weighed(index: Index, question: Question) -> list[Weighed]:
    """The readings of a question, weighed once for all options."""
    return [_weighed(index, each) for each in question.variants]


def judged(readings: list[Weighed], question: Question, entry: Entry) -> Judged:
    """The best mark over all readings of the question, moved by the action that is wanted."""
    marks = [_judged(each, entry) for each in readings if not each.variant.is_clause]
    best = max(marks, key=lambda each: (each.score, each.cover))
    for each in readings:
        if each.variant.is_clause:
            part = _judged(each, entry)
            if part.score > best.score:
                best = part
    score = best.score + actions.fit(question.actions, entry.actions) + FREQUENT * entry.frequency
    if not question.agencies:
        return Judged(entry, score, best.cover, best.phrase)
    is_theirs = entry.card.agency_key in question.agencies
    score += THEIRS if is_theirs else NOT_THEIRS
    return Judged(entry, score, max(best.cover, THEIRS_COVER if is_theirs else 0.0), best.phrase, is_theirs)


def _weighed(index: Index, variant: Variant) -> Weighed:
    grams = []
    mass = 0.0
    for seen, heard in variant.grams:
        by_sound = index.weigh(heard) * (BY_SOUND if seen else PINYIN_TRUST) if heard else 0.0
        by_sight = index.weigh(seen) if seen else 0.0
        if seen and heard and not index.knows(seen) and index.knows(heard):
            mass += max(by_sight, by_sound)
        else:
            by_sound = min(by_sound, by_sight) if seen else by_sound
            mass += by_sight or by_sound
        grams.append((seen, heard, by_sight, by_sound))
    return Weighed(
        variant=variant,
        grams=tuple(grams),
        mass=mass,
        typed=tuple((run, frozenset(words.threes(words.typed_letters(run)))) for run in variant.runs),
        index=index,
    )


def _judged(reading: Weighed, entry: Entry) -> Judged:
    best, phrase = 0.0, entry.phrases[0]
    for each in entry.phrases:
        likeness = each.weight * _likeness(reading, each)
        if likeness > best:
            best, phrase = likeness, each
    mass = reading.mass or 1.0
    strong = _shared(reading.grams, entry.strong, entry.sounds) / mass
    weak = _shared(reading.grams, entry.weak, "") / mass
    score = best + COVER_STRONG * strong + COVER_WEAK * weak
    return Judged(entry, reading.variant.trust * score, max(strong, weak * 0.8, best), phrase)


def _likeness(reading: Weighed, phrase: Phrase) -> float:
    """How much the question and one phrase have in common, 0 to 1; additions count less than gaps."""
    found = 0.0
    shared = _shared(reading.grams, phrase.text, phrase.sounds)
    if shared:
        expected = 1.4 * len(phrase.text) * reading.mass / len(reading.grams)
        whole = reading.index.mass(phrase)
        found = shared / (ALPHA * reading.mass + BETA * max(expected, shared))
        held = min(shared / whole, 1.0)
        if held >= HELD_LEAST:
            found += HELD * (held - HELD_LEAST) / (1 - HELD_LEAST) * min(1.0, (len(phrase.text) - 1) / 4)
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


def _shared(grams: tuple[Weight, ...], text: str, sounds: str) -> float:
    """The weight of what the text says, by its characters or, less, by their sound."""
    found = 0.0
    for seen, heard, by_sight, by_sound in grams:
        if seen and seen in text:
            found += by_sight
        elif heard and heard in sounds:
            found += by_sound
    return found
