"""What the gate must know of the city (检查所需的周边信息), given by the caller; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """A department as the gate sees it: name, phones, and the posts that somebody holds (empty: nobody has told)."""

    name: str = ""
    phone: str = ""
    complaint_phone: str = ""
    posts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The city around a list. What is empty is not known, and what would need it is not judged.

    `places` holds the keys of venues and of groups of venues, `license_types` type → name, `license_aliases` type →
    what else the licence is called, `repealed` the title of a
    repealed law → what replaced it ("" if nothing did), `known_items` the basic codes that exist,
    `protected` what keeps its windows (线下保留), as basic codes or «basic code-number»; `on` is the day of
    judging, without which nothing is overdue.
    """

    agencies: Mapping[str, AgencyFacts] = field(default_factory=dict)
    places: frozenset[str] = frozenset()
    license_types: Mapping[str, str] = field(default_factory=dict)
    license_aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    repealed: Mapping[str, str] = field(default_factory=dict)
    known_items: frozenset[str] = frozenset()
    protected: frozenset[str] = frozenset()
    on: date | None = None
