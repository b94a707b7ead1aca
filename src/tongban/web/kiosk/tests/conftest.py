"""A terminal in the hall of the city, and people with their telephones in front of it."""

from collections.abc import Callable

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.halls.commands.kiosks import bind, give_code, register_kiosk
from tongban.handling.halls.models import Kiosk
from tongban.registers.agencies.models import Venue
from tongban.web.kiosk.terminals import COOKIE


@pytest.fixture
def kiosk(cast: Callable[..., Actor]) -> Kiosk:
    """Registered in the city's hall; not bound yet."""
    hall = Venue.objects.get(key="city-center")
    return register_kiosk("1号自助终端", venue=hall, by=cast("zhengyawen", now()), at=now())


@pytest.fixture
def terminal(kiosk: Kiosk, cast: Callable[..., Actor]) -> Client:
    """The browser of the machine, bound."""
    _, token = bind(give_code(kiosk, by=cast("zhengyawen", now()), at=now()), ip=None, at=now())
    kiosk.refresh_from_db()
    client = Client()
    client.cookies[COOKIE] = token
    return client


@pytest.fixture
def liqiang(cast: Callable[..., Actor]) -> Actor:
    return cast("liqiang", now())
