"""How the city goes out (上门约定): slots of the day, two at a door, how far ahead, how long a mandate; pure."""

from typing import Any

import msgspec


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the day (时段)."""

    code: str
    begins: str
    ends: str

    @property
    def label(self) -> str:
        half = "上午" if self.begins < "12:00" else "下午"
        return f"{half}{self.begins}至{self.ends}"


class OutreachPolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The city's table (上门约定); `persons_at_home` at a door, mandates last `mandate_days` at most."""

    slots: tuple[Slot, ...] = (
        Slot("am1", "09:00", "10:30"),
        Slot("am2", "10:30", "12:00"),
        Slot("pm1", "14:30", "16:00"),
        Slot("pm2", "16:00", "17:30"),
    )
    persons_at_home: int = 2
    days_ahead: int = 15
    arrange_within: int = 1
    mandate_days: int = 30

    def slot(self, code: str) -> Slot | None:
        return next((each for each in self.slots if each.code == code), None)

    def choices(self) -> list[tuple[str, str]]:
        return [(each.code, each.label) for each in self.slots]


class _Bound:
    """Which table is bound: `config/wiring.py` binds the city's at start."""

    policy = OutreachPolicy()


BOUND = _Bound()


def policy_from(plain: Any) -> OutreachPolicy:
    """The table of a city's file; msgspec.ValidationError names the path of a defect."""
    return msgspec.convert(plain, OutreachPolicy)
