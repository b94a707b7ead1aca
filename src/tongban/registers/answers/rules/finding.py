"""Finding the matters of a question (找事项), read in more than one way, and whether it names them; pure."""

from tongban.registers.catalog.browsing import Filters
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.search.engine import found
from tongban.registers.catalog.search.results import SearchResult
from tongban.registers.catalog.search.words import pairs

from .asked import Asked
from .names import called, is_called, matter_of, meant_by_it, much_of_a_name, names_of
from .passages import is_said
from .sayings import ASKS_FOR, DOES, GENERAL, OWN
from .wording import is_thing, same, telling, terse, weight

LOOKED_AT = 4
MOST_CLAUSES = 4
CLOSE = 0.93
MOST_STRANGE = 0.5
CLAUSE = "，"
WELL = 1.75
FAR = 1.3
SOME_OF_A_NAME = 0.3


def searched(asked: Asked) -> SearchResult:
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


def _known_of(asked: Asked, text: str) -> str:
    """The words of a question for a part of which some matter's names know something, if the others are no things."""
    words = telling(text)
    known = [each for each in words if any(map(asked.index.knows, pairs(each)))]
    strange = [each for each in words if each not in known]
    is_little = weight(strange) <= MOST_STRANGE * weight(words)
    return " ".join(known) if asked.elements and is_little and not any(map(is_thing, strange)) else ""


def _objects(asked: Asked, text: str) -> list[str]:
    """What stands after a verb of having or doing: what comes before it tells who asks, unless it is a matter too."""
    found: list[str] = []
    for clause in text.split():
        asks, does = ASKS_FOR.search(clause), DOES.search(clause)
        if asks and not (OWN & {*telling(clause[: asks.start()])} or asked.index.said.known_in(clause[: asks.start()])):
            found.append(clause[asks.end() :])
        if does and not asks:
            found.append(clause[does.end() :])
    return [each for each in found if telling(each)][:MOST_CLAUSES]


def _found(asked: Asked, said: str) -> SearchResult:
    return found(asked.index, said, Filters(), 1, LOOKED_AT)


def _is_sure(result: SearchResult) -> bool:
    return bool(result.hits) and not result.is_unsure


def _how_well(result: SearchResult) -> tuple[bool, float]:
    return (not result.is_unsure, result.hits[0].score) if result.hits else (False, 0.0)


def is_plain(result: SearchResult) -> bool:
    """Is there one matter that fits far better than every other?"""
    first, *others = (each.score for each in result.hits)
    return first >= WELL and first >= FAR * max(others, default=0.0)


def is_named(asked: Asked, guide: Guide) -> bool:
    """Does the question say something by which this matter is known, and not only what many matters are?"""
    if is_called(asked, guide):
        return True
    words, names, matter = telling(asked.rest) or telling(asked.text), called(guide), matter_of(guide)
    if any(each in OWN and each in matter for each in words):
        return True
    if much_of_a_name(asked.rest, guide) < SOME_OF_A_NAME:
        return False
    is_known = any(each.isascii() or (each not in GENERAL and pairs(each) & names) for each in words)
    return is_known or (bool(words) and all(is_said(each, matter) and each not in GENERAL for each in words))


def is_absent(asked: Asked, result: SearchResult) -> bool:
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
    return not (meant_by_it(asked, guide, beside) or any(len(each) > 1 and each in beside for each in names_of(guide)))
