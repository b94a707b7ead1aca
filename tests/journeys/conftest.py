"""A whole house for each module: the demo city in the database, a server at a port, a Chromium for its people.

A browser lives no longer than its module: while Playwright's loop runs in this thread, neither another Playwright
nor a test of somebody else that asks the database may begin. The city is brought back once a module.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import override_settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.kept_city import City
from tongban.exchange.connectors.foreign_codes.tests.simulating import simulated
from tongban.exchange.connectors.payments.simulator import Simulator as SimulatedPayments
from tongban.exchange.connectors.post.simulator import Simulator as SimulatedPost
from tongban.exchange.connectors.provincial_catalogue.bound import BOUND as ITEM_LIBRARY
from tongban.exchange.connectors.provincial_catalogue.simulator import Simulator as SimulatedLibrary
from tongban.exchange.connectors.provincial_code.bound import BOUND as PROVINCIAL_CODE
from tongban.exchange.connectors.provincial_ratings.bound import BOUND as RATINGS
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.crossing.partners import BOUND as PARTNERS
from tongban.handling.fees.bound import BOUND as PAYMENTS
from tongban.handling.posting.bound import BOUND as POSTING
from tongban.registers.agencies.queries import actor_for_session
from tongban.registers.codes.ports import PLATFORMS
from tongban.registers.documents import shelf
from tongban.registers.documents.tests import samples
from tongban.registers.parties.models import Account, Party, Session
from tongban.registers.parties.tokens import new_token, token_hash
from tongban.registers.upkeep.queries import forget as forget_care
from tongban.web.portal import (
    appointments,
    assisting,
    finding,
    guides,
    hotline,
    keeping,
    mandate_codes,
    mandates,
    needs,
    outreach,
    reporting,
    unresolved,
    verifying,
)
from tongban.web.ui.sessions import COOKIE
from tongban.web.ui.tests.chromium import FLAGS

from .browsing import CHROMIUM, Meet, Person
from .cables import Cable
from .financing import STANDS_FOR

PACES = (
    appointments.BOOKINGS,
    assisting.ASKS,
    finding.SEARCHES,
    keeping.KEEPS,
    keeping.OPENINGS,
    mandate_codes.TRIES,
    mandate_codes.TRIES_OF_PLACE,
    mandates.LOOKUPS,
    reporting.LOOKUPS,
    reporting.REPORTS,
    hotline.ORDERS,
    needs.NEEDS,
    outreach.ASKS,
    unresolved.REPORTS,
    verifying.CHECKS,
)
_HERE = Path(__file__).parent
_PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder walks a browser; without one it is skipped, and says so."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine (TONGBAN_CHROMIUM or PATH)"))


@dataclass(frozen=True)
class House:
    """A running site and its browser."""

    url: str
    browser: Browser
    folder: Path

    def meet(self, login: str = "", **how: Any) -> Person:
        """Somebody with a browser of their own, signed in if a login is given."""
        person = Person(self.browser, self.url, **how)
        if login:
            sign_in(person, login)
        return person


def sign_in(person: Person, login: str) -> None:
    """With a session as signing in would have opened it; the main journey signs in through the page."""
    person.carry(COOKIE, session_of(login))


def session_of(login: str) -> str:
    """A new session of this person: the token that the cookie carries."""
    token, at = new_token(), now()
    Session.objects.create(
        token_hash=token_hash(token),
        account=Account.objects.get(login=login),
        created_at=at - timedelta(minutes=1),
        seen_at=at,
        expires_at=at + timedelta(hours=8),
        acting_for=Party.objects.get(name__contains=STANDS_FOR[login]) if login in STANDS_FOR else None,
    )
    return token


def actor_of(login: str) -> Actor:
    """This person of the cast as of this moment, for what a journey does not show by pages."""
    found = actor_for_session(session_of(login), now())
    assert found is not None, f"{login} cannot sign in"
    return found[0]


@pytest.fixture(scope="module")
def house(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    """The house stands from the first test of a module to its last; its browser has the module's `MORE_FLAGS`."""
    folder = tmp_path_factory.mktemp("house")
    flags = [*FLAGS, *getattr(request.module, "MORE_FLAGS", ())]
    without_whitenoise = [each for each in settings.MIDDLEWARE if "whitenoise" not in each]
    plain = {"STORAGES": {**settings.STORAGES, "staticfiles": _PLAIN}, "MIDDLEWARE": without_whitenoise}
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        override_settings(DATA=folder, TONGBAN_DEMO=True, **plain),
        simulated(),
    ):
        # Django is told that asking the database beside Playwright's loop is meant.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        patch.setattr(ITEM_LIBRARY, "library", SimulatedLibrary())
        patch.setattr(PAYMENTS, "line", SimulatedPayments())
        patch.setattr(POSTING, "line", SimulatedPost())
        # What `people_the_city` binds is taken back with the house: each of these is set to what it is.
        patch.setattr(PARTNERS, "lines", dict(PARTNERS.lines))
        patch.setattr(RATINGS, "system", RATINGS.system)
        patch.setattr(PROVINCIAL_CODE, "platform", PROVINCIAL_CODE.platform)
        patch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
        platforms = PLATFORMS[:]
        City.bring_back()
        guides.SHELF.forget()
        forget_care()
        _put_content_on_the_shelf()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
            server = LiveServer("127.0.0.1")
            with override_settings(PUBLIC_URL=server.url):
                yield House(server.url, browser, folder)
            browser.close()
            server.stop()
            connections.close_all()
        PLATFORMS[:] = platforms
        City.is_gone = True


def _put_content_on_the_shelf() -> None:
    """What lies behind the file rows of `applying.stored_file`, which are written without a content."""
    place = shelf.place_of(b"\x01" * 32)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(samples.pdf())


@pytest.fixture(autouse=True)
def the_city_stands(house: House) -> None:
    """Here the city stands for a whole module: no test of it brings the copy back."""


@pytest.fixture(autouse=True)
def transactional_db(house: House) -> None:
    """The database of a journey is the module's city, which stands to its end; pytest-django goes by this name."""


@pytest.fixture(autouse=True)
def nobody_came_too_often() -> None:
    for pace in PACES:
        pace.forget()


@pytest.fixture
def meet(house: House) -> Iterator[Meet]:
    """People who go home when the test is over; whatever their browsers complained about fails it."""
    met: list[Person] = []

    def one(login: str = "", **how: Any) -> Person:
        met.append(house.meet(login, **how))
        return met[-1]

    yield one
    complaints = [each for person in met for each in person.complaints]
    for person in met:
        person.context.close()
    assert complaints == []


@pytest.fixture
def cable(house: House) -> Iterator[Cable]:
    """A line to the house of one's own, that can be pulled out."""
    line = Cable(house.url)
    yield line
    line.pull()


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Small real files to hand in: a scan and a document."""
    folder = tmp_path_factory.mktemp("papers")
    found = {"picture": folder / "材料.png", "document": folder / "材料.pdf"}
    found["picture"].write_bytes(samples.picture())
    found["document"].write_bytes(samples.pdf())
    return found
