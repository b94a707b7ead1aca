"""Choosing among the matters that were found (选事项): by verb, by name, by what is often asked; pure."""

from collections.abc import Callable, Sequence

from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.search import actions
from tongban.registers.catalog.search.results import Hit, SearchResult
from tongban.registers.catalog.search.words import pairs, plain

from .asked import Asked, is_pointed
from .beside import is_too_much, unsaid_of
from .names import called, is_called, longest_name, names_of
from .passages import nearest_question
from .sayings import CERTAIN
from .wording import same, weight

MOST_CHOICES = 4
CLOSE = 0.93
SIBLING = 0.75
ASKED_LIKE = 0.55
JUST_THIS = 0.75
LIKE_ENOUGH = 0.5
LEAST_SCORE = 0.5
NOT_FAR = 0.5


def is_beside(asked: Asked, guides: Sequence[Guide]) -> bool:
    """Is none of these matters what the question is about?"""
    return all(is_too_much(unsaid_of(asked, each), asked, each) for each in guides)


def is_one_item(guides: Sequence[Guide]) -> bool:
    """Options of one item, and the question has no verb that tells them apart: it is about the first of them."""
    is_new = actions.NEW in actions.named(guides[0].name)
    return is_new and len({each.basic_code for each in guides}) == 1


def near_by_question(asked: Asked, result: SearchResult) -> Guide | None:
    """The matter about which this is often asked; less will do where nothing else is asked for."""
    hits = [each for each in result.hits if each.score >= LEAST_SCORE]
    if asked.elements or CERTAIN.search(asked.asking):
        return often_asked(asked, hits, JUST_THIS)
    if hits and is_called(asked, asked.guide_of(hits[0].card.option_code)):
        return often_asked(asked, hits[:1], LIKE_ENOUGH) or often_asked(asked, hits, likeness(asked))
    return often_asked(asked, hits, likeness(asked))


def often_asked(asked: Asked, hits: Sequence[Hit], least: float = JUST_THIS) -> Guide | None:
    """The matter about which just this is often asked, wherever it stands among those that were found."""
    guides = [
        asked.guide_of(each.card.option_code)
        for each in hits
        if least < JUST_THIS or each.score >= NOT_FAR * hits[0].score
    ]
    if guides and is_called(asked, guides[0]):
        guides = [each for each in guides if is_called(asked, each)]
        guides = _least(guides, lambda each: -longest_name(asked.text, each, guides)) if asked.elements else guides
    names = called(guides[0]) if guides else frozenset[str]()
    guides = _of_this_verb(asked, guides)
    near = [(nearest_question(asked.text, each, names | called(each)), each) for each in guides]
    marks = [(each.share, guide) for each, guide in near if each is not None]
    share, best = max(marks, key=lambda each: each[0], default=(0.0, None))
    return best if share >= least else None


def _of_this_verb(asked: Asked, guides: Sequence[Guide]) -> list[Guide]:
    """Without the siblings of a matter that are for changing, renewing or ending when nothing of it was asked."""
    wanted = actions.asked(asked.text)
    verbs = [actions.named(each.name) - {actions.NEW} for each in guides]
    fits = [not verb or bool(verb & wanted) for verb in verbs]
    items = {each.basic_code for each, is_fit in zip(guides, fits, strict=True) if is_fit}
    return [each for each, is_fit in zip(guides, fits, strict=True) if is_fit or each.basic_code not in items]


def _of_no_other_verb(asked: Asked, guides: Sequence[Guide]) -> list[Guide]:
    """Without what is for having it anew where a sibling is for just what is asked to be done."""
    wanted = actions.asked(asked.text) - {actions.NEW}
    does = {each.option_code: bool(actions.named(each.name) & wanted) for each in guides}
    done = {each.basic_code for each in guides if does[each.option_code]}
    return [each for each in guides if does[each.option_code] or each.basic_code not in done]


def fitting(asked: Asked, hits: Sequence[Hit]) -> list[Guide]:
    """The matters that fit about equally, the first of one item first: of them, those that say most of the question."""
    best = hits[0]
    near = [best, *(each for each in hits[1:MOST_CHOICES] if each.score >= best.score * _closeness(best, each))]
    guides = _of_no_other_verb(asked, _of_this_verb(asked, [asked.guide_of(each.card.option_code) for each in near]))
    guides = _called_apart(asked, guides)
    if len(guides) > 1:
        guides = _asked_often(asked, guides) or _least(guides, lambda each: weight(unsaid_of(asked, each)))
        guides = _least(guides, lambda each: -longest_name(asked.text, each, guides))
        guides = [each for each in guides if asked.rest in names_of(each)] or guides
    is_one_item = len({each.basic_code for each in guides}) == 1
    return sorted(guides, key=lambda each: actions.NEW not in actions.named(each.name)) if is_one_item else guides


def _called_apart(asked: Asked, guides: Sequence[Guide]) -> list[Guide]:
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


def _asked_often(asked: Asked, guides: Sequence[Guide]) -> list[Guide]:
    """Those about which this is often asked."""
    near = [(nearest_question(asked.text, each, called(each)), each) for each in guides]
    return [guide for each, guide in near if each is not None and each.share >= ASKED_LIKE]


def _least(guides: Sequence[Guide], by: Callable[[Guide], float]) -> list[Guide]:
    marks = [by(each) for each in guides]
    return [each for each, mark in zip(guides, marks, strict=True) if mark == min(marks)]


def _closeness(best: Hit, other: Hit) -> float:
    return SIBLING if best.card.basic_code == other.card.basic_code else CLOSE


def likeness(asked: Asked) -> float:
    """How much a frequent question has to be like this one: less where nothing else is asked for."""
    if not is_pointed(asked):
        return JUST_THIS
    return ASKED_LIKE if asked.elements or CERTAIN.search(asked.asking) else LIKE_ENOUGH
