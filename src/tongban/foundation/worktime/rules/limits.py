"""What a time limit is (时限): a number with a unit, how its first day is found, what stops it, what lengthens it."""

import re
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from tongban.foundation.kernel.errors import Fault, Invalid


class Unit(StrEnum):
    """What a limit is counted in (时限单位); workdays are the rule only in 行政许可法 第八十二条 and its like."""

    WORKDAY = "workday"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"
    ON_THE_SPOT = "on_the_spot"


class Counting(StrEnum):
    """Which day is day 1 (起算方式): the next one (民法典 第二百零一条) or the very same (当日算起).

    TO_THE_DAY counts from the next day on to a day that is what it is (届满日): a licence that expires on a Sunday
    expires on that Sunday.
    """

    FROM_NEXT_DAY = "from_next_day"
    FROM_SAME_DAY = "from_same_day"
    TO_THE_DAY = "to_the_day"


MONTHS: Final = {Unit.MONTH: 1, Unit.YEAR: 12}
"""Months in one unit, for the units that 民法典 第二百零二条 counts by corresponding day."""

_GREATEST: Final = {
    Unit.WORKDAY: 5000,
    Unit.DAY: 10_000,
    Unit.MONTH: 600,
    Unit.YEAR: 50,
    Unit.HOUR: 100_000,
    Unit.ON_THE_SPOT: 1,
}
_WORDS: Final = {
    Unit.WORKDAY: "{}个工作日",
    Unit.DAY: "{}天",
    Unit.MONTH: "{}个月",
    Unit.YEAR: "{}年",
    Unit.HOUR: "{}小时",
    Unit.ON_THE_SPOT: "当场",
}
_SPOKEN_UNITS: Final = {
    "工作日": Unit.WORKDAY,
    "自然日": Unit.DAY,
    "日历日": Unit.DAY,
    "日": Unit.DAY,
    "天": Unit.DAY,
    "月": Unit.MONTH,
    "年": Unit.YEAR,
    "小时": Unit.HOUR,
}
_ON_THE_SPOT_WORDS: Final = frozenset({"当场", "当场办结", "当场办理", "即办", "即时办结", "即来即办"})
_SPOKEN: Final = re.compile(
    rf"([0-9]+|[〇零一二两三四五六七八九十百千]+)个?({'|'.join(_SPOKEN_UNITS)})(?:内|以内|之内)?"
)
_DIGITS: Final = {word: value for value, word in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES: Final = {"十": 10, "百": 100, "千": 1000}


class Limit(msgspec.Struct, frozen=True):
    """A time limit (时限) as a law or a promise states it.

    `value` counts `unit`s and is at least 1; on the spot it is 0 or 1 and means nothing. Raises `Invalid`.
    """

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        least = 0 if self.unit is Unit.ON_THE_SPOT else 1
        if not least <= self.value <= _GREATEST[self.unit]:
            sentence = f"时限的数值应在{least}到{_GREATEST[self.unit]}之间，现在是{self.value}。"
            raise Invalid(sentence, faults=[Fault("/limit", "limit_out_of_range", sentence)])

    def __str__(self) -> str:
        return _WORDS[self.unit].format(self.value)

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """Read a limit in plain Chinese (“20个工作日”, “六十日”, “当场”); `Invalid` when it is none."""
        compact = re.sub(r"\s+", "", text)
        if compact in _ON_THE_SPOT_WORDS:
            return cls(1, Unit.ON_THE_SPOT)
        found = _SPOKEN.fullmatch(compact)
        if found is None:
            sentence = f"看不懂时限“{text}”，请写成“20个工作日”“60天”“3个月”“1年”“24小时”或“当场”。"
            raise Invalid(sentence, faults=[Fault("/limit", "limit_unreadable", sentence)])
        return cls(_number(found[1]), _SPOKEN_UNITS[found[2]])


def _number(text: str) -> int:
    """An Arabic or Chinese whole number below ten thousand."""
    if text.isascii():
        return int(text[:9])
    total, digit = 0, 0
    for word in text:
        if word in _PLACES:
            total += (digit or 1) * _PLACES[word]
            digit = 0
        else:
            digit = _DIGITS[word]
    return total + digit


class Pause(msgspec.Struct, frozen=True):
    """A stretch that is not counted (扣除期间), both days included: 行政许可法 第四十五条, or a correction.

    Raises `Invalid` when it ends before it begins.
    """

    from_on: date
    to_on: date
    why: str = ""

    def __post_init__(self) -> None:
        if self.to_on < self.from_on:
            sentence = f"暂停的结束日期{self.to_on}早于开始日期{self.from_on}，请改正。"
            raise Invalid(sentence, faults=[Fault("/pauses", "pause_ends_before_it_begins", sentence)])


class Extension(msgspec.Struct, frozen=True):
    """Time added by approval (延长期限): the days come on top, nothing is paused (行政许可法 第四十二条)."""

    limit: Limit
    why: str = ""

    def __post_init__(self) -> None:
        if self.limit.unit is Unit.ON_THE_SPOT:
            sentence = "延长期限要写明延长多少天，不能是“当场”。"
            raise Invalid(sentence, faults=[Fault("/extensions", "extension_without_time", sentence)])
