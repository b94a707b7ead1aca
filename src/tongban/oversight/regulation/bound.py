"""Which table of risk classes and which rules of 审管协同 are bound: `config/wiring.py` binds the city's at start."""

from dataclasses import dataclass, field

from .rules.interplay import Interplay
from .rules.risk import DEFAULT, RiskTable


@dataclass(slots=True)
class Bound:
    table: RiskTable = DEFAULT
    interplay: Interplay = field(default_factory=Interplay)


BOUND = Bound()
