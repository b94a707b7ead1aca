"""Browsers of those who keep the catalogue."""

from collections.abc import Callable

import pytest
from django.test import Client

from tongban.foundation.kernel.clock import now
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
