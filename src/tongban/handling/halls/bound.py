"""What the city decided for its halls (大厅约定): `config/wiring.py` binds the city's file at start."""

from dataclasses import dataclass

from .rules.policy import DEFAULT, HallPolicy


@dataclass(slots=True)
class Bound:
    policy: HallPolicy = DEFAULT


BOUND = Bound()
