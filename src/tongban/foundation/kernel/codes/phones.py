"""Telephone numbers of the mainland (电话号码): mobile, or landline with its area code; stored as digits only."""

from collections.abc import Iterator

from .reading import DIGITS, character_faults, without_dots
from .results import CodeError

NAME = "电话号码"

_MOBILE_LENGTH = 11
_COUNTRY = ("+86", "0086")
_BRACKETS = str.maketrans(dict.fromkeys("()[]【】"))


def read(typed: str) -> str:
    """The typed number as domestic digits (归一): without the country code, with the zero of the area code."""
    text = without_dots(typed).translate(_BRACKETS)
    if not text.startswith(_COUNTRY):
        bare = text[2:]
        return bare if text.startswith("86") and _is_mobile(bare) else text
    text = text.removeprefix("+").removeprefix("00").removeprefix("86")
    is_area_without_zero = len(text) > 8 and (text[0] in "23456789" or text.startswith("10"))
    return f"0{text}" if is_area_without_zero else text


def faults(text: str) -> Iterator[CodeError]:
    """Everything that is wrong with a normalised number (校验问题)."""
    yield from character_faults(text, DIGITS, "数字")
    if text.startswith("0"):
        yield from _landline_faults(text)
    elif text.startswith("1"):
        yield from _mobile_faults(text)
    elif len(text) in (7, 8):
        yield CodeError("area_code", "座机号码请在前面加上区号，例如0937")
    else:
        yield CodeError("prefix", "请填写以1开头的11位手机号码，或者带区号的座机号码（例如0937加7位号码）")


def is_mobile(number: str) -> bool:
    """Whether a valid number can receive short messages (手机号码)."""
    return number.startswith("1")


def _is_mobile(text: str) -> bool:
    return not any(_mobile_faults(text)) and text.startswith("1")


def _mobile_faults(text: str) -> Iterator[CodeError]:
    if len(text) != _MOBILE_LENGTH:
        yield CodeError("length", f"手机号码应为{_MOBILE_LENGTH}位，现在是{len(text)}位，请核对")
    if text[1:2] in set("012"):
        yield CodeError("prefix", f"第2位“{text[1]}”不对，手机号码的第2位是3至9，请核对")


def _landline_faults(text: str) -> Iterator[CodeError]:
    area = 3 if text[1:2] in ("1", "2") else 4
    local = text[area:]
    if text[1:2] == "0" or (text[1:2] == "1" and text[:3] != "010"):
        yield CodeError("area_code", f"“{text[:3]}”开头的不是国内区号，请核对区号，例如0937")
    if len(local) not in (7, 8):
        yield CodeError("length", f"区号{text[:area]}后面应有7位或8位号码，现在是{len(local)}位，请核对")
    if local[:1] in ("0", "1"):
        yield CodeError("prefix", f"第{area + 1}位“{local[0]}”不对，座机号码不以0或1开头，请核对")
