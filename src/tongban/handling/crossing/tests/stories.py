"""Crossings of the cast with a partner city beside: 王芳 at the window, 李强 who asks, and 样例市 on the other end."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.crossing.commands.letters import carry
from tongban.handling.crossing.commands.receiving import Received, receive
from tongban.handling.crossing.jobs import collect
from tongban.handling.crossing.models import Crossing
from tongban.handling.crossing.rules.letters import CHANNEL

Cast = Callable[..., Actor]
CITY = "990100"
LIQIANG = "620201199003070017"


class City(Protocol):
    """What a story needs of the other end."""

    def timetable_of(self, number: str) -> bytes: ...


def window(**changes: Any) -> Received:
    """李强 with his card, the form and the original."""
    given: dict[str, Any] = {
        "name": "李强",
        "id_kind": "id_card",
        "id_number": LIQIANG,
        "identity_checked": True,
        "in_form": ("application_form", "disability_card"),
        "originals": ("disability_card",),
    }
    return Received(**(given | changes))


def received(cast: Cast, matter: str = "YL-SUBSIDY", *, at: datetime = MONDAY, **changes: Any) -> Crossing:
    return receive(CITY, matter, given=window(**changes), by=cast("wangfang"), at=at)


def fresh(crossing: Crossing) -> Crossing:
    return Crossing.objects.select_related("applicant", "case").get(pk=crossing.pk)


def rounds(at: datetime, times: int, step: timedelta = timedelta(hours=1)) -> datetime:
    """The post goes, the other end acts, its letters come: so many times."""
    for _ in range(times):
        deliver_outbox({CHANNEL: carry}, at=at)
        collect(at)
        at += step
    return at
