"""Looking for what was asked in the sentences of one guide (找原文): frequent questions first, then the rest; pure."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.search.words import pairs, plain
from tongban.registers.upkeep.rules.states import Section

from .wording import meaning, same, telling, weight

KEPT_WHOLE = 512
OURS, OF_NAMES_ALONE, FEW, SHORT = 0.35, 0.45, 2, 2
_FORM = re.compile(
    "[ 的了吗呢吧啊呀我你他她您们要能可以不没有是在就都也还个一这那去来办怎么什啥得给把被让对从到里上下]"
)
SPELT_ALIKE = 0.8
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


def nearest_question(text: str, guide: Guide, names: frozenset[str] = frozenset()) -> Near | None:
    """The frequent question that is asked like this, both ways: what it shares with ours, and ours with it.

    `names` are the pairs of characters by which the matter is called: they stand in every question about it.
    """
    near = (
        Near(
            Passage(Section.FAQ, each.answer, each.question),
            max(
                _worded_alike(same(text), same(each.question), names),
                SPELT_ALIKE * _spelt_alike(same(text), same(each.question), names),
                _alike(text, each.question, each.answer, names),
            ),
        )
        for each in guide.option.faqs
    )
    return max(near, key=lambda each: each.share, default=None)


def _worded_alike(text: str, question: str, names: frozenset[str]) -> float:
    """How far two questions are the same text (Dice), beside what the matter is called."""
    ours, theirs = (pairs(_POLITE.sub(" ", each)) - names for each in (text, question))
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if len(theirs) > 1 else 0.0


def _spelt_alike(text: str, question: str, names: frozenset[str]) -> float:
    """How far the characters that say something are the same, beside those of the matter's name (Dice)."""
    of_name = "".join(names)
    ours, theirs = (set(_FORM.sub("", each)) - set(of_name) for each in (text, question))
    ours |= pairs(text) - names
    theirs |= pairs(question) - names
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if theirs and ours else 0.0


def _alike(text: str, question: str, answer: str, names: frozenset[str]) -> float:
    """How far each asks what the other asks (weighed harmonic mean): that ours is answered counts for more."""
    ours, theirs = ([each for each in meaning(said) if not pairs(each) <= names] for said in (text, question))
    if not ours and names and len(meaning(text)) >= FEW:
        return min(_alike(text, question, answer, frozenset()), OF_NAMES_ALONE)
    if not ours or not theirs:
        return 0.0
    asked, said, told = (f"{same(each)} {' '.join(meaning(each))}" for each in (question, answer, text))
    ours_said = sum(weight((each,)) * _said_share(each, asked, said) for each in ours) / weight(ours)
    theirs_said = sum(weight((each,)) * _share(each, told) for each in theirs) / weight(theirs)
    if not ours_said or not theirs_said:
        return 0.0
    return (1 + OURS) * ours_said * theirs_said / (OURS * ours_said + theirs_said)


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


def nearest_passage(words: Collection[str], text: str, guide: Guide) -> Near | None:
    """The sentence that says most of these words; of several that do, the one most like the question."""
    total = weight(words)
    if not total:
        return None
    near = (
        Near(each, sum(weight((word,)) for word in words if _is_in(word, each)) / total) for each in passages(guide)
    )
    ours = pairs(text)
    said = ((each, len(ours & pairs(plain(each.passage.question + each.passage.text)))) for each in near)
    best = max(said, key=lambda each: (each[0].share, each[1]), default=None)
    return best[0] if best is not None else None


def _is_in(word: str, passage: Passage) -> bool:
    """A short word has to be a word there too: «出租» is not said by «出租人»."""
    said = passage.question + passage.text
    return word in said if len(word) > SHORT else word in telling(said) or word in meaning(said)


def passages(guide: Guide) -> Iterator[Passage]:
    """Every sentence of a guide that may answer a question by itself, with the section where it stands."""
    option = guide.option
    for material in option.materials:
        hints = "；".join((material.source.how, *material.points)).strip("；")
        yield Passage(Section.BRING, _joined(f"{material.name}：{material.why}", hints))
    for each in option.faqs:
        yield Passage(Section.FAQ, each.answer, each.question)
    for condition in option.conditions:
        yield Passage(Section.CAN, _joined(condition.text, condition.otherwise))
    for ground in option.refusal_grounds:
        yield Passage(Section.LAW, f"不予办理：{ground.text}")
    for fee in option.fees:
        yield Passage(Section.COST, _joined(f"{fee.name}：{fee.standard}", fee.reduction))
    for procedure in option.special_procedures:
        yield Passage(Section.HOW, _joined(procedure.name, procedure.limit.note))
    for result in option.results:
        yield Passage(Section.GET, _joined(result.name, result.sample))
    yield from _remarks(guide)


@lru_cache(maxsize=KEPT_WHOLE)
def _read(summary: str, told: tuple[str, ...]) -> str:
    return same("\n".join((summary, *told)))


def whole(guide: Guide) -> str:
    """All sentences of a guide as one text, with one word for each thing (全文)."""
    return _read(guide.option.summary, tuple(each.question + each.text for each in passages(guide)))


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
