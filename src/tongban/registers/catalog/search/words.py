"""Text as the search sees it (切词与注音): characters, words, sounds, initials; pure.

A syllable is kept as one private character, so that a phrase's sounds are a string of the same length as the phrase
and a pair of sounds is found the same way as a pair of characters. Sounds are blurred as people blur them (zh/z,
ch/c, sh/s, ng/n, n/l), which makes most slips of the input method and of the local accent equal.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

import rjieba
from pypinyin import Style, lazy_pinyin, pinyin
from pypinyin.constants import PINYIN_DICT

FIRST_PRIVATE = 0xE000
_NEITHER = re.compile(r"[\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z]{2,}")
_LATIN_SEGMENT = re.compile(r"[a-z]+(?: [a-z]+)*")
_LONGEST_SYLLABLE = 6
_sound_numbers: dict[str, str] = {}


def plain(text: str) -> str:
    """Half-width, lower case, one blank for everything that is neither letter nor digit (归一)."""
    return _NEITHER.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


def pairs(text: str) -> set[str]:
    """Neighbouring characters, not across a blank."""
    return {one + other for one, other in pairwise(text) if one != " " != other}


def singles(text: str) -> set[str]:
    return set(text) - {" "}


def blurred(syllable: str) -> str:
    """One syllable as it is mixed up in speech (模糊音)."""
    spoken = syllable.replace("zh", "z").replace("ch", "c").replace("sh", "s").replace("ng", "n").replace("v", "u")
    return f"l{spoken[1:]}" if spoken.startswith("n") else spoken


@dataclass(frozen=True, slots=True)
class Heard:
    """How a text sounds: one private character for each syllable; first letters (首字母); blurred, as it is typed."""

    sounds: str
    initials: str
    letters: str


def heard(text: str) -> Heard:
    """What is no Han character stands for itself; a blank stays in the sounds, and between letters."""
    told = [_word(each) for each in rjieba.cut(text)]
    return Heard(
        "".join(each.sounds for each in told),
        "".join(each.initials for each in told),
        "".join(each.letters for each in told),
    )


def sounds(text: str) -> str:
    """One private character for each Han character's sound, other characters as they are."""
    return "".join([_word(each).sounds for each in rjieba.cut(text)])


def syllables(text: str) -> tuple[str, ...]:
    """Its sounds as they are written, not blurred."""
    return tuple(lazy_pinyin(text))


def initials(text: str) -> str:
    """The first letter of each character's sound, digits and letters as they are."""
    return heard(text).initials


def latin_runs(text: str) -> list[str]:
    return _LATIN.findall(text)


def spelled_runs(text: str) -> list[str]:
    """The sounds of what was typed in pinyin; blanks between syllables are of no meaning."""
    return [
        sound
        for segment in _LATIN_SEGMENT.findall(text)
        for sound in "".join(spelled(each) or " " for each in segment.split()).split()
    ]


def without_latin(text: str) -> str:
    return " ".join(_LATIN.sub(" ", text).split())


def has_han(text: str) -> bool:
    return _HAN.search(text) is not None


def typed_letters(run: str) -> str:
    """What was typed in Latin letters, blurred like `letters`."""
    return run.replace("zh", "z").replace("ch", "c").replace("sh", "s").replace("ng", "n").replace("v", "u")


@lru_cache(maxsize=2048)
def spelled(run: str) -> str:
    """The sounds that a run of Latin letters spells out, with the fewest syllables; empty when it spells none."""
    best: list[list[str] | None] = [[], *([None] * len(run))]
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            before = best[start]
            if before is None or run[start:end] not in _syllable_table():
                continue
            known = best[end]
            if known is None or len(before) + 1 < len(known):
                best[end] = [*before, run[start:end]]
    return "".join(_private(each) for each in best[-1] or [])


def threes(text: str) -> set[str]:
    triples = zip(text, text[1:], text[2:], strict=False)
    return {one + other + last for one, other, last in triples if one != " " and other != " " and last != " "}


@lru_cache(maxsize=1)
def _syllable_table() -> frozenset[str]:
    """All syllables of Mandarin without tones, from the dictionary of single characters."""
    common = range(0x4E00, 0x9FA6)
    heard = {each for code in common if code in PINYIN_DICT for each in _readings(chr(code))}
    return frozenset(each for each in heard if each.isascii() and each.isalpha())


def _readings(character: str) -> list[str]:
    return [each for each in pinyin(character, style=Style.NORMAL, heteronym=True)[0] if each]


@lru_cache(maxsize=65536)
def _word(word: str) -> Heard:
    """One dictionary word; which reading a character has depends on its word."""
    if not has_han(word):
        return Heard(word, word.replace(" ", ""), typed_letters(word))
    syllables = lazy_pinyin(word, errors=list)  # type: ignore[arg-type]  # it takes lists too
    return Heard(
        "".join(_private(each) for each in syllables),
        "".join(each[:1] for each in syllables if each != " "),
        "".join(typed_letters(each) for each in syllables),
    )


def _private(syllable: str) -> str:
    """The private character of a syllable, given out in the order of first sight; the same within a process."""
    if not syllable.isascii() or not syllable.isalpha():
        return syllable
    return _sound_numbers.setdefault(blurred(syllable), chr(FIRST_PRIVATE + len(_sound_numbers)))


def dictionary_words(text: str) -> list[str]:
    """Words of two to four Han characters, as the dictionary cuts them."""
    return [each for each in rjieba.cut(text) if 2 <= len(each) <= 4 and has_han(each)]


def all_han(text: str) -> bool:
    return _HAN.fullmatch(text) is not None


def edges(text: str) -> frozenset[int]:
    """Where a dictionary word begins or ends."""
    return frozenset(accumulate((len(each) for each in rjieba.cut(text)), initial=0))
