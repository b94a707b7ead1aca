"""Compiling's own tests ask the least of a list; the whole quality gate is asked where a test says so."""

from collections.abc import Iterator

import pytest

from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.ports import Gate
from tongban.registers.compiling.soundness import Soundness


@pytest.fixture
def city_gate() -> Gate:
    """The gate that the city has, whatever a test binds."""
    return BOUND.gate


@pytest.fixture(autouse=True)
def a_lenient_gate(city_gate: Gate) -> Iterator[None]:
    """Soundness and no more, so that a sample of a few lines gets through; the city's gate is bound again after."""
    BOUND.gate = Soundness()
    yield
    BOUND.gate = city_gate
