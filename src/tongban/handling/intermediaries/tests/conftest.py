"""The people of the supermarket: a client, two agencies, the department that supervises them."""

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.handling.intermediaries.models import IntermediaryAgency

from .market import Cast, hengjian, mingyue, on_shelf, ruikang


@pytest.fixture
def client_of_market(cast: Cast) -> Actor:
    return mingyue(cast)


@pytest.fixture
def first(cast: Cast) -> Actor:
    return hengjian(cast)


@pytest.fixture
def second(cast: Cast) -> Actor:
    return ruikang(cast)


@pytest.fixture
def shelf(cast: Cast, first: Actor, second: Actor) -> tuple[IntermediaryAgency, IntermediaryAgency]:
    """Both agencies on the shelf."""
    return on_shelf(first, cast), on_shelf(second, cast)
