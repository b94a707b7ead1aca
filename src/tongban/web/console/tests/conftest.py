"""Browsers of those who keep the catalogue, drafts at every place of their way, what the registers begin with."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.exchange.connectors.provincial_catalogue.bound import BOUND
from tongban.exchange.connectors.provincial_catalogue.simulator import Simulator
from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.compiling.tests import making
from tongban.registers.norms.commands.changing import repeal
from tongban.registers.norms.models import Norm, NormAlert
from tongban.registers.norms.queries import norms
from tongban.registers.parity.models import Rectification
from tongban.web.console.tests.making import a_departure, a_province
from tongban.web.ui.sessions import COOKIE

SignIn = Callable[..., str]


@pytest.fixture
def at_console(sign_in: SignIn) -> Callable[[str], Client]:
    """A client signed in as one of the cast; nobody without a login."""

    def start(login: str = "") -> Client:
        client = Client()
        if login:
            client.cookies[COOKIE] = sign_in(login, now())
        return client

    return start


@pytest.fixture
def person(cast: Callable[..., Actor]) -> Callable[[str], Actor]:
    """An actor of the cast as of this moment."""
    return lambda login: cast(login, now())


@pytest.fixture
def note() -> dict[str, Any]:
    """The announcement of a change that comes into force next week."""
    return {**making.NOTE, "effective_on": (local_day(now()) + timedelta(days=7)).isoformat()}


@pytest.fixture(autouse=True)
def own_shelf(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def alert(db: None) -> NormAlert:
    """The file that most lists quote is repealed; one of the alerts that this raises for 市场监管."""
    most = max(norms(most=500), key=lambda each: each.lists)
    repeal(Norm.objects.get(pk=most.pk), on=local_day(now()), document="样例公告第1号", by=SYSTEM, at=now())
    found = NormAlert.objects.filter(agency__key="market-regulation").order_by("pk").first()
    return found or NormAlert.objects.order_by("pk")[0]


@pytest.fixture
def rectification(db: None) -> Rectification:
    """What the demo city finds when it compares itself with the sample of the province."""
    return a_departure()


@pytest.fixture
def library(settings: Any, db: None) -> Iterator[Simulator]:
    """The demo city's pretended province, with its seeded differences."""
    settings.TONGBAN_DEMO = True
    before, standing = BOUND.library, Simulator()
    BOUND.library = standing
    a_province()
    yield standing
    BOUND.library = before
