"""Codes of others (互通码): which one it is, by how it is written; pure. Nobody can be read in it.

How they are written stands in the city's data: it is agreed with those who issue them and may change.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tongban.foundation.kernel.errors import Fault, Invalid

LONGEST = 300


class ForeignKind(StrEnum):
    """The codes that ours goes together with (互通的码); 实施方案 四(六)1."""

    HEALTH_CARD = "health_card"
    SOCIAL_SECURITY_CARD = "social_security_card"
    MEDICAL_INSURANCE = "medical_insurance"

    @property
    def label(self) -> str:
        return {
            "health_card": "电子健康卡",
            "social_security_card": "电子社保卡",
            "medical_insurance": "医保电子凭证",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of code is written (码的样式)."""

    kind: ForeignKind
    pattern: re.Pattern[str]


def read_forms(rows: Sequence[Mapping[str, str]]) -> tuple[Form, ...]:
    """The forms of a city's list; `Invalid` for a kind that nobody knows, one twice, or what is no pattern."""
    known, faults, found = {each.value for each in ForeignKind}, [], list[Form]()
    for place, row in enumerate(rows):
        if row["kind"] not in known or row["kind"] in {each.kind.value for each in found}:
            faults.append(Fault(f"/{place}/kind", "kind", f"“{row['kind']}”不是互通的码，或者写了两次。"))
            continue
        try:
            found.append(Form(ForeignKind(row["kind"]), re.compile(row["pattern"], re.ASCII)))
        except re.error:
            faults.append(Fault(f"/{place}/pattern", "pattern", f"“{row['kind']}”的样式写得不对。"))
    if faults:
        raise Invalid("互通码的样式有问题。", faults=faults)
    return tuple(found)


def recognised(typed: str, forms: Sequence[Form]) -> ForeignKind | None:
    """Which code of others this text is (识别); None for anything else, and where two forms fit."""
    plain = plain_text(typed)
    found = {each.kind for each in forms if plain and each.pattern.fullmatch(plain)}
    return found.pop() if len(found) == 1 else None


def plain_text(typed: str) -> str:
    """The text of a code without the blanks that scanners add; empty for one that is too long to be any."""
    plain = "".join(typed.split())
    return plain if len(plain) <= LONGEST and plain.isascii() and plain.isprintable() else ""
