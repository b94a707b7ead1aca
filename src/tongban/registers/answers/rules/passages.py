"""Looking for what was asked in the sentences of one guide (找原文): frequent questions first, then the rest; pure."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.search.noise import EMPTY, without_fillers
from tongban.registers.catalog.search.words import pairs, plain
from tongban.registers.upkeep.rules.states import Section

from .sayings import ASKING

KEPT = 4096
_POLITE = re.compile("怎么办|怎么样|咋办|行不行|行吗|可以吗|能不能|是不是|[吗呢了吧啊呀]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a guide (原文); a frequent question has its answer."""

    section: Section
    text: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """A passage and how well it speaks of what was asked, 0 to 1."""

    passage: Passage
    share: float


@lru_cache(maxsize=KEPT)
def telling(text: str) -> tuple[str, ...]:
    """The words of a text that say what it is about."""
    words = rjieba.cut(plain(text))
    return tuple(dict.fromkeys(each for each in words if _is_telling(each)))


def _is_telling(word: str) -> bool:
    is_asking = word in ASKING or word in EMPTY or all(each in ASKING for each in word)
    return bool(word.strip()) and not is_asking and bool(without_fillers(word))


def weight(words: Collection[str]) -> int:
    """How much words say: their characters."""
    return sum(map(len, words))


def nearest_question(text: str, guide: Guide, names: frozenset[str] = frozenset()) -> Near | None:
    """The frequent question that is asked like this, both ways: what it shares with ours, and ours with it.

    `names` are the pairs of characters by which the matter is called: they stand in every question about it.
    """
    near = (
        Near(
            Passage(Section.FAQ, each.answer, each.question),
            max(_worded_alike(text, plain(each.question), names), _alike(text, each.question, each.answer, names)),
        )
        for each in guide.option.faqs
    )
    return max(near, key=lambda each: each.share, default=None)


def _worded_alike(text: str, question: str, names: frozenset[str]) -> float:
    """How far two questions are the same text (Dice), beside what the matter is called."""
    ours, theirs = (pairs(_POLITE.sub(" ", each)) - names for each in (text, question))
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if len(theirs) > 1 else 0.0


def _alike(text: str, question: str, answer: str, names: frozenset[str]) -> float:
    """How far each asks what the other asks (harmonic mean)."""
    ours = [each for each in telling(text) if not pairs(each) <= names]
    theirs = [each for each in telling(question) if not pairs(each) <= names]
    if not ours or not theirs:
        return 0.0
    said = sum(len(each) * _said_share(each, question, answer) for each in ours) / weight(ours)
    heard = sum(len(each) * _share(each, text) for each in theirs) / weight(theirs)
    return 2 * said * heard / (said + heard) if said and heard else 0.0


def _said_share(word: str, question: str, answer: str) -> float:
    return max(_share(word, question), 0.7 * _share(word, answer))


def _share(word: str, text: str) -> float:
    """Is the word said, or at least half of it?"""
    if word in text:
        return 1.0
    return 0.7 if len(word) > 2 and any(each in text for each in pairs(word)) else 0.0


def is_said(word: str, text: str) -> bool:
    """Does the text say this word, or all of its pairs?"""
    return word in text or (len(word) > 2 and all(word[place : place + 2] in text for place in range(len(word) - 1)))


def nearest_passage(words: Collection[str], guide: Guide) -> Near | None:
    """The sentence that says most of these words."""
    total = weight(words)
    if not total:
        return None
    near = (Near(each, sum(len(word) for word in words if word in each.text) / total) for each in passages(guide))
    return max(near, key=lambda each: each.share, default=None)


def passages(guide: Guide) -> Iterator[Passage]:
    """Every sentence of a guide that may answer a question by itself, with the section where it stands."""
    option = guide.option
    for material in option.materials:
        hints = "；".join((material.source.how, *material.points)).strip("；")
        yield Passage(Section.BRING, _joined(f"{material.name}：{material.why}", hints))
    for condition in option.conditions:
        yield Passage(Section.CAN, _joined(condition.text, condition.otherwise))
    for ground in option.refusal_grounds:
        yield Passage(Section.LAW, f"不予办理：{ground.text}")
    for fee in option.fees:
        yield Passage(Section.COST, _joined(f"{fee.name}：{fee.standard}", fee.reduction))
    for each in option.special_procedures:
        yield Passage(Section.HOW, _joined(each.name, each.limit.note))
    for result in option.results:
        yield Passage(Section.GET, _joined(result.name, result.sample))
    yield from _remarks(guide)


def _remarks(guide: Guide) -> Iterable[Passage]:
    option = guide.option
    told = (
        (Section.HOW, option.statutory_limit.note),
        (Section.HOW, option.process_note),
        (Section.WHERE, option.visit_reason),
        (Section.LAW, option.rights),
        (Section.LAW, option.duties),
    )
    return (Passage(section, text) for section, text in told if text)


def _joined(*texts: str) -> str:
    """Sentences, each with its full stop."""
    return "".join(each if each.endswith(("。", "！", "？")) else f"{each}。" for each in texts if each)
