"""What other tests remember of the city is forgotten."""

import pytest

from tongban.foundation.worktime import queries as worktime
from tongban.registers.catalog import queries as catalog
from tongban.registers.licenses.tests.conftest import given, kind

__all__ = ["given", "kind"]


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    catalog.forget()
    worktime.forget()
