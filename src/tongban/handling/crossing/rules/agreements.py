"""What two cities agreed (跨省通办协议): the matters, the way of each, the limit of each leg; pure."""

import msgspec

from .states import Leg, Mode, Place


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"return_": "return"}):
    """The limit of each leg in workdays (各段时限)."""

    receiving: int
    transfer: int
    handling: int
    return_: int

    def __post_init__(self) -> None:
        if min(self.receiving, self.transfer, self.handling, self.return_) < 0:
            raise ValueError("时限不能是负数。")

    def of(self, leg: Leg) -> int:
        return self.as_days()[leg]

    def as_days(self) -> dict[str, int]:
        return {
            Leg.RECEIVING: self.receiving,
            Leg.TRANSFER: self.transfer,
            Leg.HANDLING: self.handling,
            Leg.RETURN: self.return_,
        }


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A material that the partner's guide asks for (对方指南的材料): looked at for its form only."""

    code: str
    name: str
    is_original: bool = False
    is_optional: bool = False
    points: tuple[str, ...] = ()


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One side's step of a joint handling (联办步骤)."""

    key: str
    name: str
    place: Place


class Matter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A matter of the partner city that is open to us (对方的事项)."""

    code: str
    name: str
    mode: Mode
    audience: str = ""
    materials: tuple[Asked, ...] = ()
    parts: tuple[Part, ...] = ()
    entrance: str = ""


class OwnMatter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A matter of ours that the partner city receives for (我们的事项); its way stands in the catalogue."""

    option: str
    parts: tuple[Part, ...] = ()


class Agreement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The agreement with one partner city (合作协议); `is_sample` is said wherever it is shown."""

    code: str
    city: str
    province: str
    limits: Limits
    phone: str = ""
    is_sample: bool = False
    public_key: str = ""
    matters: tuple[Matter, ...] = ()
    own: tuple[OwnMatter, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.city}（样例）" if self.is_sample else self.city

    @property
    def in_full(self) -> str:
        return f"{self.province}{self.name}"

    def is_near(self, province: str) -> bool:
        """Is it in our own province (省内通办), or beyond it (跨省通办)?"""
        return bool(province) and self.province == province

    def matter(self, code: str) -> Matter | None:
        return next((each for each in self.matters if each.code == code), None)

    def parts_of(self, option_code: str) -> tuple[Part, ...]:
        """The steps of both sides for a matter of ours; `option` ends the code without its agency: 000109147003-01."""
        found = next((each for each in self.own if matches(option_code, each.option)), None)
        return found.parts if found else ()

    def has_own(self, option_code: str) -> bool:
        return any(matches(option_code, each.option) for each in self.own)


def matches(option_code: str, short: str) -> bool:
    """Does an option's code of 33 characters end in basic code and number as the agreement writes them?"""
    basic, _, number = short.partition("-")
    return option_code[19:] == basic + number


def read_agreements(plain: object) -> tuple[Agreement, ...]:
    """The agreements of the city's file; `msgspec.ValidationError` names the place of a defect."""
    return msgspec.convert(plain, tuple[Agreement, ...])
