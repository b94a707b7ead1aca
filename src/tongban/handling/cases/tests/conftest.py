"""What the tests of cases share beyond the cast: a process that remembers nothing of another test's city."""

from collections.abc import Iterator

import pytest

from tongban.foundation.worktime import queries as worktime
from tongban.handling.cases import promises
from tongban.registers.catalog import queries as catalog


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    """Lists and calendars that another test published, and took back, are looked up again."""
    catalog.forget()
    worktime.forget()


@pytest.fixture(autouse=True)
def every_offered_promise_may_be_given() -> Iterator[None]:
    """The city's published list names its own matters; a test that means it binds it."""
    before = list(promises.BOUND)
    promises.BOUND[:] = []
    yield
    promises.BOUND[:] = before
