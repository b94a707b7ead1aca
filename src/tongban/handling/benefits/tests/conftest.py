"""What other tests remember of the city is forgotten."""

import pytest

from tongban.foundation.worktime import queries as worktime
from tongban.registers.catalog import queries as catalog


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    catalog.forget()
    worktime.forget()
