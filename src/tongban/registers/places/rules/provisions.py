"""What a place or a task of the plan must have (保障标准) and what it lacks: money, people, space, technology; pure.

A place has windows, people, money, floor, network and terminals; a task of the plan has money, people, floor and
systems. R-172.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tongban.foundation.kernel.errors import Fault

BASIS = "实施方案 五(三) 统筹做好便民服务中心(站)人员和经费保障"


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much of each: windows, people in post, yuan a year, square metres, Mbit/s of network, terminals."""

    windows: int
    people: int
    funding: int
    area: int
    network: int
    terminals: int


@dataclass(frozen=True, slots=True)
class TaskAmounts:
    """What a task of the plan has, or needs, in a year: yuan, people, square metres, systems (信息化)."""

    funding: int
    people: int
    area: int
    systems: int


LABELS: Mapping[str, tuple[str, str]] = {
    "windows": ("窗口", "个"),
    "people": ("人员", "人"),
    "funding": ("经费", "元"),
    "area": ("场地", "平方米"),
    "network": ("网络", "Mbit/s"),
    "terminals": ("自助终端", "台"),
    "systems": ("信息系统", "套"),
}
"""Each amount with its name and unit, in the order of the ledger."""
OF_PLACES = ("windows", "people", "funding", "area", "network", "terminals")
OF_TASKS = ("funding", "people", "area", "systems")
LARGEST = 100_000_000


@dataclass(frozen=True, slots=True)
class Gap:
    """What is below the standard: what there is, and what there should be."""

    what: str
    has: int
    needs: int

    @property
    def words(self) -> str:
        label, unit = LABELS[self.what]
        return f"{label}差{self.needs - self.has}{unit}"


def gaps(has: Amounts, needs: Amounts) -> tuple[Gap, ...]:
    """Everything of a place that is below the standard, in the order of the ledger."""
    return _below(OF_PLACES, has, needs)


def task_gaps(has: TaskAmounts, needs: TaskAmounts) -> tuple[Gap, ...]:
    """Everything that a task needs and was not given."""
    return _below(OF_TASKS, has, needs)


def _below(names: Sequence[str], has: object, needs: object) -> tuple[Gap, ...]:
    found = ((name, getattr(has, name), getattr(needs, name)) for name in names)
    return tuple(Gap(name, there, wanted) for name, there, wanted in found if there < wanted)


def amount_faults(values: Mapping[str, int | None]) -> list[Fault]:
    """What is wrong with amounts as they were typed; a task's are named `has_funding`, `needs_funding` and so on."""
    return [
        Fault(f"/{name}", "number", f"{LABELS[name.rpartition('_')[2]][0]}请写0以上的整数。")
        for name, value in values.items()
        if value is None or not 0 <= value <= LARGEST
    ]
