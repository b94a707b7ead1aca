"""The restaurant's licence, with an end that a test chooses."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tongban.foundation.worktime import queries as worktime
from tongban.registers.catalog import queries as catalog
from tongban.registers.licenses.models import License
from tongban.registers.licenses.tests.conftest import given, kind

__all__ = ["given", "kind"]


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    catalog.forget()
    worktime.forget()


@pytest.fixture
def ending(given: Callable[..., License]) -> Callable[[date], License]:
    """A licence in force until this day."""

    def until(day: date) -> License:
        found = given()
        License.objects.filter(pk=found.pk).update(valid_to=day, valid_from=day - timedelta(days=1825))
        found.refresh_from_db()
        return found

    return until
