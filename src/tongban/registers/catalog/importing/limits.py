"""A limit whose number has no unit (时限): read from the explanation or left for a person, never guessed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_COUNT = r"(\d{1,4}|[零〇一二两三四五六七八九十百]{1,7})"
_DURATION = re.compile(_COUNT + r"\s*[个個]?\s*(工作日|自然日|小时|日|天|月|年)(?!版|版本|\d*月\d*日)")
_ON_THE_SPOT = re.compile(r"当场(?:办结|办理|登记|决定|发证)|即时办结|即办|立等可取")
_AT_ONCE = re.compile(r"\s*(?:当场|即时|即办件?|立即)\s*[。.]?\s*")
_DAYS = re.compile(r"(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*[日号]")
_UNIT_ALONE = re.compile(r"\d{0,4}[（(\s]*(?:单位[:：为]?|均?[按以为指])?\s*(工作日|自然日)(?:计算?|为单位)?[）)。\s]*")
_WORKDAYS_MEANT = re.compile(r"[（(][^（()）]{0,6}工作日[^（()）]{0,4}[）)]|[按以均][^，。；]{0,4}工作日(?:计|为单位)")
_EXTENSION = re.compile(r"延长[^。；]{0,12}?" + _COUNT + r"\s*(?:个)?(工作日|日|天|月)")
_UNITS = {
    "工作日": "workday",
    "自然日": "day",
    "日": "day",
    "天": "day",
    "月": "month",
    "年": "year",
    "小时": "hour",
}
UNIT_LABELS = {
    "workday": "工作日",
    "day": "日",
    "month": "个月",
    "year": "年",
    "hour": "小时",
    "on_the_spot": "当场",
    "": "（单位待定）",
}
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class ReadLimit:
    """What could be read: the number, its unit ("" is open), and why, as a code of the findings."""

    value: int
    unit: str
    doubts: tuple[tuple[str, str], ...] = ()

    @property
    def plain(self) -> dict[str, object]:
        return {"value": self.value, "unit": self.unit}


def count(said: str) -> int:
    """12, 十二, 二十, 一百二十 as a number."""
    if said.isascii():
        return int(said)
    total, digit = 0, 0
    for each in said:
        if each in _DIGITS:
            digit = _DIGITS[each]
        elif each == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            total, digit = total + (digit or 1) * 100, 0
    return total + digit


def durations(text: str) -> Iterator[tuple[int, str]]:
    """Every number with a unit of time in a text."""
    for found in _DURATION.finditer(text[:LONGEST]):
        yield count(found[1]), _UNITS[found[2]]


def written(said: str) -> tuple[int, str] | None:
    """A limit that brings its own unit (5个工作日, 三十日内, 当场办结); None for anything else."""
    text = "".join(said[:40].split())
    if _ON_THE_SPOT.fullmatch(text) or _AT_ONCE.fullmatch(text):
        return 0, "on_the_spot"
    found = _DURATION.match(text)
    if found is None or not re.fullmatch(
        r"(?:以内|内)?(?:办结)?(?P<meant>[（(]工作日[）)])?[。.]?", text[found.end() :]
    ):
        return None
    return count(found[1]), "workday" if "工作日" in text else _UNITS[found[2]]


def read_limit(value: int, explanation: str) -> ReadLimit:
    """The limit of this number, as its explanation lets it be read."""
    text = _DAYS.sub("，", explanation[:LONGEST])  # the day of a law is no duration
    said = list(durations(text))
    if (_ON_THE_SPOT.search(text) or _AT_ONCE.fullmatch(text)) and not said:
        doubts = () if value == 0 else (("unit_contradicts", f"数值是{value}，说明却是当场办结"),)
        return ReadLimit(0, "on_the_spot", doubts)
    same = {unit for number, unit in said if number == value}
    if same == {"day"} and _WORKDAYS_MEANT.search(text):
        return ReadLimit(value, "workday", (("limit_unit_stated", f"{value}日，说明里写的是按工作日算"),))
    if len(same) == 1:
        return ReadLimit(value, same.pop())
    if not said and (alone := _UNIT_ALONE.fullmatch(text)):
        return ReadLimit(value, _UNITS[alone[1]], (("limit_unit_stated", f"说明只写了单位“{alone[1]}”"),))
    units = {unit for _, unit in said}
    if not same and len(units) == 1 and _adds_up(value, [number for number, _ in said]):
        return ReadLimit(
            value, units.pop(), _extended(value, text) or (("limit_summed", f"{value}由说明里的几段相加"),)
        )
    if len(same) > 1:
        named = "、".join(sorted(UNIT_LABELS[unit] for unit in same))
        return ReadLimit(value, "", (("unit_contradicts", f"{value}在说明里有几种单位：{named}"),))
    if said and not same:
        named = "、".join(f"{number}{UNIT_LABELS[unit]}" for number, unit in said[:6])
        return ReadLimit(value, "", (("unit_contradicts", f"数值是{value}，说明里是{named}"),))
    return ReadLimit(value, "")


def _adds_up(value: int, numbers: list[int]) -> bool:
    """Is the value the sum of the first few numbers (3 + 3, or 3 + 3 + 3 + 13)? The same law is often quoted twice."""
    total = 0
    for number in numbers:
        total += number
        if total == value:
            return True
    return False


def _extended(value: int, text: str) -> tuple[tuple[str, str], ...]:
    """A limit that counts the extension, which only a chief may grant, as if it were the rule."""
    found = _EXTENSION.search(text)
    if found is None:
        return ()
    extension, unit = count(found[1]), _UNITS[found[2]]
    base = next((number for number, each in durations(text) if each == unit and number + extension == value), None)
    if base is None:
        return ()
    said = f"{value}是{base}加上可以延长的{extension}，法定时限应是{base}{UNIT_LABELS[unit]}"
    return (("limit_counts_extension", said),)
