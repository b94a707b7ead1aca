"""What `config/wiring.py` binds at start: the city's table of terms (档案保管期限表), and who knows what still runs."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from .rules.retention import DEFAULT, Row

Running = Callable[[Collection[str], date], Mapping[str, str]]
"""Of cases with these numbers, those about which something is not over yet on a day, each with what, in words."""


@dataclass(slots=True)
class Bound:
    retention: Sequence[Row] = DEFAULT
    running: list[Running] = field(default_factory=list)


BOUND = Bound()
