"""What not sharing costs (未共享代价账): papers handed in that register or licence could have spared; N07."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tongban.registers.catalog.content import MaterialRequirement

WAYS = {"license": "有电子证照可以代替", "data_check": "有部门数据可以核验", "system_generated": "系统可以生成"}


@dataclass(frozen=True, slots=True)
class Tariff:
    """How many minutes a needless paper is put at, by the way that would have spared it, and who keeps which data.

    The minutes are an assumption of the city (假设), told on the page; `keepers` go by type of licence, `words` by what
    the list says of the check, the first that fits; `platform` answers for what the system should have made.
    """

    minutes: Mapping[str, int] = field(
        default_factory=lambda: {"license": 20, "data_check": 30, "system_generated": 15}
    )
    platform: str = ""
    keepers: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        assert self.minutes.keys() == WAYS.keys(), "each way has its minutes"
        assert all(each > 0 for each in self.minutes.values()), "a paper takes time"


def from_plain(plain: Mapping[str, Any]) -> Tariff:
    """The tariff of a city's `unshared.yaml`; an unknown key is an error of the file."""
    return Tariff(**plain)


def way_spared(asked: MaterialRequirement | None) -> str:
    """By which way this paper need not have been handed in; empty when it had to be."""
    way = asked.spared_by.way if asked is not None and asked.spared_by is not None else ""
    return way if way in WAYS else ""


def keeper_of(asked: MaterialRequirement, tariff: Tariff, *, own: str) -> str:
    """The key of the body that has the data (数据掌握部门); `own`, that of the matter, when nothing names another."""
    by = asked.spared_by
    if by is None:
        return own
    if by.way == "system_generated":
        return tariff.platform or own
    if by.way == "license":
        return tariff.keepers.get(by.license_type, own)
    said = f"{by.note} {asked.name} {asked.source.issuer}"
    return next((key for word, key in tariff.words.items() if word in said), own)
