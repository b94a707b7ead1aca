"""The systems of others and our own special ones (对接系统清单): who keeps each, at which version; our lines to them.

`config/connectors.py` lists the lines, the city's `systems.yaml` the systems, `config/wiring.py` binds both; pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import msgspec

from .contract import Call


class Origin(StrEnum):
    """Whose it is (来源): the province built it for all, the city built it for itself, or another body's."""

    PROVINCE = "province"
    CITY = "city"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {"province": "省级统建", "city": "本市特色应用", "other": "其他单位"}[self.value]


class Stage(StrEnum):
    """How far the work on it is (状态)."""

    IN_USE = "in_use"
    READY = "ready"
    PLANNED = "planned"
    RETIRED = "retired"

    @property
    def label(self) -> str:
        return {"in_use": "在用", "ready": "已开发，待联调", "planned": "计划对接", "retired": "已停用"}[self.value]


class Mode(StrEnum):
    """What stands at the other end now (现在接的是什么)."""

    REAL = "real"
    SIMULATED = "simulated"
    OFF = "off"

    @property
    def label(self) -> str:
        return {"real": "真实系统", "simulated": "模拟系统", "off": "没有连接"}[self.value]


class FaultKind(StrEnum):
    """What a line does badly (线路故障): calls lost, late, twice, or answers that cannot be read."""

    LOSS = "loss"
    DELAY = "delay"
    DUPLICATES = "duplicates"
    BAD_DATA = "bad_data"


@dataclass(frozen=True, slots=True)
class Connector:
    """Our line to a system (连接器): its folder, the interface version it speaks, and the variable that switches it.

    `faults` names for each kind of fault the knob of the simulator; `without` says why one is not there. `calls` is the
    contract: what goes over the line; `elsewhere` says of a line without calls of its own where its contract stands.
    """

    key: str
    interface: str
    setting: str = ""
    port: type | None = None
    adapter: type | None = None
    simulator: type | None = None
    faults: Mapping[FaultKind, str] = field(default_factory=dict)
    without: str = ""
    calls: Sequence[Call] = ()
    elsewhere: str = ""

    def mode(self, address: object, *, is_demo: bool) -> Mode:
        """Switched by the settings and by nothing else: an address means the real one, the demo city a simulator."""
        if self.adapter is not None and address:
            return Mode.REAL
        return Mode.SIMULATED if is_demo and self.simulator is not None else Mode.OFF


class System(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One system of the list (清单条目): `interface` is the version that its owner announced, empty while unknown."""

    key: str
    name: str
    origin: Origin
    owner: str
    stage: Stage
    use: str
    interface: str = ""
    connector: str = ""


class Registry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The list of systems of a city."""

    systems: tuple[System, ...] = ()


class _Bound:
    """What is bound: `config/wiring.py` binds the city's list and the house's lines at start."""

    registry = Registry()
    connectors: Sequence[Connector] = ()


BOUND = _Bound()


def registry_from(plain: Any, connectors: Iterable[Connector]) -> Registry:
    """The list of a city's file; one that names a line that we do not have stops the start."""
    found = msgspec.convert(plain, Registry)
    known = {each.key for each in connectors}
    keys = [each.key for each in found.systems]
    assert len(set(keys)) == len(keys), "a system stands twice"
    for each in found.systems:
        assert not each.connector or each.connector in known, f"{each.key}: there is no line {each.connector}"
    return found


def mismatches(registry: Registry, connectors: Iterable[Connector]) -> list[str]:
    """Systems whose owner announced another interface version than our line speaks (接口版本不一致), in words."""
    lines = {each.key: each for each in connectors}
    return [
        f"{each.name}的接口是{each.interface}版，本系统的连接器{each.connector}按{lines[each.connector].interface}版开发，"
        "请先升级连接器，或者核对清单。"
        for each in registry.systems
        if each.connector
        and each.interface
        and each.stage is not Stage.RETIRED
        and not is_compatible(lines[each.connector].interface, each.interface)
    ]


def is_compatible(ours: str, theirs: str) -> bool:
    """The same main version, and theirs not older than what we were made for (语义化版本)."""
    mine, their = _parts(ours), _parts(theirs)
    return mine[:1] == their[:1] and their >= mine


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(each) if each.isdigit() else 0 for each in version.split("."))
