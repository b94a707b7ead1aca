"""The unified social credit code (统一社会信用代码), GB 32100.

Registrar 1, class 1, division 6, organisation 9, check 1. The nine characters of the organisation (组织机构代码,
GB 11714) end in a check of their own, so most slips are told twice.
"""

from collections.abc import Iterator

from .reading import DIGITS, character_faults, length_faults, without_dots
from .regions import is_division
from .results import CodeError

NAME = "统一社会信用代码"
LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

# Registrar → classes of organisation that it registers (登记管理部门 → 机构类别). Table of GB 32100-2015 with the
# later additions 54 (village and residents' committees) and G1 (offices of foreign NGOs).
CLASSES = {
    "1": "1239",
    "2": "19",
    "3": "123459",
    "4": "19",
    "5": "12349",
    "6": "129",
    "7": "129",
    "8": "19",
    "9": "1239",
    "A": "19",
    "G": "19",
    "N": "1239",
    "Y": "1",
}

_LEGAL = frozenset(ALPHABET)
_VALUES = {c: value for value, c in enumerate(ALPHABET)}
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

read = without_dots


def faults(text: str, *, at: int = 0, of: str = "") -> Iterator[CodeError]:
    """Everything that is wrong with a normalised code (校验问题); `at` and `of` tell where a longer code holds it."""
    yield from length_faults(text, LENGTH, of or NAME)
    yield from character_faults(text, _LEGAL, "数字或大写字母（不用I、O、S、V、Z）", at=at, of=of, hint=True)
    if len(text) == LENGTH:
        yield from _registration_faults(text, at, of)
        if _LEGAL.issuperset(text):
            yield from _check_faults(text, at, of)


def check_character(first_17: str) -> str:
    """The 18th character for the first 17 (校验码), MOD 31."""
    total = sum(weight * _VALUES[c] for weight, c in zip(_WEIGHTS, first_17, strict=True))
    return ALPHABET[-total % 31]


def organisation_check(first_8: str) -> str:
    """The ninth character of an organisation code for its first eight (组织机构代码校验码), GB 11714, MOD 11."""
    total = sum(weight * int(c, 36) for weight, c in zip(_ORGANISATION_WEIGHTS, first_8, strict=True))
    return "0123456789X"[-total % 11]


def division(code: str) -> str:
    """The six digits of the registering division (登记管理机关行政区划码) of a valid code."""
    assert not any(faults(code)), "only a checked and normalised code has a division"
    return code[2:8]


def _registration_faults(text: str, at: int, of: str) -> Iterator[CodeError]:
    registrar, kind = text[0], text[1]
    if registrar in _LEGAL and registrar not in CLASSES:
        yield CodeError("registrar", f"{of}第{at + 1}位“{registrar}”不是登记管理部门代码，请对照证书核对")
    elif kind in _LEGAL and kind not in CLASSES.get(registrar, ALPHABET):
        yield CodeError("organisation_class", f"{of}第{at + 2}位“{kind}”不是机构类别代码，请对照证书核对")
    if _LEGAL.issuperset(text[2:8]) and not (DIGITS.issuperset(text[2:8]) and is_division(text[2:8])):
        yield CodeError("division", f"{of}第{at + 3}至{at + 8}位“{text[2:8]}”不是行政区划代码，请对照证书核对")


def _check_faults(text: str, at: int, of: str) -> Iterator[CodeError]:
    expected = organisation_check(text[8:16])
    if text[16] != expected:
        told = f"{of}第{at + 17}位（组织机构代码校验码）不对，按前面8位应为{expected}，请核对第{at + 9}至{at + 17}位"
        yield CodeError("organisation_check", told)
    expected = check_character(text[:17])
    if text[17] != expected:
        yield CodeError("check_digit", f"{of}第{at + 18}位校验码不对，应为{expected}，请核对第{at + 1}至{at + 18}位")
