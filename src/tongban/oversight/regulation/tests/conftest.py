"""What the tests of regulation share: promises of the cast, brought to their check as the ledger's news brings them."""

from collections.abc import Iterator

import pytest

from tongban.foundation.worktime import queries as worktime
from tongban.handling.cases import credit, promises
from tongban.oversight.regulation import queries
from tongban.registers.catalog import queries as catalog


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    """Lists and calendars that another test published, and took back, are looked up again."""
    catalog.forget()
    worktime.forget()


@pytest.fixture(autouse=True)
def credit_is_bound() -> Iterator[None]:
    """The credit record stands behind the port, as in the running city; every matter may be promised."""
    before, listed = list(credit.BOUND), list(promises.BOUND)
    credit.BOUND[:], promises.BOUND[:] = [queries.standing], []
    yield
    credit.BOUND[:], promises.BOUND[:] = before, listed
