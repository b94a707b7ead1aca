"""What a place must have (保障标准) and what it lacks: windows, people, money, network, terminals; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from tongban.foundation.kernel.errors import Fault

BASIS = "实施方案 五(三) 统筹做好便民服务中心(站)人员和经费保障"


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much of each: windows, people in post, money a year in yuan, network in Mbit/s, terminals."""

    windows: int
    people: int
    funding: int
    network: int
    terminals: int


LABELS: Mapping[str, tuple[str, str]] = {
    "windows": ("窗口", "个"),
    "people": ("人员", "人"),
    "funding": ("经费", "元"),
    "network": ("网络", "Mbit/s"),
    "terminals": ("自助终端", "台"),
}
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
    """Everything that is below the standard, in the order of the ledger."""
    found = ((name, getattr(has, name), getattr(needs, name)) for name in LABELS)
    return tuple(Gap(name, there, wanted) for name, there, wanted in found if there < wanted)


def amount_faults(values: Mapping[str, int | None]) -> list[Fault]:
    """What is wrong with amounts as they were typed."""
    return [
        Fault(f"/{name}", "number", f"{LABELS[name][0]}请写0以上的整数。")
        for name, value in values.items()
        if value is None or not 0 <= value <= LARGEST
    ]
