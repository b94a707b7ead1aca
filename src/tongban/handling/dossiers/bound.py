"""Which table of terms is bound (档案保管期限表): `config/wiring.py` binds the city's at start."""

from collections.abc import Sequence
from dataclasses import dataclass

from .rules.retention import DEFAULT, Row


@dataclass(slots=True)
class Bound:
    retention: Sequence[Row] = DEFAULT


BOUND = Bound()
