"""What is bound to compiling's ports (接入): `config/wiring.py` says it once at start."""

from dataclasses import dataclass
from datetime import date

from .ports import Gate, Reach, Touched
from .rules.city import CityRules
from .soundness import Soundness


def nobody_is_touched(list_code: str, *, on: date) -> Touched:
    """A house without cases."""
    return Touched()


@dataclass(slots=True)
class Bound:
    """The gate, the city's rules, and who counts what hangs on a list."""

    gate: Gate
    rules: CityRules
    reach: Reach


BOUND = Bound(Soundness(), CityRules(), nobody_is_touched)
