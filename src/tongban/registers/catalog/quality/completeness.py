"""Whether every element is there (要素完整性, plan 二(二), R-018), and a score of how complete a guide is; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tongban.registers.catalog.content import Option, Span
from tongban.registers.catalog.kinds import ItemKind

from .listed import Listed, Spot, is_given, spot
from .surroundings import AgencyFacts


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a list (要素): its path, its label, of which items it is demanded, what it weighs in the score."""

    path: str
    label: str
    must: str = ""
    weight: int = 1

    def is_demanded_of(self, kind: str) -> bool:
        """`must`: all, power (every administrative power), license, or nothing."""
        match self.must:
            case "all":
                return True
            case "power":
                return kind != ItemKind.PUBLIC_SERVICE
            case "license":
                return kind == ItemKind.LICENSE
            case _:
                return False


@dataclass(frozen=True, slots=True)
class Completeness:
    """How complete an option is: 0 to 100, and the labels of what is missing."""

    score: int
    missing: tuple[str, ...]


def completeness(option: Option, elements: Sequence[Element], agency: AgencyFacts | None = None) -> Completeness:
    """The share of elements that are filled in, by weight; phones may come from the agency."""
    agency = agency or AgencyFacts()
    fallback = {"enquiry_phone": agency.phone, "complaint_phone": agency.complaint_phone}
    missing = [
        each for each in elements if not _is_filled(option, each.path) and not fallback.get(each.path, "").strip()
    ]
    whole = sum(each.weight for each in elements) or 1
    lost = sum(each.weight for each in missing)
    return Completeness(100 * (whole - lost) // whole, tuple(each.label for each in missing))


def missing_elements(here: Listed, elements: Sequence[Element]) -> Iterator[Spot]:
    for each in elements:
        if each.is_demanded_of(here.item.kind) and not _is_filled(here.option, each.path):
            yield spot(*each.path.split("."), label=each.label)


def _is_filled(option: Option, path: str) -> bool:
    """Every part of a list counts: `materials.why` is filled in when each material has its reason."""
    head, _, rest = path.partition(".")
    value = getattr(option, head)
    if not rest:
        return _says_something(value)
    parts = value if isinstance(value, tuple) else (value,)
    return bool(parts) and all(_says_something(getattr(each, rest)) for each in parts)


def _says_something(value: Any) -> bool:
    match value:
        case str():
            return bool(value.strip())
        case tuple():
            return any(not isinstance(each, str) or each.strip() for each in value)
        case Span():
            return is_given(value)
        case _:
            return value is not None
