"""One option where it stands in a list (清单中的办理项), and a spot in it (位置) where something is wrong; pure."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tongban.registers.catalog.content import Option, Span
from tongban.registers.catalog.item import ItemDocument

from .branches import Branches
from .pointers import at, quoted
from .reading import GuideReading, read_guide
from .surroundings import Surroundings

_DAYS = {"on_the_spot": 0.0, "hour": 1 / 24, "day": 1.0, "workday": 7 / 5, "month": 30.0, "year": 365.0}
_UNITS = {"on_the_spot": "当场", "hour": "小时", "day": "天", "workday": "个工作日", "month": "个月", "year": "年"}
_LONGEST = 1_000_000
ONLINE = frozenset({"web", "mobile"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a rule finds something, below the option or the list; `said` fills the blanks of the rule's sentence."""

    pointer: str
    said: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Listed:
    """One option of a list with what surrounds it."""

    item: ItemDocument
    number: str
    option: Option
    around: Surroundings = field(default_factory=Surroundings)

    @property
    def key(self) -> str:
        return f"{self.item.basic_code}-{self.number}"

    @property
    def is_online(self) -> bool:
        """Can the person apply without coming (网上可办)? Being told about it on the web is not applying."""
        return not ONLINE.isdisjoint(self.option.channels) and self.option.online_depth != "consult"

    @cached_property
    def branches(self) -> Branches:
        return Branches(self.option)

    @cached_property
    def reading(self) -> GuideReading:
        return read_guide(self.option, most=1)


def spot(*path: object, **said: Any) -> Spot:
    """A spot at a path; what it says is quoted short, because imported texts can be anything."""
    return Spot(at(*path), {key: quoted(value) if isinstance(value, str) else value for key, value in said.items()})


def days(span: Span) -> float | None:
    """Calendar days, so that limits in different units compare; a week has five workdays. None: no such unit."""
    if span.unit not in _DAYS:
        return None
    return max(-_LONGEST, min(span.value, _LONGEST)) * _DAYS[span.unit]


def told(span: Span) -> str:
    """A limit in words (5个工作日)."""
    return "当场办结" if span.unit == "on_the_spot" else f"{span.value}{_UNITS.get(span.unit, span.unit)}"


def is_given(span: Span) -> bool:
    return span.unit == "on_the_spot" or span.value > 0
