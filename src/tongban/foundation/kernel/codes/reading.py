"""What people type, brought to one form before it is judged (输入归一).

Full-width becomes half-width, small ASCII letters become capitals, and what carries no meaning in a code (spaces,
hyphens, quotes of a spreadsheet, invisible characters) is dropped. Nothing is guessed: a letter O is never turned
into a zero, it is reported with its position.
"""

import string
import unicodedata
from collections.abc import Iterator

from .results import CodeError

DIGITS = frozenset(string.digits)
ALPHANUMERIC = frozenset(string.digits + string.ascii_uppercase)
DOTS = frozenset(".。·・•‧⋅")
LONGEST = 256  # characters as typed; the longest real licence identifier stays below 130
TOLD = 5  # strange characters that one message names

_UPPER = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)
_NOISE_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Pd"})
# Marks without meaning that the categories do not cover: minus, quotes, blank letters, variation selectors.
_NOISE = frozenset("\u2212_'\"`‘’“”\u115f\u1160\u2800" + "".join(map(chr, range(0xFE00, 0xFE10))))


def _is_noise(c: str) -> bool:
    return c in _NOISE or unicodedata.category(c) in _NOISE_CATEGORIES


_ASCII = {code: None for code in range(128) if _is_noise(chr(code))} | _UPPER
_LOOKALIKES = {"I": "1", "O": "0", "S": "5", "Z": "2"}


def squeeze(typed: str, *, also: frozenset[str] = frozenset()) -> str:
    """The typed text without meaningless characters (归一); `also` names further characters to drop."""
    if typed.isascii():
        plain = typed.upper() if typed.isalnum() else typed.translate(_ASCII)
        return plain if also.isdisjoint(plain) else "".join(c for c in plain if c not in also)
    text = unicodedata.normalize("NFKC", typed).translate(_UPPER)
    return "".join(c for c in text if not _is_noise(c) and c not in also)


def without_dots(typed: str) -> str:
    """For the codes in which a dot means nothing, which is all but the licence identifier (去点归一)."""
    return squeeze(typed, also=DOTS)


def presentable(text: str) -> str:
    """The text with lone surrogates replaced, so that any answer can be encoded (可显示文本)."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def length_faults(text: str, length: int, name: str) -> Iterator[CodeError]:
    """Too short or too long (位数不符), telling by how much."""
    missing = length - len(text)
    if missing > 0:
        yield CodeError("length", f"{name}应为{length}位，现在是{len(text)}位，少了{missing}位，请补全")
    elif missing < 0:
        yield CodeError("length", f"{name}应为{length}位，现在是{len(text)}位，多了{-missing}位，请核对后删去")


def character_faults(
    text: str, legal: frozenset[str], allowed: str, *, at: int = 0, of: str = "", hint: bool = False
) -> Iterator[CodeError]:
    """Characters that this code cannot hold (字符不符), all of them in one sentence; `at` shifts the positions told."""
    strange = [(at + index + 1, c) for index, c in enumerate(text) if c not in legal]
    if not strange:
        return
    named = "、".join(f"第{position}位{_shown(c)}" for position, c in strange[:TOLD])
    more = f"等{len(strange)}处" if len(strange) > TOLD else ""
    likely = {c: _LOOKALIKES[c] for _, c in strange if hint and c in _LOOKALIKES}
    advice = "".join(f"，“{letter}”可能是数字{digit}" for letter, digit in likely.items())
    yield CodeError("character", f"{of}{named}{more}不对，只能是{allowed}{advice}，请改正")


def _shown(c: str) -> str:
    return f"“{c}”" if c.isprintable() else "的字符（无法显示）"
