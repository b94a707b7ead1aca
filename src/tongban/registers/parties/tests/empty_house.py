"""A house before anybody moved in: the demo city of the test database is taken out, and back when the test ends."""

import pytest

from tongban.foundation.ledger.tests.emptying import empty

TABLES = (
    "parties_party",
    "parties_account",
    "parties_apiclient",
    "parties_loginattempt",
    "agencies_division",
    "catalog_basicitem",
    "compiling_round",
    "lists_edition",
    "norms_norm",
    "places_signspec",
    "places_subcentre",
    "places_standard",
    "places_taskprovision",
    "ledger_entry",
)


@pytest.fixture(autouse=True)
def empty_house(request: pytest.FixtureRequest) -> None:
    """Empty the registers, with all that refers to them, inside the test's own transaction."""
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        request.getfixturevalue("db")
        empty(*TABLES)
