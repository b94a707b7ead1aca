"""The bodies outside the house, simulated without faults and at once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tongban.exchange.connectors.outside_bodies.simulator import BODIES, Faults, SimulatedBody
from tongban.handling.bundles.bound import BOUND


@pytest.fixture
def bodies() -> Iterator[None]:
    """Seal makers, banks, water, power and gas."""
    before = dict(BOUND)
    BOUND.update({event: SimulatedBody(event, faults=Faults(), takes=timedelta()) for event in BODIES})
    yield
    BOUND.clear()
    BOUND.update(before)
