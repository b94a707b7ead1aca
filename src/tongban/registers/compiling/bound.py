"""What is bound to compiling's ports (接入): `config/wiring.py` says it once at start."""

from dataclasses import dataclass

from .ports import Gate
from .rules.city import CityRules
from .soundness import Soundness


@dataclass(slots=True)
class Bound:
    """The gate and the city's rules."""

    gate: Gate
    rules: CityRules


BOUND = Bound(Soundness(), CityRules())
