"""The cast and the city for every test: one demo city in the test database, loaded once a session."""

import gc
import re
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test import TransactionTestCase
from pytest_django.plugin import blocking_manager_key
from tests import alone
from tests.kept_city import City

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.cases.commands import lodging
from tongban.oversight.workforce.queries import opening as rosters
from tongban.registers.agencies.queries import actor_for_session
from tongban.registers.parties.models import Account, Session
from tongban.registers.parties.tokens import new_token, token_hash
from tongban.running import demo_city

alone.guard()
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
CITY_LOADED_AT = datetime(2026, 1, 5, 9, 0, tzinfo=LOCAL)

WRITES = re.compile(
    r"(?:INSERT INTO|DELETE FROM|(?<!FOR )(?<!KEY )(?<!DO )\bUPDATE)\s+(?:ONLY\s+)?\"?(\w+)", re.IGNORECASE
)
# A read that is recorded; a session that was used; a try that is counted against guessing.
WRITTEN_BY_READING = {"ledger_entry", "parties_session", "parties_loginattempt"}
_method: ContextVar[str] = ContextVar("method", default="")
LONGEST = {"test_a_founded_database_is_what_the_migrations_make_one_by_one"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, lest one worker be left alone with it at the end; all in random order."""
    items.sort(key=lambda item: not _takes_long(item))


def _takes_long(item: pytest.Item) -> bool:
    return item.name in LONGEST or any(item.get_closest_marker(each) for each in ("chaos", "journey"))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """The house and all its tests stay to the end: nobody need look again and again whether they are garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def statics_are_not_collected(settings: pytest.FixtureRequest) -> None:
    """Static files are found where they lie: no manifest, and no folder that WhiteNoise would miss."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}  # type: ignore[attr-defined]
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "whitenoise" not in each]  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def reading_writes_nothing() -> Iterator[None]:
    """GET and HEAD of the test client write nothing, but for the record that something was read."""

    def begin(environ: dict[str, str], **_: object) -> None:
        _method.set(environ["REQUEST_METHOD"])

    def end(**_: object) -> None:
        _method.set("")

    def guard(execute: Callable[..., object], sql: object, *rest: object) -> object:
        if _method.get() in ("GET", "HEAD"):
            written = set(WRITES.findall(str(sql))) - WRITTEN_BY_READING
            assert not written, f"a page that is read writes to {', '.join(sorted(written))}: {sql}"
        return execute(sql, *rest)

    request_started.connect(begin)
    request_finished.connect(end)
    with connection.execute_wrapper(guard):
        yield
    request_started.disconnect(begin)
    request_finished.disconnect(end)
    _method.set("")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo city stands in the test database before any test; each test rolls back what it changes."""
    with django_db_blocker.unblock():
        load_city()
        City.keep_copy()
    yield
    lodging.STATEMENT.close()  # nobody takes a database away that somebody is connected to


def _thrown_away_as_a_whole(_: TransactionTestCase) -> None:
    """What a test really committed goes with its database; emptying 300 tables first would be work for nothing."""


TransactionTestCase._fixture_teardown = _thrown_away_as_a_whole  # type: ignore[attr-defined]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Function) -> None:
    """A test that really commits leaves its traces; the next one that needs the database gets the city back, before
    its own transaction begins. The house of a journey brings it back for its whole module."""
    if City.is_gone and "house" not in item.fixturenames and _needs_the_city(item):
        with item.config.stash[blocking_manager_key].unblock():
            City.bring_back()


def _needs_the_city(item: pytest.Function) -> bool:
    return item.get_closest_marker("django_db") is not None or bool({"db", "transactional_db"} & set(item.fixturenames))


@pytest.fixture(autouse=True)
def the_city_stands(request: pytest.FixtureRequest) -> Iterator[None]:
    """Notes whether this test leaves traces."""
    names, marker = set(request.fixturenames), request.node.get_closest_marker("django_db")
    commits = bool(names & {"transactional_db", "live_server"}) or bool(marker and marker.kwargs.get("transaction"))
    if _needs_the_city(request.node):
        request.getfixturevalue("django_db_setup")
    yield
    rosters.forget()  # a roster that was published here is taken back with the rest
    City.is_gone = City.is_gone or commits
    if "empty_house" in names:
        City.forget()


def load_city() -> None:
    """Load the city if it is not there."""
    if not Account.objects.filter(login="wangfang").exists():
        demo_city.load_registers(CITY_LOADED_AT)


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
