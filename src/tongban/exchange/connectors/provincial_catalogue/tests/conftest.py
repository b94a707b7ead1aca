"""A bound simulator, an inbox that remembers, and the demo city's publications on their way."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from tongban.exchange.connectors.provincial_catalogue.bound import BOUND
from tongban.exchange.connectors.provincial_catalogue.commands.pushing import carry, enqueue, raise_late
from tongban.exchange.connectors.provincial_catalogue.models import Batch
from tongban.exchange.connectors.provincial_catalogue.rules import CHANNEL
from tongban.exchange.connectors.provincial_catalogue.simulator import Faults, Simulator
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.registers.compiling.rules.pushed import PushedItem


@dataclass
class Inbox:
    """Takes what is pushed, and knows no body for an item that names none."""

    taken: list[PushedItem] = field(default_factory=list)
    created: Sequence[PushedItem] = ()
    renewed: Sequence[PushedItem] = ()
    unchanged: int = 0
    unrouted: int = 0

    def __call__(self, pushed: Sequence[PushedItem], *, by: object, at: datetime) -> "Inbox":
        self.taken += pushed
        self.created = pushed
        self.unrouted = sum(not each.item.agency and not each.uscc for each in pushed)
        return self


@pytest.fixture
def bind() -> Iterator[Callable[..., Simulator]]:
    """`bind(loss=0.3)` binds a simulator with these faults, and an inbox."""
    before = BOUND.library, BOUND.inbox

    def make(**faults: object) -> Simulator:
        BOUND.library, BOUND.inbox = Simulator(Faults(**faults)), Inbox()  # type: ignore[arg-type]
        return BOUND.library

    yield make
    BOUND.library, BOUND.inbox = before


def publications() -> list[Entry]:
    return list(Entry.objects.filter(verb="publish", chain__startswith="list:").order_by("pk"))


def hear(entries: Sequence[Entry]) -> None:
    for each in entries:
        enqueue(each)


def deliver_until_done(at: datetime, rounds: int = 400) -> datetime:
    """Rounds of delivery an hour apart until every batch has its receipt."""
    for _ in range(rounds):
        deliver_outbox({CHANNEL: carry}, at=at)
        if not Batch.objects.filter(received_at__isnull=True).exists():
            return at
        at += timedelta(hours=1)
        raise_late(at=at)
    raise AssertionError("some batches never arrived")
