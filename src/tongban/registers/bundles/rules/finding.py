"""Does a bundle fit what was asked in plain words (一件事搜索): by its name, its summary, its situations; pure.

The search of single matters stays as it is; this only says which bundles stand above its results. A bundle fits where
most of the question is about it, or where its name is most of what was said, as seen or as heard.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tongban.registers.catalog.search.words import pairs, plain, sounds

from .content import Content

MOST, LEAST_PAIRS, ENOUGH = 3, 2, 0.6
_HEARD = 0.75
_NAME_ENDS = ("一件事一次办", "一件事")
_FILLERS = str.maketrans("", "", "个我要想怎么去给的了呢吗办理请问在哪")


@dataclass(frozen=True, slots=True)
class Words:
    """What a bundle is found by: pairs of neighbouring characters of its name and of all it says, seen and heard."""

    name: frozenset[str]
    all: frozenset[str]
    name_heard: frozenset[str]
    all_heard: frozenset[str]


def words_of(content: Content, titles: Iterable[str] = ()) -> Words:
    """`titles` are what its members are called."""
    name = content.title
    for each in _NAME_ENDS:
        name = name.removesuffix(each)
    labels = (choice.label for question in content.questions for choice in question.choices)
    text = " ".join((name, content.summary, *labels, *titles))
    return words_from(name, text)


def words_from(name: str, text: str) -> Words:
    """The same for anything that has a name and says something of itself."""
    return Words(_pairs(name), _pairs(text), _heard(name), _heard(text))


def fitness(words: Words, asked: Sequence[str]) -> float:
    """How well it fits, 0 where it does not; `asked` is the question as typed and as the catalogue would say it."""
    return max((_fits(words, each) for each in asked), default=0.0)


def closeness(words: Words, said: str) -> float:
    """How much of the question, as it was typed, the bundle speaks of: between bundles that fit equally well."""
    typed = _pairs(said)
    return len(typed & words.all) / len(typed) if typed else 0.0


def _fits(words: Words, asked: str) -> float:
    seen, heard = _pairs(asked), _heard(asked)
    by_sight = max(_share(seen, words.all), _named(words.name, seen))
    by_sound = max(_share(heard, words.all_heard), _named(words.name_heard, heard))
    if by_sight >= ENOUGH:
        return by_sight
    return by_sound * _HEARD if by_sound >= _HEARD else 0.0


def _share(asked: frozenset[str], text: frozenset[str]) -> float:
    """How much of the question the text speaks of; one pair alone says nothing."""
    found = len(asked & text)
    return found / len(asked) if found >= LEAST_PAIRS else 0.0


def _named(name: frozenset[str], asked: frozenset[str]) -> float:
    """How much of the name was said; a name of one pair has to be all of the question."""
    if len(name) < LEAST_PAIRS:
        return float(bool(name) and name == asked)
    return len(name & asked) / len(name)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(pairs(plain(text).translate(_FILLERS)))


def _heard(text: str) -> frozenset[str]:
    return frozenset(pairs(sounds(plain(text).translate(_FILLERS))))
