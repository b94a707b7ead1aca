"""Credit of intermediary agencies reaches the platform in batches with receipts (中介信用归集); R-064."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from tongban.exchange.connectors.credit.bound import BOUND
from tongban.exchange.connectors.credit.commands.batching import batch, carry_batch, wait_for_batch
from tongban.exchange.connectors.credit.models import CreditBatch, SimulatedCreditMessage, WaitingCredit
from tongban.exchange.connectors.credit.rules import BATCH
from tongban.exchange.connectors.credit.simulator import Simulator
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.intermediaries.commands import crediting
from tongban.handling.intermediaries.tests.market import EXAMINER, hengjian, on_shelf

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-064")]
Cast = Callable[..., Actor]


@pytest.fixture
def line() -> Iterator[Simulator]:
    """A line that loses, doubles and delays."""
    before = BOUND.platform
    BOUND.platform = Simulator(LineFaults(seed=7, loss=0.4, duplicates=0.4, delay=0.2, bad_receipts=0.2))
    yield BOUND.platform
    BOUND.platform = before


def deliver(*, rounds: int) -> None:
    for turn in range(rounds):
        at = MONDAY + timedelta(hours=2 * turn)
        deliver_outbox({BATCH: carry_batch, "message": lambda parcel, at: None}, at=at)


def heard(chain: str) -> None:
    for _ in range(2):
        for entry in Entry.objects.filter(chain=chain):
            wait_for_batch(entry)


def test_a_batch_has_one_effect_and_a_receipt_and_names_nobody(cast: Cast, line: Simulator):
    agency = on_shelf(hengjian(cast), cast)
    item = crediting.record_breach(agency, breach="late", words="李强说晚了两天", by=cast(EXAMINER), at=MONDAY)
    heard(item.chain)
    sent = batch(at=MONDAY)
    assert sent is not None
    assert batch(at=MONDAY) is None, "nothing waits any more"
    deliver(rounds=12)
    sent.refresh_from_db()
    assert sent.receipt
    (kept,) = SimulatedCreditMessage.objects.filter(kind=BATCH)
    (record,) = kept.content["records"]
    assert (record["agency"], record["state"], record["breach"]) == (agency.party.name, "published", "late")
    assert "李强" not in str(kept.content), "no words leave the house"
    crediting.appeal(item, words="不晚", by=hengjian(cast), at=MONDAY)
    heard(item.chain)
    batch(at=MONDAY + timedelta(minutes=5))
    deliver(rounds=12)
    last = SimulatedCreditMessage.objects.filter(kind=BATCH).order_by("-pk")[0]
    assert last.content["records"] == [{"key": str(item.code), "state": "withdrawn"}]
    assert CreditBatch.objects.filter(received_at__isnull=True).count() == 0


def test_without_a_platform_the_changes_wait_on_record(cast: Cast):
    before, BOUND.platform = BOUND.platform, None
    try:
        item = crediting.record_breach(
            on_shelf(hengjian(cast), cast), breach="late", words="晚了", by=cast(EXAMINER), at=MONDAY
        )
        heard(item.chain)
        assert batch(at=MONDAY) is None
        assert WaitingCredit.objects.count() == 1
    finally:
        BOUND.platform = before
