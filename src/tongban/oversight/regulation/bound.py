"""Which table of risk classes is bound (风险等级表): `config/wiring.py` binds the city's at start."""

from dataclasses import dataclass

from .rules.risk import DEFAULT, RiskTable


@dataclass(slots=True)
class Bound:
    table: RiskTable = DEFAULT


BOUND = Bound()
