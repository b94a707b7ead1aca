"""What matters are called (事项的叫法), and which of it a question says; pure."""

import re
from collections import Counter
from collections.abc import Sequence

from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.search.words import pairs, plain

from .asked import Asked
from .sayings import GENERAL
from .wording import same, terse

_LATIN = re.compile("[a-z]{2}")
_GENERAL_PAIRS = frozenset(each for word in GENERAL for each in pairs(word))


def names_of(guide: Guide) -> tuple[str, ...]:
    """All that an option is called."""
    option = guide.option
    names = (option.name, option.short_name, guide.item_name, *option.aliases, *option.everyday_words)
    return tuple(plain(each) for each in names if each)


def matter_of(guide: Guide) -> str:
    """All that an option is called, and its agency."""
    return "\n".join((*names_of(guide), plain(guide.agency_name), plain(guide.agency_short_name)))


def called(guide: Guide) -> frozenset[str]:
    """The pairs of characters that at least two of its names have: by these the matter is known."""
    counted = Counter(each for name in set(names_of(guide)) for each in pairs(name))
    return frozenset(each for each, times in counted.items() if times > 1) | pairs(plain(guide.name))


def longest_name(text: str, guide: Guide, rivals: Sequence[Guide]) -> int:
    """How long the longest name of an option is that the question says whole and that is no part of a rival's."""
    theirs = "\n".join(name for each in rivals if each is not guide for name in names_of(each))
    return max((len(each) for each in names_of(guide) if each in text and each not in theirs), default=0)


def much_of_a_name(text: str, guide: Guide) -> float:
    """How much of one of its names the question says, beside what many are called."""
    if _LATIN.search(text):
        return 1.0
    said = pairs(text) | pairs(same(text)) | pairs(terse(text))
    names = (pairs(each) - _GENERAL_PAIRS for each in names_of(guide))
    return max((len(each & said) / len(each) for each in names if each), default=0.0)


def is_called(asked: Asked, guide: Guide) -> bool:
    """Is the matter called by one of its names, or by a word that the list of synonyms has for it?"""
    return bool(meant_by_it(asked, guide)) or any(len(each) > 1 and each in asked.text for each in names_of(guide))


def meant_by_it(asked: Asked, guide: Guide, text: str = "") -> str:
    """What the list of synonyms knows of the question, as far as it means this matter."""
    names = pairs(matter_of(guide))
    known = asked.index.said.known_words(text or asked.text)
    return "\n".join(said for said, meant in known.items() if 3 * len(pairs(meant) & names) >= 2 * len(pairs(meant)))
