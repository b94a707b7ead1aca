"""What the city decided for ratings (好差评约定), and where one rates: `config/wiring.py` binds both at start."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from .rules.policy import DEFAULT, EvaluationPolicy


def _path(code: UUID) -> str:
    return f"/ratings/{code}"


@dataclass(slots=True)
class Bound:
    """`address` makes the address at which whoever holds a code rates."""

    policy: EvaluationPolicy = DEFAULT
    address: Callable[[UUID], str] = _path


BOUND = Bound()
