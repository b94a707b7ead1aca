"""What a check of a code number answers (校验结果)."""

from dataclasses import dataclass

import msgspec


@dataclass(frozen=True, slots=True)
class CodeError:
    """One thing that is wrong (校验问题): a code for programs, and a sentence that says where and what to do."""

    code: str
    message: str


class CodeCheck(msgspec.Struct, frozen=True):
    """The answer about one value (校验结果); `normalized` is the form to store, and always encodable as UTF-8."""

    valid: bool
    normalized: str
    errors: tuple[CodeError, ...]
