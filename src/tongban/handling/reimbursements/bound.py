"""The city's table of reimbursement (报销标准): `config/wiring.py` reads it at start; none: nothing is settled."""

from dataclasses import dataclass

from .rules.table import Table


@dataclass(slots=True)
class Bound:
    """What is bound at start."""

    table: Table | None = None


BOUND = Bound()
