"""What people type into answers and forms, brought to one form and judged (填写归一与校验).

Full-width digits and letters become half-width, spaces and separators that mean nothing are dropped. Every message
says what to do and gives an example. Values stay plain (text, number, tuple), so that JSON can carry them.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from tongban.foundation.kernel.codes import check
from tongban.registers.catalog.content import Choice

SHORT_TEXT = 200

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,6})?", re.ASCII)
_MONEY = re.compile(r"\d{1,13}(\.\d{1,2})?", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))", re.ASCII)
_HALF = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()} | {0x3000: 0x20}
_DOUBLED = str.maketrans("0123456789", "0246813579")  # twice each digit, and of what has two digits their sum
_YES = frozenset({"yes", "是", "有", "true", "1", "y", "on"})
_NO = frozenset({"no", "否", "没有", "无", "false", "0", "n", "off"})
_EXAMPLES = {
    "number": "120",
    "money": "1500.00",
    "date": "2026-03-01",
    "phone": "13800000000",
    "id_card": "11010519491231002X",
    "uscc": "91350100M000100Y43",
    "address": "嘉峪关市新华中路1号1单元101室",
    "bank_card": "6222 0000 0000 0000 004",
}


class Wrong(ValueError):  # noqa: N818 - named for what it is, like every refusal here
    """One value that cannot be used: a code for programs, a sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(message)


class Blank(msgspec.Struct, frozen=True):
    """One place to be filled (待填项): what its value must be like."""

    name: str
    kind: str
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    example: str = ""
    max_length: int = SHORT_TEXT

    @property
    def sample(self) -> str:
        return self.example or _EXAMPLES.get(self.kind, "")

    def wrong(self, code: str, what: str) -> Wrong:
        """The fault with its remedy and, where there is one, an example."""
        return Wrong(code, f"{what}。例如：{self.sample}" if self.sample else what)


def read(blank: Blank, raw: Any) -> Any:
    """The value to keep, or None when nothing was filled in; raises `Wrong`."""
    if blank.kind == "choices":
        return _choices(blank, raw)
    if raw is None:
        return None
    if isinstance(raw, bool):
        raw = "yes" if raw else "no"
    if not isinstance(raw, str | int | float):
        raise blank.wrong("type", "只能填写一个值，请填写一段文字或者一个数字")
    text = clean(str(raw))
    return _READERS.get(blank.kind, _text)(blank, text) if text else None


def clean(text: str) -> str:
    """Without invisible characters, outer blanks and full-width digits, letters and blanks; lines are kept."""
    text = text.translate(_HALF) if not text.isascii() else text
    if text.isprintable():
        return text.strip()
    kept = (c if c in "\n\t" else "" if unicodedata.category(c) in _INVISIBLE else c for c in text)
    return "".join(kept).strip()


def _text(blank: Blank, text: str) -> str:
    if blank.kind != "long_text":
        text = " ".join(text.split())
    if len(text) > blank.max_length:
        raise blank.wrong("too_long", f"写了{len(text)}个字，最多{blank.max_length}个字，请写短一些")
    return text


def _choice(blank: Blank, text: str) -> str:
    for each in blank.choices:
        if text in (each.value, each.label):
            return each.value
    raise blank.wrong("not_a_choice", f"没有“{text[:20]}”这个选项，请从这些里选一个：{_offered(blank)}")


def _choices(blank: Blank, raw: Any) -> tuple[str, ...] | None:
    if raw is None or raw == "":
        return None
    picked = raw if isinstance(raw, list | tuple) else [raw]
    if not all(isinstance(each, str | int | float) for each in picked):
        raise blank.wrong("type", f"请从这些里选：{_offered(blank)}")
    chosen = {_choice(blank, text) for each in picked if (text := clean(str(each)))}
    return tuple(each.value for each in blank.choices if each.value in chosen)


def _offered(blank: Blank) -> str:
    return "、".join(each.label for each in blank.choices)


def _yes_no(blank: Blank, text: str) -> str:
    said = text.lower()
    if said in _YES:
        return "yes"
    if said in _NO:
        return "no"
    raise blank.wrong("not_a_choice", f"不能填“{text[:20]}”，请选“是”或者“否”")


def _number(blank: Blank, text: str) -> int | float:
    bare = _bare_number(text, blank.unit)
    if not _NUMBER.fullmatch(bare):
        raise blank.wrong(
            "number", f"“{text[:20]}”不是数字，请只填写数字" + (f"(单位：{blank.unit})" if blank.unit else "")
        )
    return _plain_number(bare)


def _money(blank: Blank, text: str) -> int | float:
    bare = _bare_number(text, blank.unit or "元").removesuffix("元").removeprefix("¥")
    if not _MONEY.fullmatch(bare):
        raise blank.wrong("money", f"“{text[:20]}”不是金额，请填写数字，最多两位小数，单位是元")
    return _plain_number(bare)


def _bare_number(text: str, unit: str) -> str:
    squeezed = unicodedata.normalize("NFKC", text)
    bare = "".join(c for c in squeezed if not c.isspace() and c != ",").replace("\u2212", "-").replace("。", ".")
    return bare.removesuffix(unicodedata.normalize("NFKC", unit)) if unit else bare


def _plain_number(bare: str) -> int | float:
    value = float(bare)
    return value if value % 1 else int(bare.partition(".")[0])


def _date(blank: Blank, text: str) -> str:
    found = _DATE.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        raise blank.wrong("date", f"“{text[:20]}”不是日期，请按“年-月-日”填写")
    year, *rest = (int(each) for each in found.groups() if each)
    try:
        return date(year, *rest).isoformat()
    except ValueError as error:
        raise blank.wrong("date", f"没有“{text[:20]}”这一天，请核对年月日") from error


def _code(blank: Blank, text: str) -> str:
    judged = check(blank.kind, text)
    if judged.valid:
        return judged.normalized
    said = "；".join(each.message for each in judged.errors)
    raise blank.wrong(judged.errors[0].code, said)


def _bank_card(blank: Blank, text: str) -> str:
    digits = text if text.isascii() and text.isdigit() else _bare_card(text)
    if not (digits.isascii() and digits.isdigit()):
        raise blank.wrong("character", "银行卡号只能是数字，请核对卡面上的号码")
    if not 16 <= len(digits) <= 19:
        raise blank.wrong("length", f"银行卡号应为16至19位，现在是{len(digits)}位，请核对")
    if _luhn(digits):
        raise blank.wrong("check_digit", "银行卡号的校验位不对，请对照卡面逐位核对")
    return digits


def _bare_card(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and c != "-")


def _luhn(digits: str) -> int:
    """What is left of the Luhn sum (ISO/IEC 7812); 0 for a right number."""
    return sum(map(int, digits[::-2] + digits[-2::-2].translate(_DOUBLED))) % 10


_READERS: dict[str, Callable[[Blank, str], Any]] = {
    "choice": _choice,
    "yes_no": _yes_no,
    "number": _number,
    "money": _money,
    "date": _date,
    "phone": _code,
    "id_card": _code,
    "uscc": _code,
    "bank_card": _bank_card,
}
