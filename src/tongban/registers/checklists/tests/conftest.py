"""Nothing of an edition that another test took back is remembered."""

from collections.abc import Iterator

import pytest

from tongban.registers.catalog.queries import forget


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> Iterator[None]:
    forget()
    yield
    forget()
