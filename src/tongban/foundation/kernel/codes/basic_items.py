"""The basic code of a service item (基本编码): source 2, type 2, department 2, main item and sub-item 6.

Local additions carry letters in the last six, so the code is text, and its leading zeros count.
"""

from collections.abc import Iterator

from .reading import ALPHANUMERIC, DIGITS, character_faults, length_faults, without_dots
from .regions import PROVINCES
from .results import CodeError

NAME = "基本编码"
LENGTH = 12
NATIONAL = "00"

read = without_dots


def faults(text: str, *, at: int = 0, of: str = "") -> Iterator[CodeError]:
    """Everything that is wrong with a normalised code (校验问题); inside a longer code, `at` says where it begins."""
    yield from length_faults(text, LENGTH, of or NAME)
    yield from character_faults(text[:6], DIGITS, "数字", at=at, of=of, hint=True)
    yield from character_faults(text[6:], ALPHANUMERIC, "数字或字母", at=at + 6, of=of)
    source = text[:2]
    if len(text) == LENGTH and DIGITS.issuperset(source) and source not in PROVINCES | {NATIONAL}:
        yield CodeError(
            "source",
            f"{of}第{at + 1}、{at + 2}位“{source}”不对，国家事项为00，地方事项为省级地区代码，请对照事项目录核对",
        )
