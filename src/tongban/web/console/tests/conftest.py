"""Browsers of those who keep the catalogue, and drafts at every place of their way."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.compiling.tests import making
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
