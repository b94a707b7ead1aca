"""Whose licences this city takes, and the lines to them (互认名单): `config/wiring.py` binds both at start."""

from dataclasses import dataclass, field

from .ports import LicenseLine
from .rules.foreign import Partner


@dataclass(slots=True)
class Bound:
    partners: dict[str, Partner] = field(default_factory=dict)
    lines: dict[str, LicenseLine] = field(default_factory=dict)


BOUND = Bound()
