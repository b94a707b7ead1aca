"""One cell as an element and back (单元格): labels for words, a line for each of several, and its faults."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from .columns import Column, Words

NOTHING = "（空）"
LONGEST = 32_000
_FIRST_DAY = date(1899, 12, 30)
_SERIAL = re.compile(r"\d{5}(?:\.0+)?", re.ASCII)
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+00:00:00)?", re.ASCII)
_YES, _NO = (
    {"是", "有", "可", "可以", "y", "yes", "true", "1", "√", "对"},
    {"否", "无", "不", "不可", "不可以", "n", "no", "false", "0", "×", "x"},
)
_LIMIT = re.compile(
    r"(\d{1,9})(?:\.0+)?\s*(?:个)?(?P<unit>工作日|自然日|日|天|小时|月|年)?(?:以内|内)?(?P<meant>\(工作日\))?", re.ASCII
)
_ON_THE_SPOT = re.compile(r"当场(?:办结|办理)?|即时(?:办结)?|即办件?|立等可取")
_LIMIT_UNITS = {
    "工作日": "workday",
    "自然日": "day",
    "日": "day",
    "天": "day",
    "小时": "hour",
    "月": "month",
    "年": "year",
}
_ESCAPED = {"\\": "\\\\", "\n": "\\n", "|": "\\|"}
_UNESCAPED = re.compile(r"\\(.)", re.DOTALL)
_FIELDS = re.compile(r"(?:[^|\\]|\\.)*")


class CellFault(ValueError):  # noqa: N818 - named for what it is
    """What is wrong with the cell, in Chinese."""


def write(column: Column, value: Any) -> str | int:
    """What stands in the cell for this value; empty text and empty lists that are no default are said as such."""
    if value == "" or (isinstance(value, list | tuple) and not value):
        return NOTHING
    match column.kind:
        case "whole":
            return int(value)
        case "yes_no":
            return "是" if value else "否"
        case "word":
            return str((column.words or {}).get(value, value))
        case "words":
            return "、".join((column.words or {}).get(each, each) for each in value)
        case "lines":
            return "\n".join(_escaped(each) or "\\e" for each in value)
        case "choices":
            return "\n".join(_choice_text(each) for each in value)
        case "money":
            return str(Decimal(value) / 100)
        case _:
            return str(value)


def read(column: Column, text: str) -> Any:
    """The value of a cell that is not blank; `CellFault` says what is wrong."""
    said = text.strip()
    if said == NOTHING:
        return [] if column.kind in ("lines", "words", "choices") else ""
    return limit_of(said) if column.is_limit else _READERS[column.kind](column, said)


def plain(said: str) -> str:
    """Full-width digits and letters as half-width ones, without spaces: for codes, numbers and words."""
    return "".join(unicodedata.normalize("NFKC", said[:LONGEST]).split())


def limit_of(said: str) -> int:
    """The number of a limit, whatever unit stands with it; at once is 0."""
    text = plain(said)
    if _ON_THE_SPOT.fullmatch(text):
        return 0
    found = _LIMIT.fullmatch(text)
    if found is None:
        raise CellFault(f"“{said[:30]}”应是整数，单位写在旁边一列")
    return int(found[1])


def unit_of(said: str) -> str:
    """The unit that stands in the cell with the number; "" when there is none."""
    text = plain(said)
    if _ON_THE_SPOT.fullmatch(text):
        return "on_the_spot"
    found = _LIMIT.fullmatch(text)
    if found is None:
        return ""
    return "workday" if found["meant"] else _LIMIT_UNITS.get(found["unit"] or "", "")


def _text(_column: Column, said: str) -> str:
    return said


def _whole(_column: Column, said: str) -> int:
    found = re.fullmatch(
        r"(\d{1,9})(?:\.0+)?(?:个)?(?:工作日|自然日|日|天|小时|份|次|级|个月|月|年)?(?:内|以内)?", plain(said), re.ASCII
    )
    if found is None:
        raise CellFault(f"“{said[:30]}”应是整数")
    return int(found[1])


def _yes_no(_column: Column, said: str) -> bool:
    word = plain(said).lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellFault(f"“{said[:30]}”应填“是”或“否”")


def _word(column: Column, said: str) -> str:
    return word_of(column.words or {}, said)


def word_of(words: Words, said: str) -> str:
    """The key of a label, or of the key itself."""
    looked_for = plain(said)
    for key, label in words.items():
        if looked_for in (key, plain(label), f"个{label}"):
            return key
    raise CellFault(f"“{said[:30]}”不在可选的内容里，可选：{'、'.join(words.values())}")


def _words(column: Column, said: str) -> list[str]:
    parts = [each for each in re.split(r"[、,，;；/^|\n]", said) if each.strip()]
    spoken = column.spoken or {}
    found = [key for each in parts for key in spoken.get(plain(each)) or (word_of(column.words or {}, each),)]
    return list(dict.fromkeys(found))


def _lines(_column: Column, said: str) -> list[str]:
    return [_restored(each) for each in said.split("\n") if each.strip()]


def _choices(_column: Column, said: str) -> list[dict[str, str]]:
    read_choices = []
    for line in said.split("\n"):
        if line.strip():
            parts = [_restored(each.strip()) for each in _divided(line)]
            value, label, hint = (*parts, "", "")[:3]
            read_choices.append({"value": value, "label": label or value, **({"hint": hint} if hint else {})})
    return read_choices


def _money(_column: Column, said: str) -> int:
    amount = plain(said).removesuffix("元").removeprefix("¥")
    try:
        fen = Decimal(amount) * 100
    except InvalidOperation as error:
        raise CellFault(f"“{said[:30]}”应是金额，例如10或10.50") from error
    if not fen.is_finite() or fen != int(fen) or not 0 <= fen < 10**13:
        raise CellFault(f"“{said[:30]}”应是金额，最多两位小数")
    return int(fen)


def _date(_column: Column, said: str) -> str:
    word = unicodedata.normalize("NFKC", said)
    if _SERIAL.fullmatch(word):
        return (_FIRST_DAY + timedelta(days=int(float(word)))).isoformat()
    found = _DAY.fullmatch(word)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError as error:
        raise CellFault(f"“{said[:30]}”不是日历上的一天") from error
    raise CellFault(f"“{said[:30]}”应是日期，例如2026-11-23")


_READERS: dict[str, Callable[[Column, str], Any]] = {
    "text": _text,
    "whole": _whole,
    "yes_no": _yes_no,
    "word": _word,
    "words": _words,
    "lines": _lines,
    "choices": _choices,
    "money": _money,
    "date": _date,
}


def _choice_text(choice: dict[str, str]) -> str:
    parts = [choice["value"], choice["label"], choice.get("hint", "")]
    return "|".join(_escaped(each) or "\\e" for each in (parts if parts[2] else parts[:2]))


def _escaped(text: str) -> str:
    return "".join(_ESCAPED.get(each, each) for each in text)


def _restored(text: str) -> str:
    return _UNESCAPED.sub(lambda match: {"n": "\n", "e": ""}.get(match[1], match[1]), text)


def _divided(line: str) -> list[str]:
    """Divided at bars that are not escaped."""
    parts, at = [], 0
    while at <= len(line):
        found = _FIELDS.match(line, at)
        parts.append(found.group() if found else line[at:])
        at += len(parts[-1]) + 1
    return parts
