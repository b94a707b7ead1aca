"""What people do on their phones (掌上办): six fields, the matters of each, how far they are used. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tongban.registers.catalog.guides import Card

from .frequent import frequent

MOBILE: Final = "mobile"


@dataclass(frozen=True, slots=True)
class MobileField:
    """A field that the plan names (领域): whose matters it has, and how many at least must be done on a phone."""

    key: str
    name: str
    agencies: tuple[str, ...]
    least: int


@dataclass(frozen=True, slots=True)
class MobileMatter:
    """A matter of a field: whether a phone does, and of its cases of a period how many came from one."""

    option_code: str
    name: str
    agency: str
    is_mobile: bool
    is_frequent: bool
    cases: int
    by_phone: int


@dataclass(frozen=True, slots=True)
class FieldOnPhone:
    """A field as it stands (领域掌上办情况); the most used matters first."""

    field: MobileField
    matters: tuple[MobileMatter, ...]

    @property
    def mobile(self) -> tuple[MobileMatter, ...]:
        return tuple(each for each in self.matters if each.is_mobile)

    @property
    def missing(self) -> tuple[MobileMatter, ...]:
        """Frequent matters that a phone cannot do (应办未办): what to open next."""
        return tuple(each for each in self.matters if each.is_frequent and not each.is_mobile)

    @property
    def short(self) -> int:
        """How many matters are missing to the least number (差几个)."""
        return max(0, self.field.least - len(self.mobile))

    @property
    def cases(self) -> int:
        return sum(each.cases for each in self.matters)

    @property
    def by_phone(self) -> int:
        return sum(each.by_phone for each in self.matters)

    @property
    def share(self) -> float | None:
        """Of all cases of the field, how many came from a phone (掌上办占比); none without cases."""
        return self.by_phone / self.cases if self.cases else None


BOUND: list[MobileField] = []
"""The city's fields; `config/city_files.py` reads them from `mobile.yaml`."""


def fields_from(plain: Mapping[str, Any]) -> list[MobileField]:
    """The fields of a city's file; one without a body or a number stops the start."""
    found = [MobileField(e["key"], e["name"], tuple(e["agencies"]), e["least"]) for e in plain["fields"]]
    assert all(each.agencies and each.least > 0 for each in found), "a field has bodies and a least number"
    assert len({each.key for each in found}) == len(found), "a field stands twice"
    return found


def on_phones(
    fields: Iterable[MobileField], cards: Sequence[Card], counts: Mapping[tuple[str, str], int]
) -> list[FieldOnPhone]:
    """Every field with its matters; `counts` are the cases of a period by option and channel."""
    volumes: dict[str, int] = {}
    for (option, _), number in counts.items():
        volumes[option] = volumes.get(option, 0) + number
    often = {each.option_code for each in frequent(volumes)}
    return [FieldOnPhone(each, tuple(_matters(each, cards, counts, volumes, often))) for each in fields]


def _matters(
    field: MobileField,
    cards: Sequence[Card],
    counts: Mapping[tuple[str, str], int],
    volumes: Mapping[str, int],
    often: set[str],
) -> list[MobileMatter]:
    found = [
        MobileMatter(
            option_code=each.option_code,
            name=each.name,
            agency=each.agency,
            is_mobile=MOBILE in each.channels,
            is_frequent=each.option_code in often,
            cases=volumes.get(each.option_code, 0),
            by_phone=counts.get((each.option_code, MOBILE), 0),
        )
        for each in cards
        if each.agency_key in field.agencies
    ]
    return sorted(found, key=lambda each: (-each.cases, each.option_code))
