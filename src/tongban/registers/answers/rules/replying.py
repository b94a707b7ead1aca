"""Answering a question out of the guides (智能问答): which matter, which part; asking back; owning up; pure.

Nothing is said that no guide in force says. What a question holds beyond the matter and the part that it asks for has
to stand somewhere in that guide, or the answer is that the guide does not say it.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from tongban.registers.catalog.browsing import Filters
from tongban.registers.catalog.content import Question
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.search import actions
from tongban.registers.catalog.search.engine import found
from tongban.registers.catalog.search.index import Index
from tongban.registers.catalog.search.results import Hit, SearchResult
from tongban.registers.catalog.search.words import pairs, plain

from .elements import Element, heard
from .passages import Near, is_said, nearest_passage, nearest_question, whole
from .sayings import ASKS_FOR, CERTAIN, DOES, ELIGIBLE, GENERAL, MAY, OWN, POINTED, TROUBLE
from .telling import Part, deciding, part
from .wording import heard_out, is_place, is_thing, meaning, same, sounds_like, telling, terse, weight

LONGEST = 100
LOOKED_AT, MOST_CHOICES, MOST_CLAUSES = 4, 4, 4
CLOSE, SIBLING = 0.93, 0.75
ASKED_LIKE, JUST_THIS, SPOKEN_OF = 0.55, 0.75, 0.6
LIKE_ENOUGH, A_LITTLE_LIKE, BESIDE = 0.5, 0.2, 0.75
MOST_STRANGE, MOST_UNSAID, MOST_BESIDE_A_PART, MOST_TOLD_BESIDE = 0.5, 0.34, 0.62, 0.47
MOST_BESIDE_A_POINT, MOST_OF_ONES_OWN, MOST_OF_TROUBLE, HALF_SAID = 0.2, 0.5, 0.36, 0.6
_LATIN = re.compile("[a-z]{2}")
CLAUSE = "，"
WELL, FAR, LEAST_SCORE, NOT_FAR = 1.75, 1.3, 0.5, 0.5
SAID, SOME_OF_A_NAME = 4.0, 0.3
_GENERAL_PAIRS = frozenset(each for word in GENERAL for each in pairs(word))


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question taken apart: the parts that it asks for, the rest of its words, the rest of the clauses that ask."""

    q: str
    text: str
    elements: tuple[Element, ...]
    rest: str
    asking: str
    index: Index
    guide_of: Callable[[str], Guide]
    situation: Mapping[str, Any] = field(default_factory=dict)


def reply(
    q: str, *, index: Index, guide_of: Callable[[str], Guide], kept: Guide | None = None, situation: Mapping[str, Any]
) -> Reply:
    """Answer one question; `kept` is the matter that was spoken of before. Never raises for what is typed."""
    text = heard_out(plain(q[:LONGEST]))
    elements, rest = heard(text)
    asked = _Asked(q, text, elements, rest, _asking(text) or rest, index, guide_of, situation)
    if not text:
        return Reply(ReplyKind.UNSURE, q, doubt=Doubt.NOTHING_ASKED)
    if kept is not None and (stayed := _still_about(asked, kept)) is not None:
        return stayed
    fresh = _anew(asked)
    return _told(asked, kept) if kept is not None and fresh.doubt is Doubt.NO_MATTER else fresh


def _asking(text: str) -> str:
    """What is left of the clauses that ask, for a part or for anything: the others tell how it came to it."""
    heard_in = [heard(each) for each in text.split()]
    for_parts = " ".join(rest for elements, rest in heard_in if elements and rest)
    return for_parts or " ".join(rest for _, rest in heard_in if POINTED.search(rest))


def _still_about(asked: _Asked, kept: Guide) -> Reply | None:
    """The answer about the matter that was spoken of; None when the question names another one."""
    rest = telling(asked.rest)
    near = nearest_question(asked.text, kept, called(kept))
    if near is not None and near.share >= ASKED_LIKE:
        return _told(asked, kept)
    if not rest or all(is_said(each, matter_of(kept)) for each in rest):
        return _told(asked, kept)
    result = _searched(asked)
    if result.hits and not result.is_unsure:
        return None
    return _told(asked, kept)


def _anew(asked: _Asked) -> Reply:
    """The answer to a question that has to name its matter."""
    result = _searched(asked)
    if result.hits and _is_absent(asked, result):
        return Reply(ReplyKind.UNSURE, asked.q, doubt=Doubt.NO_MATTER)
    if not result.hits or (result.is_unsure and not _is_all_said(asked, result)):
        return _by_question(asked, result)
    if (often := _often_asked(asked, result.hits)) is not None:
        return _told(asked, often)
    best, *others = _fitting(asked, result.hits)
    is_open = bool(others) and not _is_one_item((best, *others))
    if not (_is_named(asked, best) or _is_plain(result)) or (is_open and _is_beside(asked, (best, *others))):
        return _by_question(asked, result)
    if is_open:
        return Reply(ReplyKind.ASK_BACK, asked.q, choices=(best, *others))
    told = _told(asked, best, is_plain=_is_plain(result))
    if told.kind is not ReplyKind.ANSWER:
        near = _near_by_question(asked, result)
        return _told(asked, near) if near is not None else told
    beside = (each.card.option_code for each in result.hits if each.score >= BESIDE * result.hits[0].score)
    return replace(told, choices=tuple(asked.guide_of(each) for each in beside if each != best.option_code))


def _is_absent(asked: _Asked, result: SearchResult) -> bool:
    """Does it ask for what the list says is not offered here?

    It does not when the matter that fits clearly best is called so, or is called by its name beside.
    """
    said, text = asked.index.said, asked.asking
    absent = said.absent(text) or said.absent(said.translated(text))
    if not absent:
        return False
    best, *others = result.hits
    guide = asked.guide_of(best.card.option_code)
    if absent in matter_of(guide):
        rivals = [each for each in others if each.card.basic_code != best.card.basic_code]
        return any(each.score >= CLOSE * best.score for each in rivals)
    for word, meant in said.known_words(text).items():
        text = text.replace(word, " ") if absent in meant else text
    beside = text.replace(absent, " ")
    return not (_known(asked, guide, beside) or any(len(each) > 1 and each in beside for each in names_of(guide)))


def _is_named(asked: _Asked, guide: Guide) -> bool:
    """Does the question say something by which this matter is known, and not only what many matters are?"""
    if _is_called(asked, guide):
        return True
    words, names, matter = telling(asked.rest) or telling(asked.text), called(guide), matter_of(guide)
    if any(each in OWN and each in matter for each in words):
        return True
    if _much_of_a_name(asked.rest, guide) < SOME_OF_A_NAME:
        return False
    is_known = any(each.isascii() or (each not in GENERAL and pairs(each) & names) for each in words)
    return is_known or (bool(words) and all(is_said(each, matter) and each not in GENERAL for each in words))


def _is_plain(result: SearchResult) -> bool:
    """Is there one matter that fits far better than every other?"""
    first, *others = (each.score for each in result.hits)
    return first >= WELL and first >= FAR * max(others, default=0.0)


def _is_all_said(asked: _Asked, result: SearchResult) -> bool:
    """Is the best of them called by its name, and nothing asked that it is not called?"""
    best = asked.guide_of(result.hits[0].card.option_code)
    return _is_called(asked, best) and not _unsaid(asked, best)


def _much_of_a_name(text: str, guide: Guide) -> float:
    """How much of one of its names the question says, beside what many are called."""
    if _LATIN.search(text):
        return 1.0
    said = pairs(text) | pairs(same(text)) | pairs(terse(text))
    names = (pairs(each) - _GENERAL_PAIRS for each in names_of(guide))
    return max((len(each & said) / len(each) for each in names if each), default=0.0)


def _is_called(asked: _Asked, guide: Guide) -> bool:
    """Is the matter called by one of its names, or by a word that the list of synonyms has for it?"""
    return bool(_known(asked, guide)) or any(len(each) > 1 and each in asked.text for each in names_of(guide))


def _known(asked: _Asked, guide: Guide, text: str = "") -> str:
    """What the list of synonyms knows of the question, as far as it means this matter."""
    names = pairs(matter_of(guide))
    known = asked.index.said.known_words(text or asked.text)
    return "\n".join(said for said, meant in known.items() if 3 * len(pairs(meant) & names) >= 2 * len(pairs(meant)))


def _is_beside(asked: _Asked, guides: Sequence[Guide]) -> bool:
    """Is none of these matters what the question is about?"""
    return all(_is_too_much(_unsaid(asked, each), asked, each) for each in guides)


def _is_one_item(guides: Sequence[Guide]) -> bool:
    """Options of one item, and the question has no verb that tells them apart: it is about the first of them."""
    is_new = actions.NEW in actions.named(guides[0].name)
    return is_new and len({each.basic_code for each in guides}) == 1


def _searched(asked: _Asked) -> SearchResult:
    """The matters that the question speaks of: by what is left of it when the parts are taken out.

    It is looked for as it was said and without what people put between; what is not found, in plainer words once more.
    """
    rest = asked.rest if telling(asked.rest) else asked.q
    results = [_found(asked, each) for each in dict.fromkeys((rest, terse(rest)))]
    if not any(_is_sure(each) for each in results):
        others = (
            same(terse(rest)),
            CLAUSE.join(terse(rest).split()),
            results[0].did_you_mean,
            asked.asking if telling(asked.asking) else "",
            _known_of(asked, rest),
            *_objects(asked, rest),
            *(each for each in terse(rest).split()[:MOST_CLAUSES] if " " in rest and telling(each)),
        )
        results += [_found(asked, each) for each in dict.fromkeys(others) if each]
    return max(results, key=_how_well)


def _known_of(asked: _Asked, text: str) -> str:
    """The words of a question for a part of which some matter's names know something, if the others are no things."""
    words = telling(text)
    known = [each for each in words if any(map(asked.index.knows, pairs(each)))]
    strange = [each for each in words if each not in known]
    is_little = weight(strange) <= MOST_STRANGE * weight(words)
    return " ".join(known) if asked.elements and is_little and not any(map(is_thing, strange)) else ""


def _objects(asked: _Asked, text: str) -> list[str]:
    """What stands after a verb of having or doing: what comes before it tells who asks, unless it is a matter too."""
    found: list[str] = []
    for clause in text.split():
        asks, does = ASKS_FOR.search(clause), DOES.search(clause)
        if asks and not (OWN & {*telling(clause[: asks.start()])} or asked.index.said.known_in(clause[: asks.start()])):
            found.append(clause[asks.end() :])
        if does and not asks:
            found.append(clause[does.end() :])
    return [each for each in found if telling(each)][:MOST_CLAUSES]


def _found(asked: _Asked, said: str) -> SearchResult:
    return found(asked.index, said, Filters(), 1, LOOKED_AT)


def _is_sure(result: SearchResult) -> bool:
    return bool(result.hits) and not result.is_unsure


def _how_well(result: SearchResult) -> tuple[bool, float]:
    return (not result.is_unsure, result.hits[0].score) if result.hits else (False, 0.0)


def _by_question(asked: _Asked, result: SearchResult) -> Reply:
    """No matter for sure: but one about which just this is often asked is one."""
    often = _near_by_question(asked, result)
    return _told(asked, often) if often is not None else Reply(ReplyKind.UNSURE, asked.q, doubt=Doubt.NO_MATTER)


def _near_by_question(asked: _Asked, result: SearchResult) -> Guide | None:
    """The matter about which this is often asked; less will do where nothing else is asked for."""
    hits = [each for each in result.hits if each.score >= LEAST_SCORE]
    if asked.elements or CERTAIN.search(asked.asking):
        return _often_asked(asked, hits, JUST_THIS)
    if hits and _is_called(asked, asked.guide_of(hits[0].card.option_code)):
        return _often_asked(asked, hits[:1], LIKE_ENOUGH) or _often_asked(asked, hits, _likeness(asked))
    return _often_asked(asked, hits, _likeness(asked))


def _often_asked(asked: _Asked, hits: Sequence[Hit], least: float = JUST_THIS) -> Guide | None:
    """The matter about which just this is often asked, wherever it stands among those that were found."""
    guides = [asked.guide_of(each.card.option_code) for each in hits if least < JUST_THIS or each.score >= NOT_FAR * hits[0].score]
    if guides and _is_called(asked, guides[0]):
        guides = [each for each in guides if _is_called(asked, each)]
        guides = _least(guides, lambda each: -longest_name(asked.text, each, guides)) if asked.elements else guides
    names = called(guides[0]) if guides else frozenset[str]()
    guides = _of_this_verb(asked, guides)
    near = [(nearest_question(asked.text, each, names | called(each)), each) for each in guides]
    marks = [(each.share, guide) for each, guide in near if each is not None]
    share, best = max(marks, key=lambda each: each[0], default=(0.0, None))
    return best if share >= least else None


def _of_this_verb(asked: _Asked, guides: Sequence[Guide]) -> list[Guide]:
    """Without the siblings of a matter that are for changing, renewing or ending when nothing of it was asked."""
    wanted = actions.asked(asked.text)
    verbs = [actions.named(each.name) - {actions.NEW} for each in guides]
    fits = [not verb or bool(verb & wanted) for verb in verbs]
    items = {each.basic_code for each, is_fit in zip(guides, fits, strict=True) if is_fit}
    return [each for each, is_fit in zip(guides, fits, strict=True) if is_fit or each.basic_code not in items]


def _of_no_other_verb(asked: _Asked, guides: Sequence[Guide]) -> list[Guide]:
    """Without what is for having it anew where a sibling is for just what is asked to be done."""
    wanted = actions.asked(asked.text) - {actions.NEW}
    does = {each.option_code: bool(actions.named(each.name) & wanted) for each in guides}
    done = {each.basic_code for each in guides if does[each.option_code]}
    return [each for each in guides if does[each.option_code] or each.basic_code not in done]


def _fitting(asked: _Asked, hits: Sequence[Hit]) -> list[Guide]:
    """The matters that fit about equally, the first of one item first: of them, those that say most of the question."""
    best = hits[0]
    near = [best, *(each for each in hits[1:MOST_CHOICES] if each.score >= best.score * _closeness(best, each))]
    guides = _of_no_other_verb(asked, _of_this_verb(asked, [asked.guide_of(each.card.option_code) for each in near]))
    guides = _called_apart(asked, guides)
    if len(guides) > 1:
        guides = _asked_often(asked, guides) or _least(guides, lambda each: weight(_unsaid(asked, each)))
        guides = _least(guides, lambda each: -longest_name(asked.text, each, guides))
        guides = [each for each in guides if asked.rest in names_of(each)] or guides
    is_one_item = len({each.basic_code for each in guides}) == 1
    return sorted(guides, key=lambda each: actions.NEW not in actions.named(each.name)) if is_one_item else guides


def _called_apart(asked: _Asked, guides: Sequence[Guide]) -> list[Guide]:
    """Of options of one item, those of which the question says what no sibling is called, wherever it says so."""
    said = pairs(asked.q) | pairs(same(asked.q))
    kept: list[Guide] = []
    for code in dict.fromkeys(each.basic_code for each in guides):
        siblings = [each for each in guides if each.basic_code == code]
        names = [pairs(plain(each.name)) | pairs(plain(each.option.short_name)) for each in siblings]
        own = [len((name - _others(names, place)) & said) for place, name in enumerate(names)]
        kept += [each for each, mark in zip(siblings, own, strict=True) if mark == max(own)]
    return [each for each in guides if each in kept]


def _others(names: Sequence[set[str]], place: int) -> frozenset[str]:
    return frozenset(pair for other, each in enumerate(names) if other != place for pair in each)


def _asked_often(asked: _Asked, guides: Sequence[Guide]) -> list[Guide]:
    """Those about which this is often asked."""
    near = [(nearest_question(asked.text, each, called(each)), each) for each in guides]
    return [guide for each, guide in near if each is not None and each.share >= ASKED_LIKE]


def _least(guides: Sequence[Guide], by: Callable[[Guide], float]) -> list[Guide]:
    marks = [by(each) for each in guides]
    return [each for each, mark in zip(guides, marks, strict=True) if mark == min(marks)]


def _closeness(best: Hit, other: Hit) -> float:
    return SIBLING if best.card.basic_code == other.card.basic_code else CLOSE


def _told(asked: _Asked, guide: Guide, *, is_plain: bool = False) -> Reply:
    """What the guide says: a question that is often asked like this, the parts that were asked for, a sentence."""
    near = nearest_question(asked.text, guide, called(guide))
    is_often_asked = near is not None and near.share >= _likeness(asked)
    unsaid = () if is_often_asked else _unsaid(asked, guide)
    parts: list[Part] = []
    if near is not None and is_often_asked:
        parts.append(_quoted(near, guide))
    elif unsaid and (spoken := _spoken_of(asked, unsaid, guide)) is not None and spoken.share >= SPOKEN_OF:
        parts.append(_quoted(spoken, guide))
        unsaid = ()
    if unsaid and _is_too_much(unsaid, asked, guide, is_named=is_plain or _is_called(asked, guide)):
        return Reply(ReplyKind.UNSURE, asked.q, guide, doubt=Doubt.NOT_IN_GUIDE, unsaid=unsaid)
    wanted = asked.elements or _unnamed(asked, guide, parts)
    told = [part(guide, each, asked.situation) for each in wanted]
    parts += [each for each in told if each is not None]
    if near is not None and not is_often_asked and near.share >= A_LITTLE_LIKE and _is_asking(asked):
        is_whether = bool(parts) or not CERTAIN.search(asked.asking)
        parts += [_quoted(near, guide)] if is_whether else []
    if not parts:
        return Reply(ReplyKind.UNSURE, asked.q, guide, doubt=Doubt.NOT_IN_GUIDE)
    question = deciding(guide, asked.situation) if Element.BRING in wanted else None
    return Reply(
        ReplyKind.ANSWER, asked.q, guide, tuple(parts), question=question, unsaid=unsaid if asked.elements else ()
    )


def _spoken_of(asked: _Asked, unsaid: tuple[str, ...], guide: Guide) -> Near | None:
    """The sentence that says what the names do not: in the words of the question or in those that mean the same."""
    others = [each for each in meaning(asked.rest) if not is_said(each, same(matter_of(guide)))]
    near = [
        each
        for each in (nearest_passage(unsaid, asked.text, guide), nearest_passage(others, asked.text, guide))
        if each is not None
    ]
    return max(near, key=lambda each: each.share, default=None)


def _likeness(asked: _Asked) -> float:
    """How much a frequent question has to be like this one: less where nothing else is asked for."""
    if not _is_pointed(asked):
        return JUST_THIS
    return ASKED_LIKE if asked.elements else LIKE_ENOUGH


def _unsaid(asked: _Asked, guide: Guide) -> tuple[str, ...]:
    """The words of a question that neither the matter's names nor the list of synonyms know."""
    matter, known = matter_of(guide), _known(asked, guide)
    in_other_words = same(matter)
    left = [
        each
        for each in telling(asked.asking)
        if not (
            (each.isascii() and each.isalpha())
            or is_said(each, matter)
            or is_said(each, known)
            or is_said(same(each), in_other_words)
        )
    ]
    return tuple(each for each in left if not sounds_like(each, asked.asking, matter)) if left else ()


def _is_too_much(unsaid: tuple[str, ...], asked: _Asked, guide: Guide, *, is_named: bool = False) -> bool:
    """Is so much of the question unsaid that the answer would be beside the point?

    Who tells how it stands with him may say more than who asks for one thing. A part of a matter that is called by its
    name is answered all the same, and the reply says which words it passed over.
    """
    if asked.elements:
        return _beside(unsaid, asked, asked.asking, guide) > (MOST_BESIDE_A_PART if is_named else MOST_UNSAID)
    if _is_pointed(asked):
        is_theirs = is_named and _is_for_it(asked, guide) and OWN.isdisjoint(unsaid)
        return _beside(unsaid, asked, asked.asking, guide) > (MOST_OF_ONES_OWN if is_theirs else MOST_BESIDE_A_POINT)
    most = MOST_OF_TROUBLE if TROUBLE.search(asked.text) else MOST_TOLD_BESIDE
    return min(_beside(unsaid, asked, each, guide) for each in (asked.asking, *_naming(asked, unsaid))) > most


def _naming(asked: _Asked, unsaid: tuple[str, ...]) -> list[str]:
    """The clauses that say something of the matter: what the others tell is how it came to it."""
    return [each for each in asked.asking.split() if set(telling(each)) - set(unsaid)]


def _beside(unsaid: tuple[str, ...], asked: _Asked, text: str, guide: Guide) -> float:
    """How much of what a text says the matter's names do not say."""
    words = telling(text)
    said = [each for each in words if each not in unsaid]
    lacking = _lacking([each for each in words if each in unsaid], guide, is_for_a_part=bool(asked.elements))
    return lacking / (lacking + max(weight(said), SAID * len(said)) or 1)


def _lacking(unsaid: Sequence[str], guide: Guide, *, is_for_a_part: bool) -> float:
    """How much the unsaid words say: less what some sentence of the guide speaks of, places, and what is done."""
    sentences = whole(guide)
    found = 0.0
    for each in unsaid:
        is_known = is_said(same(each), sentences) or is_place(each) or (is_for_a_part and not is_thing(each))
        found += weight((each,)) * (HALF_SAID if is_known else 1.0)
    return found


def _is_pointed(asked: _Asked) -> bool:
    """Does it ask for something, or tell how it stands?"""
    return bool(asked.elements) or POINTED.search(asked.rest) is not None


def _unnamed(asked: _Asked, guide: Guide, parts: Sequence[Part]) -> tuple[Element, ...]:
    """The parts that answer who names none: who asks whether he may is told the conditions before the rest.

    Who asks one certain thing is not answered by the matter as a whole.
    """
    if not _is_pointed(asked):
        return (Element.ABOUT,)
    if CERTAIN.search(asked.asking):
        return ()
    if _is_for_it(asked, guide):
        return (Element.CAN,) if parts else (Element.CAN, Element.ABOUT)
    return () if parts or MAY.search(asked.text) else (Element.ABOUT,)


def _is_for_it(asked: _Asked, guide: Guide) -> bool:
    """Does one ask whether he may have the matter, and not what may be done with what it gives?"""
    if ELIGIBLE.search(asked.asking):
        return True
    asks = ASKS_FOR.search(asked.asking) if MAY.search(asked.asking) else None
    return asks is not None and bool(pairs(asked.asking[asks.end() :]) & called(guide))


def _is_asking(asked: _Asked) -> bool:
    """Is there something that a frequent question may answer: a question, or trouble?"""
    return _is_pointed(asked) or TROUBLE.search(asked.text) is not None


def _quoted(near: Near, guide: Guide) -> Part:
    passage = near.passage
    return Part(Element.FAQ, (passage.text,), guide, passage.section, passage.question)


def longest_name(text: str, guide: Guide, rivals: Sequence[Guide]) -> int:
    """How long the longest name of an option is that the question says whole and that is no part of a rival's."""
    theirs = "\n".join(name for each in rivals if each is not guide for name in names_of(each))
    return max((len(each) for each in names_of(guide) if each in text and each not in theirs), default=0)


def matter_of(guide: Guide) -> str:
    """All that an option is called, and its agency."""
    return "\n".join((*names_of(guide), plain(guide.agency_name), plain(guide.agency_short_name)))


def called(guide: Guide) -> frozenset[str]:
    """The pairs of characters that at least two of its names have: by these the matter is known."""
    counted = Counter(each for name in set(names_of(guide)) for each in pairs(name))
    return frozenset(each for each, times in counted.items() if times > 1) | pairs(plain(guide.name))


def names_of(guide: Guide) -> tuple[str, ...]:
    """All that an option is called."""
    option = guide.option
    names = (option.name, option.short_name, guide.item_name, *option.aliases, *option.everyday_words)
    return tuple(plain(each) for each in names if each)
