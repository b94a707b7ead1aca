"""The number of a case (办件编号), our own scheme: `DDDDDD YY SSSSSSSS C`, 17 decimal digits.

Division (行政区划) 6, year 2, serial (流水号) 8, Damm check digit 1. Only digits: the number is read out by telephone
and typed on kiosks. It is public and opens nothing by itself. Serials from 90000000 are handed out beforehand to
places that work while the line is down (离线号段), so that no two places can give the same number.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .damm import damm_digit
from .reading import DIGITS, character_faults, length_faults, without_dots
from .regions import is_division
from .results import CodeError

NAME = "办件编号"
LENGTH = 17
FIRST_OFFLINE = 90_000_000
LAST_SERIAL = 99_999_999

_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """The parts of a valid case number (编号的组成)."""

    division: str
    year: int
    serial: int


read = without_dots


def faults(text: str) -> Iterator[CodeError]:
    """Everything that is wrong with a normalised number (校验问题)."""
    yield from length_faults(text, LENGTH, NAME)
    yield from character_faults(text, DIGITS, "数字", hint=True)
    if len(text) != LENGTH or not DIGITS.issuperset(text):
        return
    if not is_division(text[:6]):
        yield CodeError("division", f"第1至6位“{text[:6]}”不是行政区划代码，请对照回执核对")
    if int(text[8:16]) == 0:
        yield CodeError("serial", "第9至16位的流水号不能全是0，请对照回执核对")
    if damm_digit(text) != "0":
        yield CodeError("check_digit", f"第17位校验码不对，按前16位应为{damm_digit(text[:16])}，请对照回执逐位核对")


def case_number(division: str, year: int, serial: int) -> str:
    """The number of a case (办件编号) for a division of six digits, a year 2000–2099 and a serial 1–99999999."""
    assert len(division) == 6, "a division has six digits"
    assert division.isdecimal(), "a division has six digits"
    assert is_division(division), "the division is none"
    assert _CENTURY <= year < _CENTURY + 100, "two digits hold the years 2000 to 2099"
    assert 1 <= serial <= LAST_SERIAL, "a serial has eight digits and begins with 1"
    body = f"{division}{year % 100:02d}{serial:08d}"
    return body + damm_digit(body)


def pretty(number: str) -> str:
    """The number as it is printed (显示格式), e.g. 620200-26-00001234-5."""
    return f"{number[:6]}-{number[6:8]}-{number[8:16]}-{number[16:]}"


def parts(typed: str) -> CaseNumber:
    """The parts of a valid number (编号的组成), however it was typed; check it first."""
    number = read(typed)
    assert not any(faults(number)), "only a checked number has parts"
    return CaseNumber(number[:6], _CENTURY + int(number[6:8]), int(number[8:16]))


def is_offline(typed: str) -> bool:
    """Whether a valid number came from a range handed out for work without a line (离线号段)."""
    return parts(typed).serial >= FIRST_OFFLINE
