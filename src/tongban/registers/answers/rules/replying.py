"""Answering a question out of the guides (智能问答): which matter, which part; asking back; owning up; pure.

Nothing is said that no guide in force says. What a question holds beyond the matter and the part that it asks for has
to stand somewhere in that guide, or the answer is that the guide does not say it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from tongban.registers.catalog.content import Question
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.search.index import Index
from tongban.registers.catalog.search.results import SearchResult
from tongban.registers.catalog.search.words import plain

from .asked import Asked, asking, is_asking, is_pointed
from .beside import is_for_it, is_too_much, unsaid_of
from .choosing import fitting, is_beside, is_one_item, likeness, near_by_question, often_asked
from .elements import Element, heard
from .finding import is_absent, is_named, is_plain, searched
from .names import called, is_called, matter_of
from .passages import Near, is_said, nearest_passage, nearest_question
from .sayings import CERTAIN, MAY
from .telling import Part, deciding, part
from .wording import heard_out, meaning, same, telling

LONGEST = 100
ASKED_LIKE = 0.55
SPOKEN_OF = 0.6
A_LITTLE_LIKE = 0.2
BESIDE = 0.75


class ReplyKind(StrEnum):
    """What a reply is (答复的种类): an answer, a question back, or that no guide says it."""

    ANSWER = "answer"
    ASK_BACK = "ask_back"
    UNSURE = "unsure"


class Doubt(StrEnum):
    """Why there is no answer (答不了的原因)."""

    NO_MATTER = "no_matter"
    NOT_IN_GUIDE = "not_in_guide"
    NOTHING_ASKED = "nothing_asked"


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one question (答复). `guide` is the matter that it is about, and stays so for the next question.

    `question` is a situation that decides what else to bring; `choices` are matters that the question fits equally;
    `unsaid` are the words that the guide says nothing about.
    """

    kind: ReplyKind
    q: str
    guide: Guide | None = None
    parts: tuple[Part, ...] = ()
    choices: tuple[Guide, ...] = ()
    question: Question | None = None
    doubt: Doubt | None = None
    unsaid: tuple[str, ...] = ()

    @property
    def elements(self) -> tuple[Element, ...]:
        return tuple(each.element for each in self.parts)


def reply(
    q: str, *, index: Index, guide_of: Callable[[str], Guide], kept: Guide | None = None, situation: Mapping[str, Any]
) -> Reply:
    """Answer one question; `kept` is the matter that was spoken of before. Never raises for what is typed."""
    text = heard_out(plain(q[:LONGEST]))
    elements, rest = heard(text)
    asked = Asked(q, text, elements, rest, asking(text) or rest, index, guide_of, situation)
    if not text:
        return Reply(ReplyKind.UNSURE, q, doubt=Doubt.NOTHING_ASKED)
    if kept is not None and (stayed := _still_about(asked, kept)) is not None:
        return stayed
    fresh = _anew(asked)
    return _told(asked, kept) if kept is not None and fresh.doubt is Doubt.NO_MATTER else fresh


def _still_about(asked: Asked, kept: Guide) -> Reply | None:
    """The answer about the matter that was spoken of; None when the question names another one."""
    rest = telling(asked.rest)
    near = nearest_question(asked.text, kept, called(kept))
    if near is not None and near.share >= ASKED_LIKE:
        return _told(asked, kept)
    if not rest or all(is_said(each, matter_of(kept)) for each in rest):
        return _told(asked, kept)
    result = searched(asked)
    if result.hits and not result.is_unsure:
        return None
    return _told(asked, kept)


def _anew(asked: Asked) -> Reply:
    """The answer to a question that has to name its matter."""
    result = searched(asked)
    if result.hits and is_absent(asked, result):
        return Reply(ReplyKind.UNSURE, asked.q, doubt=Doubt.NO_MATTER)
    if not result.hits or (result.is_unsure and not _is_all_said(asked, result)):
        return _by_question(asked, result)
    if (often := often_asked(asked, result.hits)) is not None:
        return _told(asked, often)
    best, *others = fitting(asked, result.hits)
    is_open = bool(others) and not is_one_item((best, *others))
    if not (is_named(asked, best) or is_plain(result)) or (is_open and is_beside(asked, (best, *others))):
        return _by_question(asked, result)
    if is_open:
        return Reply(ReplyKind.ASK_BACK, asked.q, choices=(best, *others))
    told = _told(asked, best, is_plain=is_plain(result))
    if told.kind is not ReplyKind.ANSWER:
        near = near_by_question(asked, result)
        return _told(asked, near) if near is not None else told
    beside = (each.card.option_code for each in result.hits if each.score >= BESIDE * result.hits[0].score)
    return replace(told, choices=tuple(asked.guide_of(each) for each in beside if each != best.option_code))


def _is_all_said(asked: Asked, result: SearchResult) -> bool:
    """Is the best of them called by its name, and nothing asked that it is not called?"""
    best = asked.guide_of(result.hits[0].card.option_code)
    return is_called(asked, best) and not unsaid_of(asked, best)


def _by_question(asked: Asked, result: SearchResult) -> Reply:
    """No matter for sure: but one about which just this is often asked is one."""
    often = near_by_question(asked, result)
    return _told(asked, often) if often is not None else Reply(ReplyKind.UNSURE, asked.q, doubt=Doubt.NO_MATTER)


def _told(asked: Asked, guide: Guide, *, is_plain: bool = False) -> Reply:
    """What the guide says: a question that is often asked like this, the parts that were asked for, a sentence."""
    near = nearest_question(asked.text, guide, called(guide))
    is_often_asked = near is not None and near.share >= likeness(asked)
    unsaid = () if is_often_asked else unsaid_of(asked, guide)
    parts: list[Part] = []
    if near is not None and is_often_asked:
        parts.append(_quoted(near, guide))
    elif unsaid and (spoken := _spoken_of(asked, unsaid, guide)) is not None and spoken.share >= SPOKEN_OF:
        parts.append(_quoted(spoken, guide))
        unsaid = ()
    if unsaid and is_too_much(unsaid, asked, guide, is_named=is_plain or is_called(asked, guide)):
        return Reply(ReplyKind.UNSURE, asked.q, guide, doubt=Doubt.NOT_IN_GUIDE, unsaid=unsaid)
    wanted = asked.elements or _unnamed(asked, guide, parts)
    told = [part(guide, each, asked.situation) for each in wanted]
    parts += [each for each in told if each is not None]
    if near is not None and not is_often_asked and near.share >= A_LITTLE_LIKE and is_asking(asked):
        is_whether = bool(parts) or not CERTAIN.search(asked.asking)
        parts += [_quoted(near, guide)] if is_whether else []
    if not parts:
        return Reply(ReplyKind.UNSURE, asked.q, guide, doubt=Doubt.NOT_IN_GUIDE)
    question = deciding(guide, asked.situation) if Element.BRING in wanted else None
    return Reply(
        ReplyKind.ANSWER, asked.q, guide, tuple(parts), question=question, unsaid=unsaid if asked.elements else ()
    )


def _spoken_of(asked: Asked, unsaid: tuple[str, ...], guide: Guide) -> Near | None:
    """The sentence that says what the names do not: in the words of the question or in those that mean the same."""
    others = [each for each in meaning(asked.rest) if not is_said(each, same(matter_of(guide)))]
    near = [
        each
        for each in (nearest_passage(unsaid, asked.text, guide), nearest_passage(others, asked.text, guide))
        if each is not None
    ]
    return max(near, key=lambda each: each.share, default=None)


def _unnamed(asked: Asked, guide: Guide, parts: Sequence[Part]) -> tuple[Element, ...]:
    """The parts that answer who names none: who asks whether he may is told the conditions before the rest.

    Who asks one certain thing is not answered by the matter as a whole.
    """
    if not is_pointed(asked):
        return (Element.ABOUT,)
    if CERTAIN.search(asked.asking):
        return ()
    if is_for_it(asked, guide):
        return (Element.CAN,) if parts else (Element.CAN, Element.ABOUT)
    return () if parts or MAY.search(asked.text) else (Element.ABOUT,)


def _quoted(near: Near, guide: Guide) -> Part:
    passage = near.passage
    return Part(Element.FAQ, (passage.text,), guide, passage.section, passage.question)
