"""Which platforms of codes are known here (互通码接入): `config/wiring.py` binds them at start."""

from .platforms import ForeignPlatform

BOUND: list[ForeignPlatform] = []
