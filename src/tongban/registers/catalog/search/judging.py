"""How well an option answers a question (相关度), and why; pure and the same every time."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from tongban.registers.catalog.guides import Card

from . import actions, words
from .asking import Question, Variant
from .index import Entry, Index, Phrase
from .noise import EMPTY

BY_SOUND = 0.75
INITIALS_TRUST = 0.9
LETTERS_TRUST = 0.85
PINYIN_TRUST = 0.9
COVER_STRONG, COVER_WEAK = 0.9, 0.25
THEIRS, NOT_THEIRS, THEIRS_COVER = 0.3, -0.1, 0.5
MOST_INITIALS = 0.6
CLOSELY = 24
FAINT = 0.36
FREQUENT = 0.08
ALPHA, BETA = 0.7, 0.3
HELD, HELD_LEAST = 0.25, 0.6
LITTLE = 1e-9

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
    """One reading of the question with what each of its grams weighs in this index, seen and heard.

    `likenesses` are those of the phrases that were judged already: options of one item are said the same way.
    """

    variant: Variant
    grams: tuple[Weight, ...]
    mass: float
    typed: tuple[tuple[str, frozenset[str]], ...]
    index: Index
    likenesses: dict[str, float] = field(default_factory=dict)


def weighed(index: Index, question: Question) -> list[Weighed]:
    """The readings of a question, weighed once for all options."""
    return [_weighed(index, each) for each in question.variants]


def ranked(
    readings: list[Weighed], question: Question, entries: Iterable[Entry], fits: Callable[[Card], bool]
) -> list[Judged]:
    """The marks of many options, best first; those that cannot come far, or do not fit, are not looked at closely."""
    seen = [(max(_outlook(each, entry) for each in readings), entry) for entry in entries]
    seen.sort(key=lambda each: (not fits(each[1].card), -each[0], each[1].card.option_code))
    closely = [judged(readings, question, entry) for _, entry in seen[:CLOSELY]]
    barely = [_glanced(outlook, question, entry) for outlook, entry in seen[CLOSELY:]]
    return sorted((*closely, *barely), key=order)


def order(each: Judged) -> tuple[float, str]:
    """Best first, and the same every time."""
    return (-round(each.score, 6), each.entry.card.option_code)


def _glanced(outlook: float, question: Question, entry: Entry) -> Judged:
    return _moved(Judged(entry, COVER_STRONG * outlook, outlook, entry.phrases[0]), question)


def judged(readings: list[Weighed], question: Question, entry: Entry) -> Judged:
    """The best mark over all readings of the question, moved by the action and the department that are wanted.

    Readings that cannot come up to the best one are not gone into: the one that can come farthest is judged first.
    """
    hopeful = sorted(((_most(each, entry), place) for place, each in enumerate(readings)), key=lambda it: -it[0])
    found: list[tuple[float, float, int, Judged]] = []
    for most, place in hopeful:
        if found and most < max(found)[0]:
            break
        mark = _judged(readings[place], entry)
        found.append((mark.score, mark.cover, -place, mark))
    return _moved(max(found)[-1], question)


def _moved(mark: Judged, question: Question) -> Judged:
    """By what is to be done, how many people come for it, and whose matter it is."""
    entry = mark.entry
    is_chance = question.is_only_agency and mark.cover < THEIRS_COVER
    score = (
        (0.0 if is_chance else mark.score) + actions.fit(question.actions, entry.actions) + FREQUENT * entry.frequency
    )
    if not question.agencies:
        return replace(mark, score=score)
    is_theirs = entry.card.agency_key in question.agencies
    cover = max(mark.cover, THEIRS_COVER) if is_theirs else mark.cover
    score += THEIRS if is_theirs else NOT_THEIRS
    return replace(mark, score=score, cover=cover, by_agency=is_theirs)


def _most(reading: Weighed, entry: Entry) -> float:
    """No mark of this reading is greater: every phrase shares at most what all of them share together."""
    if reading.typed:
        return math.inf
    share = _shared(reading.grams, entry.strong, entry.sounds) / (reading.mass or 1.0)
    return reading.variant.trust * (share / (ALPHA + BETA * share) + HELD + COVER_STRONG * share + COVER_WEAK) + LITTLE


def _outlook(reading: Weighed, entry: Entry) -> float:
    """How far an option can come: what it shares with the question, in all of its phrases together."""
    shared = _shared(reading.grams, entry.strong, entry.sounds)
    typed = any(run in entry.initials or run[:3] in entry.letters for run, _ in reading.typed)
    return reading.variant.trust * (shared / (reading.mass or 1.0) + typed)


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
    held = _held(reading.grams, entry.strong, entry.sounds)
    best, phrase = 0.0, entry.phrases[0]
    for each in entry.phrases:
        known = reading.likenesses.get(each.text)
        if known is None:
            known = reading.likenesses[each.text] = _likeness(reading, held, each)
        likeness = each.weight * known
        if likeness > best:
            best, phrase = likeness, each
    mass = reading.mass or 1.0
    strong = _shared(held, entry.strong, entry.sounds) / mass
    weak = sum([by_sight for seen, _, by_sight, _ in reading.grams if seen and seen in entry.weak]) / mass
    score = best + COVER_STRONG * strong + COVER_WEAK * weak
    is_typed = bool(reading.typed) and best > FAINT
    cover = max(strong, weak * 0.8, best) if is_typed or _is_spoken_of(reading, held, entry) else 0.0
    return Judged(entry, reading.variant.trust * score, cover, phrase)


def _is_spoken_of(reading: Weighed, held: Sequence[Weight], entry: Entry) -> bool:
    """Single characters and «没有» are chance: something longer is in common, unless nothing longer was asked."""
    if not any(map(_is_telling, reading.grams)):
        return not any(seen in EMPTY for seen, *_ in reading.grams)
    return any(map(_is_telling, held)) or any(
        _is_telling(each) and each[0] and each[0] in entry.weak for each in reading.grams
    )


def _is_telling(gram: Weight) -> bool:
    return bool(gram[1] or len(gram[0]) > 1) and gram[0] not in EMPTY


def _likeness(reading: Weighed, held: Sequence[Weight], phrase: Phrase) -> float:
    """How much the question and one phrase have in common, 0 to 1; additions count less than gaps."""
    found = 0.0
    shared = _shared(held, phrase.text, phrase.sounds)
    if shared:
        expected = 1.4 * len(phrase.text) * reading.mass / len(reading.grams)
        found = shared / (ALPHA * reading.mass + BETA * max(expected, shared))
        whole = min(shared / reading.index.mass(phrase), 1.0)
        if whole >= HELD_LEAST:
            found += HELD * (whole - HELD_LEAST) / (1 - HELD_LEAST) * min(1.0, (len(phrase.text) - 1) / 4)
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


def _held(grams: Sequence[Weight], text: str, sounds: str) -> list[Weight]:
    """The grams that a text says, by its characters or by their sound."""
    return [each for each in grams if (each[0] and each[0] in text) or (each[1] and each[1] in sounds)]


def _shared(grams: Sequence[Weight], text: str, sounds: str) -> float:
    """What the grams that a text says weigh: in full when the characters are the same, less when only the sound is."""
    found = 0.0
    for seen, heard, by_sight, by_sound in grams:
        if seen and seen in text:
            found += by_sight
        elif heard and heard in sounds:
            found += by_sound
    return found
