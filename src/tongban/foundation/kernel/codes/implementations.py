"""The implementation code (实施编码): credit code of the body 18, level of exercise 1, basic code 12."""

from collections.abc import Iterator

from . import basic_items, uscc
from .reading import ALPHANUMERIC, character_faults, length_faults, without_dots
from .results import CodeError

NAME = "实施编码"
LENGTH = 31
LEVELS = frozenset("1234567")  # 国家 省 市 县 乡镇街道 村社区 分级管理

read = without_dots


def faults(text: str, *, name: str = NAME, length: int = LENGTH) -> Iterator[CodeError]:
    """Everything that is wrong with a normalised code (校验问题), of the body, the level and the item together."""
    if len(text) != length:
        yield from length_faults(text, length, name)
        yield from character_faults(text, ALPHANUMERIC, "数字或字母")
        return
    yield from uscc.faults(text[:18])
    yield from character_faults(text[18], LEVELS, "1至7（行使层级）", at=18)
    yield from basic_items.faults(text[19:31], at=19)


def basic_code(code: str) -> str:
    """The basic code inside an implementation or option code (基本编码)."""
    return code[19:31]
