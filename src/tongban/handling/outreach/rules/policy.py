"""How the city goes out (上门约定): slots of the day, how many at a door, how far ahead, how long a mandate; pure."""

from typing import Any

import msgspec

from .states import OutreachKind


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the day (时段)."""

    code: str
    begins: str
    ends: str

    @property
    def label(self) -> str:
        half = "上午" if self.begins < "12:00" else "下午"
        return f"{half}{self.begins}至{self.ends}"


class PersonsRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many go to a door for a matter, from a place, or both (几个人上门): what is not named holds for all."""

    persons: int
    matter: str = ""
    place: str = ""

    def __post_init__(self) -> None:
        if self.persons not in (1, 2) or not (self.matter or self.place):
            raise ValueError("a rule says one or two persons, and for which matter or place")

    def holds(self, matter: str, place: str) -> bool:
        return self.matter in ("", matter) and self.place in ("", place)


class OutreachPolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The city's table (上门约定); `persons_at_home` at a door unless `persons` says otherwise for a matter or a place.

    Mandates last `mandate_days` at most.
    """

    slots: tuple[Slot, ...] = (
        Slot("am1", "09:00", "10:30"),
        Slot("am2", "10:30", "12:00"),
        Slot("pm1", "14:30", "16:00"),
        Slot("pm2", "16:00", "17:30"),
    )
    persons_at_home: int = 2
    persons: tuple[PersonsRule, ...] = ()
    days_ahead: int = 15
    arrange_within: int = 1
    mandate_days: int = 30
    volunteer_days: int = 365

    def slot(self, code: str) -> Slot | None:
        return next((each for each in self.slots if each.code == code), None)

    def persons_at(self, kind: str, *, matter: str, place: str) -> int:
        """How many have to go: what is said for matter and place, else for the matter, for the place, for the city."""
        if kind != OutreachKind.HOME:
            return 1
        holding = [each for each in self.persons if each.holds(matter, place)]
        closest = max(holding, key=lambda each: (bool(each.matter), bool(each.place)), default=None)
        return closest.persons if closest is not None else self.persons_at_home

    def choices(self) -> list[tuple[str, str]]:
        return [(each.code, each.label) for each in self.slots]


class _Bound:
    """Which table is bound: `config/wiring.py` binds the city's at start."""

    policy = OutreachPolicy()


BOUND = _Bound()


def policy_from(plain: Any) -> OutreachPolicy:
    """The table of a city's file; msgspec.ValidationError names the path of a defect."""
    return msgspec.convert(plain, OutreachPolicy)
