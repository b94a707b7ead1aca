"""The citizen identification number (公民身份号码), GB 11643: address 6, birth date 8, sequence 3, check 1.

The number of 15 digits was replaced in 1999 and is no longer valid (居民身份证法): it is recognised, never accepted.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import IntEnum
from operator import mul

from .reading import DIGITS, character_faults, length_faults, without_dots
from .regions import may_number_persons
from .results import CodeError

NAME = "身份证号码"
LENGTH = 18
EARLIEST_BIRTH = date(1850, 1, 1)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_LEGACY_LENGTH = 15
_SHAPE = re.compile("[0-9]{17}[0-9X]")


class Sex(IntEnum):
    """Sex as the number states it (性别), values of GB/T 2261.1."""

    MALE = 1
    FEMALE = 2


read = without_dots


def faults(text: str, on: date | None = None) -> Iterator[CodeError]:
    """Everything that is wrong with a normalised number (校验问题); with `on`, a birth after that day is wrong too."""
    if _is_sound(text, on):
        return iter(())
    return _told(text, on)


def _is_sound(text: str, on: date | None) -> bool:
    """The same in one breath, without words: nearly every number that anybody types is right."""
    if _SHAPE.fullmatch(text) is None or text[17] != check_digit(text[:17]) or not may_number_persons(text[:6]):
        return False
    try:
        born = _date(text[6:14])
    except ValueError:
        return False
    return born >= EARLIEST_BIRTH and (on is None or born <= on)


def _told(text: str, on: date | None) -> Iterator[CodeError]:
    if _is_legacy(text):
        yield CodeError("legacy_15", "这是15位的旧身份证号码，已经停用，请填写现在身份证上的18位号码")
        return
    if _SHAPE.fullmatch(text) is None:
        yield from length_faults(text, LENGTH, NAME)
        yield from character_faults(text[:17], DIGITS, "数字", hint=True)
        yield from character_faults(text[17:18], DIGITS | {"X"}, "数字或字母X", at=17)
    if len(text) == LENGTH:
        yield from _region_faults(text)
        yield from _birth_faults(text, on)
        yield from _check_faults(text)


def check_digit(first_17: str) -> str:
    """The 18th character for the first 17 digits (校验码)."""
    assert len(first_17) == len(_WEIGHTS), "the number without its check"
    return _CHECKS[sum(map(mul, _WEIGHTS, map(int, first_17))) % 11]


def birth_date(number: str) -> date:
    """Date of birth in a valid number (出生日期)."""
    _assert_valid(number)
    return _date(number[6:14])


def sex(number: str) -> Sex:
    """Sex in a valid number (性别): an odd sequence is male."""
    _assert_valid(number)
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def age(number: str, *, on: date) -> int:
    """Full years on a day (周岁): a year is full on the birthday; who was born on 29 February waits for 1 March."""
    born = birth_date(number)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _is_legacy(text: str) -> bool:
    return (
        len(text) == _LEGACY_LENGTH
        and DIGITS.issuperset(text)
        and may_number_persons(text[:6])
        and _is_date("19" + text[6:12])
    )


def _region_faults(text: str) -> Iterator[CodeError]:
    if DIGITS.issuperset(text[:6]) and not may_number_persons(text[:6]):
        yield CodeError("region", f"第1、2位“{text[:2]}”不是省级地区代码，请对照身份证核对前6位")


def _birth_faults(text: str, on: date | None) -> Iterator[CodeError]:
    digits = text[6:14]
    if not DIGITS.issuperset(digits):
        return
    if not _is_date(digits):
        yield CodeError("birth_date", f"第7至14位“{digits}”不是真实的日期，请对照身份证上的出生日期核对")
    elif _date(digits) < EARLIEST_BIRTH:
        yield CodeError("birth_date", f"第7至14位的出生日期“{digits}”太早，请对照身份证上的出生日期核对")
    elif on is not None and _date(digits) > on:
        yield CodeError("birth_in_future", f"第7至14位的出生日期“{digits}”还没有到，请对照身份证上的出生日期核对")


def _check_faults(text: str) -> Iterator[CodeError]:
    if not (DIGITS.issuperset(text[:17]) and text[17] in _CHECKS):
        return
    expected = check_digit(text[:17])
    if text[17] != expected:
        yield CodeError("check_digit", f"第18位校验码不对，按前17位应为{expected}，请对照身份证逐位核对")


def _date(digits: str) -> date:
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))


def _is_date(digits: str) -> bool:
    try:
        _date(digits)
    except ValueError:
        return False
    return True


def _assert_valid(number: str) -> None:
    is_whole = _SHAPE.fullmatch(number) is not None and number[17] == check_digit(number[:17])
    assert is_whole, "only a checked and normalised number has a birth date and a sex"
