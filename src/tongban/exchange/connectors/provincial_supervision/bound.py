"""Which provincial supervision system is bound (省互联网+监管接入): `config/wiring.py` binds it at start, or not."""

from dataclasses import dataclass

from .ports import SupervisionSystem


@dataclass(slots=True)
class Bound:
    system: SupervisionSystem | None = None


BOUND = Bound()
