"""王芳 and 李敏 at two windows of the city's hall, 刘洋 who hands out, 李强 who books."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.contacts.commands.shifts import sign_on
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.models import Ticket


@pytest.fixture
def wangfang(cast: Callable[..., Actor]) -> Actor:
    return cast("wangfang")


@pytest.fixture
def limin(cast: Callable[..., Actor]) -> Actor:
    return cast("limin")


@pytest.fixture
def liqiang(cast: Callable[..., Actor]) -> Actor:
    return cast("liqiang")


@pytest.fixture
def seated(wangfang: Actor) -> Actor:
    """王芳, who is on since this morning."""
    sign_on("综合窗口3号", by=wangfang, at=MONDAY)
    return wangfang


@pytest.fixture
def drawn(wangfang: Actor) -> Callable[..., Ticket]:
    def make(line: str = "A", *, at: datetime = MONDAY, **changes: Any) -> Ticket:
        return draw(line, by=wangfang, at=at, **changes)

    return make


def fresh(ticket: Ticket) -> Ticket:
    return Ticket.objects.select_related("venue").get(pk=ticket.pk)
