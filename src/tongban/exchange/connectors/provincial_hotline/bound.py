"""Which hotline of the province is bound (省12345接入): `config/wiring.py` binds it at start, or not."""

from dataclasses import dataclass

from .ports import ProvincialHotline


@dataclass(slots=True)
class Bound:
    system: ProvincialHotline | None = None


BOUND = Bound()
