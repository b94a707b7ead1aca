"""The table of reimbursement (报销标准) as data: deductibles, bands, shares and the most that is paid; pure. R-119."""

import hashlib
from typing import Any

import msgspec

REFUND, SERIOUS, AID = "refund", "serious", "aid"
LEVELS = {"primary": "一级及以下医院", "secondary": "二级医院", "tertiary": "三级医院"}


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One part of the table; unknown keys are an error."""


class Band(_Part, frozen=True):
    """A band (分段): of what lies below `upto` yuan and above the band before, so many percent; 0: no end."""

    percent: int
    upto: int = 0


class Share(_Part, frozen=True):
    """What is paid at a level of hospitals, or to a kind of people: after the deductible, in percent; yuan."""

    percent: int
    deductible: int = 0


class Table(_Part, frozen=True):
    """The whole table; `options` are the options that each scheme pays by, as basic code and number.

    `levels` pay the basic insurance, up to `refund_most` a settlement; `bands` the serious illness insurance of what is
    left above `serious_from`; `kinds` the aid of what is left then, up to `aid_most`. All amounts in yuan.
    """

    name: str
    options: dict[str, str]
    levels: dict[str, Share]
    refund_most: int
    serious_from: int
    bands: tuple[Band, ...]
    kinds: dict[str, Share]
    aid_most: int
    is_sample: bool = True

    @property
    def digest(self) -> str:
        """By which a settlement names the table that it was reckoned by."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()

    def scheme_of(self, basic_code: str, option_code: str) -> str:
        """The scheme that this option pays by; empty for any other option."""
        code = f"{basic_code}-{option_code[-2:]}"
        return next((scheme for scheme, option in self.options.items() if option == code), "")


def read_reimbursement(plain: Any) -> Table:
    """The table from plain data; msgspec.ValidationError names the path of a defect."""
    return msgspec.convert(plain, Table)
