"""Simulated issuers in place of those that are bound, for a test."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from yaml import safe_load

from tongban.exchange.connectors.foreign_codes.bound import BOUND
from tongban.exchange.connectors.foreign_codes.platforms import ForeignPlatform
from tongban.exchange.connectors.foreign_codes.rules import ForeignKind, read_forms
from tongban.exchange.connectors.foreign_codes.simulator import Simulator
from tongban.registers.codes.ports import PLATFORMS

FORMS = read_forms(safe_load((settings.CITY / "foreign_codes.yaml").read_bytes())["codes"])


@contextmanager
def simulated(*, is_connected: bool = True) -> Iterator[None]:
    """All three kinds, with a simulated line or with none."""
    before = list(BOUND), list(PLATFORMS)
    BOUND[:] = [ForeignPlatform(kind, FORMS, Simulator(kind) if is_connected else None) for kind in ForeignKind]
    PLATFORMS[:] = [*(each for each in PLATFORMS if not isinstance(each, ForeignPlatform)), *BOUND]
    yield
    BOUND[:], PLATFORMS[:] = before
