"""Browsers of the cast, and a case at any place of its way."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import lodged
from tongban.registers.documents import shelf
from tongban.web.ui.sessions import COOKIE

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)
SignIn = Callable[..., str]


@pytest.fixture(autouse=True)
def own_shelf(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def at_desk(sign_in: SignIn) -> Callable[[str], Client]:
    """A browser in which this person of the cast is signed in; nobody for an empty name."""

    def open_for(login: str) -> Client:
        client = Client()
        if login:
            client.cookies[COOKIE] = sign_in(login, now())
        return client

    return open_for


@pytest.fixture
def person(cast: Callable[..., Actor]) -> Callable[[str], Actor]:
    """An actor of the cast as of this moment."""
    return lambda login: cast(login, now())


@pytest.fixture
def received(person: Callable[[str], Actor]) -> Callable[..., Case]:
    """李强's application, just received, without these materials."""

    def make(*without: str, **changes: Any) -> Case:
        place = shelf.place_of(b"\x01" * 32)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(PDF)
        return lodged(person("liqiang"), at=now(), without=without, **changes)[1]

    return make
