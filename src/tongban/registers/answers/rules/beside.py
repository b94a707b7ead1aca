"""What a question says beside a matter (题外的话), and whether it is too much for an answer; pure."""

from collections.abc import Sequence

from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.search import actions
from tongban.registers.catalog.search.words import pairs

from .asked import Asked, is_pointed
from .elements import Element
from .names import called, matter_of, meant_by_it, names_of
from .passages import is_said, whole
from .sayings import ASKS_FOR, ELIGIBLE, MAY, OWN, TROUBLE
from .wording import is_place, is_thing, same, sounds_like, telling, weight

MOST_UNSAID = 0.34
MOST_BESIDE_A_PART = 0.62
MOST_TOLD_BESIDE = 0.47
MOST_BESIDE_A_POINT = 0.2
MOST_OF_ONES_OWN = 0.5
MOST_OF_TROUBLE = 0.36
HALF_SAID = 0.6
SAID = 4.0


def unsaid_of(asked: Asked, guide: Guide) -> tuple[str, ...]:
    """The words of a question that neither the matter's names nor the list of synonyms know."""
    matter, known = matter_of(guide), meant_by_it(asked, guide)
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


def is_too_much(unsaid: tuple[str, ...], asked: Asked, guide: Guide, *, is_named: bool = False) -> bool:
    """Is so much of the question unsaid that the answer would be beside the point?

    Who tells how it stands with him may say more than who asks for one thing. A part of a matter that is called by its
    name is answered all the same, and the reply says which words it passed over.
    """
    if _is_another_deed(asked, guide):
        return True
    if asked.elements:
        is_loose = is_named and asked.elements != (Element.CAN,)
        return _beside(unsaid, asked, asked.asking, guide) > (MOST_BESIDE_A_PART if is_loose else MOST_UNSAID)
    if is_pointed(asked):
        is_theirs = is_named and is_for_it(asked, guide) and OWN.isdisjoint(unsaid)
        return _beside(unsaid, asked, asked.asking, guide) > (MOST_OF_ONES_OWN if is_theirs else MOST_BESIDE_A_POINT)
    most = MOST_OF_TROUBLE if TROUBLE.search(asked.text) else MOST_TOLD_BESIDE
    return min(_beside(unsaid, asked, each, guide) for each in (asked.asking, *_naming(asked, unsaid))) > most


def _is_another_deed(asked: Asked, guide: Guide) -> bool:
    """Is something to be done that this matter is not for, and that nothing of it is called: a loss, an end …?"""
    wanted = actions.asked(asked.asking) & {actions.REPLACE, actions.END, actions.RENEW}
    names = " ".join(names_of(guide))
    return bool(wanted) and not wanted & (actions.named(names) | actions.asked(names))


def _naming(asked: Asked, unsaid: tuple[str, ...]) -> list[str]:
    """The clauses that say something of the matter: what the others tell is how it came to it."""
    return [each for each in asked.asking.split() if set(telling(each)) - set(unsaid)]


def _beside(unsaid: tuple[str, ...], asked: Asked, text: str, guide: Guide) -> float:
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
        is_small = is_for_a_part and len(each) == 1 and not is_thing(each)
        found += 0.0 if is_small else weight((each,)) * (HALF_SAID if is_known else 1.0)
    return found


def is_for_it(asked: Asked, guide: Guide) -> bool:
    """Does one ask whether he may have the matter, and not what may be done with what it gives?"""
    if ELIGIBLE.search(asked.asking):
        return True
    asks = ASKS_FOR.search(asked.asking) if MAY.search(asked.asking) else None
    return asks is not None and bool(pairs(asked.asking[asks.end() :]) & called(guide))
