"""What the tests of supervision share: a process that remembers nothing of another test's city."""

import pytest

from tongban.foundation.worktime import queries as worktime
from tongban.registers.catalog import queries as catalog


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    """Lists and calendars that another test published, and took back, are looked up again."""
    catalog.forget()
    worktime.forget()
