"""Which provincial platform of codes is bound (省一码通接入): `config/wiring.py` binds it at start, or not."""

from dataclasses import dataclass

from .ports import ProvincialCodes


@dataclass(slots=True)
class Bound:
    platform: ProvincialCodes | None = None


BOUND = Bound()
