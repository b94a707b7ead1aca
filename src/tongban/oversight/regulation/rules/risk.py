"""How a promise is checked (风险分级、抽查): the city's table gives classes and shares; the draw can be repeated."""

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from tongban.registers.catalog.content import Span

_SPACE = 2**32


class RiskClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One class of risk (风险等级): from how many points, the share checked on site, the limit, the loss borne at most.

    `share` is in percent; who is not drawn is checked by data and papers (书面核查). `loss_cap` is in yuan a case: a
    matter whose loss may be greater cannot be promised. `most_open` and `most_loss` (yuan) bound what is promised and
    not checked yet, all cases of a matter together; `beyond` says what follows: leader or suspend.
    """

    name: str
    from_points: int
    share: int
    check_within: Span
    loss_cap: int
    most_open: int = 100
    most_loss: int = 500_000
    beyond: Literal["leader", "suspend"] = "leader"


class MatterCap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a city says of one matter (单个事项的风险上限): the loss of one case in yuan, and bounds of its own."""

    loss: int | None = None
    most_open: int | None = None
    most_loss: int | None = None
    beyond: Literal["leader", "suspend"] | None = None


class RiskTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The city's table (风险等级表): an edition, the seed of the draw, points, and classes from low to high."""

    edition: str
    seed: str
    listed_points: dict[str, int]
    rectified_points: int
    breached_points: int
    barred_months: int
    repair_after_days: int
    classes: tuple[RiskClass, ...]
    matters: dict[str, MatterCap] = {}

    def named(self, name: str) -> RiskClass:
        return next(each for each in self.classes if each.name == name)


DEFAULT = RiskTable(
    edition="默认",
    seed="tongban",
    listed_points={"低": 1, "中": 2, "高": 3},
    rectified_points=1,
    breached_points=2,
    barred_months=12,
    repair_after_days=90,
    classes=(
        RiskClass("低", 0, 20, Span(value=2, unit="month"), 5000),
        RiskClass("中", 2, 50, Span(value=2, unit="month"), 20000, most_open=50),
        RiskClass("高", 3, 100, Span(value=1, unit="month"), 50000, most_open=10, beyond="suspend"),
    ),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a check: the class of the published list, and what came of earlier promises."""

    listed: str
    rectified: int = 0
    breached: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """How one promise is checked, and why (抽查结果及说明)."""

    risk: RiskClass
    points: int
    factors: tuple[str, ...]
    draw: float
    is_drawn: bool

    @property
    def words(self) -> str:
        if self.risk.share >= 100:
            return f"{self.risk.name}风险，全部现场核查。"
        how = "抽中，现场核查" if self.is_drawn else "未抽中，书面核查"
        return f"{self.risk.name}风险，抽查比例{self.risk.share}%。本件抽签值{self.draw:.4f}，{how}。"


def draw(table: RiskTable, number: str, known: Known) -> Drawn:
    """The class by points, and the draw by the case's number: the same table and number always give the same."""
    points, factors = _points(table, known)
    risk = max((each for each in table.classes if points >= each.from_points), key=lambda each: each.from_points)
    value = int(hashlib.sha256(f"{table.seed}:{number}".encode()).hexdigest()[:8], 16) / _SPACE
    return Drawn(risk, points, factors, value, value * 100 < risk.share)


def table_from(plain: Any) -> RiskTable:
    """The table of a city's file; msgspec.ValidationError names the path of a defect."""
    return msgspec.convert(plain, RiskTable)


def _points(table: RiskTable, known: Known) -> tuple[int, tuple[str, ...]]:
    listed = known.listed if known.listed in table.listed_points else table.classes[0].name
    found = [(table.listed_points[listed], f"清单风险等级{listed}")]
    if known.rectified:
        found.append((table.rectified_points, f"以前限期整改过{known.rectified}次"))
    if known.breached:
        found.append((table.breached_points, f"以前有{known.breached}次虚假承诺"))
    return sum(points for points, _ in found), tuple(f"{words}，{points}分" for points, words in found)
