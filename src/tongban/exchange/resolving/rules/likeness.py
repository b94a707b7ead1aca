"""How alike two enterprises look (相似度): by name, address and day of founding, told by both; pure.

A score proposes and never joins: that is a person's decision. Numbers are not "nearly the same": 1 is not 11.
"""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

LIKELY = 0.8
"""From which score on a pair is shown to a person."""
_WEIGHTS = {"name": 0.5, "address": 0.3, "founded_on": 0.2}
_OTHER_NUMBER = 0.4
_BLOCK = 2
_NOISE = re.compile(r"[\s()（）〔〕\[\]《》“”\"'、，,。.·:：;；\-—_/#]")
_PLACES = re.compile(r"^(甘肃省?)?(嘉峪关市?)?")
_FORMS = re.compile(r"((股份|有限责任|有限)公司|合作社|经营部|门市部|商行|分公司|分店|店)$")
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Look:
    """What a subject looks like (主体样貌): what its rows tell of it, empty where none does."""

    name: str = ""
    address: str = ""
    founded_on: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one field says of two subjects: both values, how alike they are and what that weighs, from 0 to 1."""

    field: str
    left: str
    right: str
    likeness: float
    weight: float


def core(name: str) -> str:
    """What a name says beyond its place and its legal form."""
    plain = _PLACES.sub("", _NOISE.sub("", name))
    return _FORMS.sub("", plain) or plain


def site(address: str) -> str:
    """An address without the city that all of them are in."""
    return _PLACES.sub("", _NOISE.sub("", address))


def blocks(look: Look) -> tuple[str, str]:
    """Two subjects are compared where one of these is the same and told: how the name begins, the whole address."""
    return core(look.name)[:_BLOCK], site(look.address)


def marks(left: Look, right: Look) -> list[Mark]:
    """Field by field; what one of them does not tell weighs nothing, and the rest weighs the more."""
    pairs = {
        "name": (left.name, right.name, _alike(core(left.name), core(right.name))),
        "address": (left.address, right.address, _alike(site(left.address), site(right.address))),
        "founded_on": (left.founded_on, right.founded_on, float(left.founded_on == right.founded_on)),
    }
    told = {key: each for key, each in pairs.items() if each[0] and each[1]}
    whole = sum(_WEIGHTS[key] for key in told)
    return [Mark(key, one, other, alike, round(_WEIGHTS[key] / whole, 4)) for key, (one, other, alike) in told.items()]


def score(found: list[Mark]) -> float:
    """From 0 to 1; a name alone, or no name, is never enough."""
    fields = {each.field for each in found}
    if "name" not in fields or len(fields) == 1:
        return 0.0
    return round(sum(each.likeness * each.weight for each in found), 4)


def _alike(left: str, right: str) -> float:
    alike = fuzz.ratio(left, right) / 100
    return round(alike if _NUMBERS.findall(left) == _NUMBERS.findall(right) else alike * _OTHER_NUMBER, 4)
