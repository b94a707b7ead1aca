"""Which partner cities there are (合作城市): their agreements and their lines, bound by `config/wiring.py` at start."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tongban.foundation.kernel.errors import Declined, NotFound

from .ports import PartnerCity
from .rules.agreements import Agreement


class NoLine(Declined):
    """No line to this city is bound (没有接通)."""

    code = "partner_not_connected"
    sentence = "和这个城市的线路还没有接通，现在不能移交。请先由系统管理员配置接入地址。"


@dataclass(slots=True)
class Bound:
    province: str = ""
    agreements: dict[str, Agreement] = field(default_factory=dict)
    lines: dict[str, PartnerCity] = field(default_factory=dict)


BOUND = Bound()


def bind(agreements: Iterable[Agreement], *, province: str = "") -> None:
    """These agreements are in force; `province` is our own."""
    BOUND.province = province
    BOUND.agreements = {each.code: each for each in agreements}


def agreement(code: str) -> Agreement:
    """The agreement with this city, or `NotFound`."""
    found = BOUND.agreements.get(code)
    if found is None:
        raise NotFound("没有和这个城市签合作协议。请从名单里选。")
    return found


def line(code: str) -> PartnerCity:
    """The line to this city, or `NoLine`."""
    found = BOUND.lines.get(code)
    if found is None:
        raise NoLine()
    return found


def reach_of(found: Agreement) -> str:
    """省内通办 or 跨省通办."""
    return "省内通办" if found.is_near(BOUND.province) else "跨省通办"


def is_simulated(code: str) -> bool:
    found = BOUND.lines.get(code)
    return found is not None and found.is_simulated
