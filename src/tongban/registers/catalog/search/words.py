"""Text as the search sees it (切词与注音): characters, words, sounds, initials; pure.

A syllable is kept as one private character, so that a phrase's sounds are a string of the same length as the phrase
and a pair of sounds is found the same way as a pair of characters. Sounds are blurred as people blur them (zh/z,
ch/c, sh/s, ng/n, n/l), which makes most slips of the input method and of the local accent equal.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

import rjieba
from pypinyin import Style, lazy_pinyin, pinyin
from pypinyin.constants import PINYIN_DICT

FIRST_PRIVATE = 0xE000
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z]{2,}")
_LATIN_SEGMENT = re.compile(r"[a-z]+(?: [a-z]+)*")
_LONGEST_SYLLABLE = 6
_sound_numbers: dict[str, str] = {}


def plain(text: str) -> str:
    """Half-width, lower case, one blank for everything that is neither letter nor digit (归一)."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def pairs(text: str) -> set[str]:
    """Neighbouring characters, not across a blank."""
    return {text[i : i + 2] for i in range(len(text) - 1) if text[i] != " " != text[i + 1]}


def singles(text: str) -> set[str]:
    return set(text) - {" "}


def words(text: str) -> list[str]:
    """Dictionary words of three characters and more; shorter ones are pairs already."""
    return [each for each in rjieba.cut(text) if len(each) > 2]


def blurred(syllable: str) -> str:
    """One syllable as it is mixed up in speech (模糊音)."""
    spoken = syllable.replace("zh", "z").replace("ch", "c").replace("sh", "s").replace("ng", "n").replace("v", "u")
    return f"l{spoken[1:]}" if spoken.startswith("n") else spoken


def sounds(text: str) -> str:
    """One private character for each Han character's sound, other characters as they are."""
    return "".join(_sounds_of(each) for each in rjieba.cut(text))


def initials(text: str) -> str:
    """The first letter of each character's sound (首字母), digits and letters as they are."""
    return "".join(each[0] if each else "" for word in rjieba.cut(text) for each in _syllables_of(word) if each != " ")


def letters(text: str) -> str:
    """The blurred sounds as they would be typed, in one piece; a blank between parts."""
    return " ".join(
        "".join(typed_letters(each) for word in rjieba.cut(part) for each in _syllables_of(word))
        for part in text.split()
    )


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
    return {text[i : i + 3] for i in range(len(text) - 2) if " " not in text[i : i + 3]}


@lru_cache(maxsize=1)
def _syllable_table() -> frozenset[str]:
    """All syllables of Mandarin without tones, from the dictionary of single characters."""
    common = range(0x4E00, 0x9FA6)
    heard = {each for code in common if code in PINYIN_DICT for each in _readings(chr(code))}
    return frozenset(each for each in heard if each.isascii() and each.isalpha())


def _readings(character: str) -> list[str]:
    return [each for each in pinyin(character, style=Style.NORMAL, heteronym=True)[0] if each]


@lru_cache(maxsize=65536)
def _syllables_of(word: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin(word, errors=_one_by_one))  # type: ignore[arg-type]  # it takes lists too


def _one_by_one(other: str) -> list[str]:
    """What is no Han character stands for itself."""
    return list(other)


@lru_cache(maxsize=65536)
def _sounds_of(word: str) -> str:
    if not has_han(word):
        return word
    return "".join(_private(each) for each in _syllables_of(word))


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
