"""The cast and the city for every test: one demo city in the test database, loaded once a session."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL
from tongban.registers.agencies.queries import actor_for_session
from tongban.registers.parties.models import Account, Session
from tongban.registers.parties.tokens import new_token, token_hash
from tongban.running import demo_city

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
CITY_LOADED_AT = datetime(2026, 1, 5, 9, 0, tzinfo=LOCAL)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """The demo city stands in the test database before any test; each test rolls back what it changes."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        load_city()


def load_city() -> None:
    """Load the city if it is not there: after a test that emptied the tables, and at the beginning."""
    _let_tests_empty_the_ledger()
    if not Account.objects.filter(login="wangfang").exists():
        demo_city.load_registers(CITY_LOADED_AT)


def _let_tests_empty_the_ledger() -> None:
    """Transactional tests truncate; the guard against it is shown by a test of its own."""
    with connection.cursor() as cursor:
        for table in ("entry", "block", "anchor"):
            cursor.execute(f"ALTER TABLE ledger_{table} DISABLE TRIGGER ledger_{table}_is_not_emptied")


@pytest.fixture
def sign_in(db: None) -> Callable[..., str]:
    """A session of this person of the cast, as the page's cookie would carry it: `sign_in("wangfang", at=…)`."""

    def open_for(login: str, at: datetime = MONDAY, **columns: object) -> str:
        token = new_token()
        Session.objects.create(
            token_hash=token_hash(token),
            account=Account.objects.get(login=login),
            created_at=at - timedelta(minutes=1),
            seen_at=at,
            expires_at=at + timedelta(hours=8),
            **columns,
        )
        return token

    return open_for


@pytest.fixture
def cast(sign_in: Callable[..., str]) -> Callable[..., Actor]:
    """An actor of the cast: `cast("zhaomin")`, with the roles, office and delegations that they have on that day."""

    def actor(login: str, at: datetime = MONDAY, **columns: object) -> Actor:
        found = actor_for_session(sign_in(login, at, **columns), at)
        assert found is not None, f"{login} cannot sign in"
        return found[0]

    return actor
