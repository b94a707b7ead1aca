"""The words of a question (用词): which of them tell something, how much, and which mean the same; pure."""

import math
import re
from collections.abc import Collection
from functools import lru_cache

import rjieba

from tongban.registers.catalog.search.noise import EMPTY, without_fillers
from tongban.registers.catalog.search.words import plain, sounds, spelled_runs

from .sayings import ALIKE, ASKING, OWN, POINTING, SPELT

KEPT = 4096
WRITTEN = 60_101_967
"""Of so many words in all are the frequencies of the dictionary counted."""
EVERYWHERE, RARE = 6.0, 12.0
LEAST = 0.5
OFTEN_OWN = 1000
AS_WRITTEN = False
"""No guessing of words that the dictionary does not have: in such short texts it guesses «卡要» and «装个»."""

_SAME = {word: first for first, *others in ALIKE for word in others}
_STANDING = frozenset(_SAME.values())
_SAID_OTHERWISE = re.compile("|".join(sorted((each for each in _SAME if len(each) > 1), key=lambda it: (-len(it), it))))
_MEASURED = re.compile(
    "([开办弄搞建设摆支盘注册申请买装换补领考刻打挖占砍拉养租卖])(?:了)?(?:一)?[个家间张本份台套辆枚点棵块处片次栋座幢所笔门节](?:小|大|新)?"
)
_UNWILLING = re.compile("不(?:想|打算|愿意?|准备)(?:再)?([开干做要用办租])(?:下去)?了?")
_WHETHER = re.compile(r"(?:可不可以|([能会要用该是行让给])不\1)")
_LATIN = re.compile("[a-z]+(?: +[a-z]+)*")


@lru_cache(maxsize=1)
def _dictionary() -> rjieba.Jieba:
    """The dictionary with the short words that people have for what offices give."""
    known = rjieba.Jieba()
    for each in OWN:
        known.add_word(each, OFTEN_OWN, "n")
    return known


@lru_cache(maxsize=KEPT)
def same(text: str) -> str:
    """A text with one word for each thing that people have several words for (同义)."""
    return _SAID_OTHERWISE.sub(lambda found: _SAME[found[0]], plain(text))


@lru_cache(maxsize=KEPT)
def telling(text: str) -> tuple[str, ...]:
    """The words of a text that say what it is about."""
    return tuple(dict.fromkeys(each for each, kind in _tagged(plain(text)) if _is_telling(each, kind)))


@lru_cache(maxsize=KEPT)
def meaning(text: str) -> tuple[str, ...]:
    """The words that say something, each as the word that stands for all that mean the same."""
    words = _tagged(same(text))
    return tuple(
        dict.fromkeys(_SAME.get(each, each) for each, kind in words if each in _STANDING or _is_telling(each, kind))
    )


def _tagged(text: str) -> list[tuple[str, str]]:
    """The words with their kinds; «能不能» and its like stand apart, or the dictionary reads «不能自己» in them."""
    return _dictionary().tag(_WHETHER.sub(r" \g<0> ", text), AS_WRITTEN)


def _is_telling(word: str, kind: str) -> bool:
    if not word.strip() or word in ASKING or word in EMPTY or all(each in ASKING for each in word):
        return False
    return kind not in POINTING and bool(without_fillers(word))


@lru_cache(maxsize=KEPT)
def is_thing(word: str) -> bool:
    """Is it the name of a thing, and not what is done or how it is?"""
    return any(kind.startswith("n") for _, kind in _dictionary().tag(word, AS_WRITTEN))


@lru_cache(maxsize=KEPT)
def is_place(word: str) -> bool:
    """Is it the name of a town or a country?"""
    return all(kind == "ns" for _, kind in _dictionary().tag(word, AS_WRITTEN))


def weight(words: Collection[str]) -> float:
    """How much words say: the rarer in what people write, the more (background frequency of the dictionary)."""
    return sum(map(_rarity, words))


@lru_cache(maxsize=KEPT)
def _rarity(word: str) -> float:
    often = 1 if word in OWN else max(rjieba.suggest_freq(word), 1)
    return max(min(math.log(WRITTEN / often), RARE) - EVERYWHERE, LEAST)


def sounds_like(word: str, text: str, names: str) -> bool:
    """Is the word only written otherwise than in the names, as an input method or an accent writes it?"""
    heard = sounds(names)
    if len(word) > 1:
        return sounds(word) in heard
    around = (text[place : place + 2] for place in range(len(text) - 1))
    return any(word in pair and " " not in pair and sounds(pair) in heard for pair in around)


def terse(text: str) -> str:
    """A text without what people put between a verb and its thing: «开个小诊所» is «开诊所», «不想开了» is «不开了»."""
    return _UNWILLING.sub(r"不\1了", _MEASURED.sub(r"\1", text))


def heard_out(text: str) -> str:
    """A question with what it asks in pinyin written out; what names the matter stays as it was typed."""
    return _LATIN.sub(lambda found: _written(found[0]), text)


def _written(typed: str) -> str:
    """The ways of asking that are at the end of a run of pinyin."""
    syllables = typed.split()
    asked: list[str] = []
    while syllables and (found := _ending(syllables)) is not None:
        said, length = found
        asked.insert(0, said)
        del syllables[-length:]
    return " ".join((*syllables, *asked))


def _ending(syllables: list[str]) -> tuple[str, int] | None:
    for length in range(len(syllables), 0, -1):
        said = _spoken().get("".join(spelled_runs("".join(syllables[-length:]))))
        if said is not None:
            return said, length
    return None


@lru_cache(maxsize=1)
def _spoken() -> dict[str, str]:
    return {sounds(each): each for each in SPELT}
