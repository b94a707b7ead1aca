"""Which system of rectification is bound (省差评整改系统接入): `config/wiring.py` binds it at start, or not."""

from dataclasses import dataclass

from .ports import ProvincialRectification


@dataclass(slots=True)
class Bound:
    system: ProvincialRectification | None = None


BOUND = Bound()
