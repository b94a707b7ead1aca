"""The guide that the tests look after, and who looks after it."""

from collections.abc import Callable, Iterator

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.registers.catalog.queries import forget as forget_catalogue
from tongban.registers.catalog.tests.editions import food_code
from tongban.registers.upkeep.queries import forget

from conftest import MONDAY  # isort: skip


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> Iterator[None]:
    forget()
    yield
    forget()
    forget_catalogue()


@pytest.fixture
def code(db: None) -> str:
    """The catering licence: of the market regulation, whose editor is 吴涛 and whose examiner is 赵敏."""
    return food_code()


@pytest.fixture
def keeper(cast: Callable[..., Actor]) -> Actor:
    return cast("wutao", MONDAY)
