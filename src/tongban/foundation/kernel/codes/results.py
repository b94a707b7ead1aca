"""What a check of a code number answers (校验结果)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeError:
    """One thing that is wrong (校验问题): a code for programs, and a sentence that says where and what to do."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class CodeCheck:
    """The answer about one value (校验结果); `normalized` is the form to store, and always encodable as UTF-8."""

    valid: bool
    normalized: str
    errors: tuple[CodeError, ...]
