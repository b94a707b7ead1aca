"""What is written down of a contact (登记的话): plain text, with no number of a person left in it; pure."""

import re

from tongban.foundation.kernel.errors import Fault
from tongban.foundation.kernel.masks import mask_id
from tongban.registers.upkeep.rules.reports import plain_words

LONGEST = 500
LONGEST_NOTE = 500
LONGEST_NAME = 60
_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d[\d -]{9,}[\dXx](?![0-9A-Za-z])")
_CASE_NUMBER = re.compile(r"\d{17}")


def noted(typed: str) -> str:
    """The words as they are kept: identity, card and telephone numbers masked, case numbers left as they are."""
    return _LONG_NUMBER.sub(_masked, plain_words(typed))


def _masked(found: re.Match[str]) -> str:
    text = found.group()
    return text if _CASE_NUMBER.fullmatch(text) else mask_id(text)


def words_fault(pointer: str, words: str, please: str, *, longest: int = LONGEST) -> list[Fault]:
    """Something is written, and not too much."""
    if not words:
        return [Fault(pointer, "required", please)]
    if len(words) > longest:
        return [Fault(pointer, "too_long", f"最多写{longest}个字，现在有{len(words)}个。")]
    return []
