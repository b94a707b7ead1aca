"""The code of a handling option (业务办理项编码): implementation code 31, option number 01–99 (not contiguous)."""

from collections.abc import Iterator

from . import implementations
from .reading import DIGITS, character_faults, without_dots
from .results import CodeError

NAME = "业务办理项编码"
LENGTH = 33

read = without_dots


def faults(text: str) -> Iterator[CodeError]:
    """Everything that is wrong with a normalised code (校验问题)."""
    yield from implementations.faults(text, name=NAME, length=LENGTH)
    if len(text) == LENGTH:
        yield from character_faults(text[31:], DIGITS, "数字", at=31, hint=True)
        if text[31:] == "00":
            yield CodeError("option_number", "第32、33位是办理项序号，从01到99，不能是00，请对照实施清单核对")


def implementation_code(code: str) -> str:
    """The implementation code that the option belongs to (实施编码)."""
    return code[: implementations.LENGTH]
