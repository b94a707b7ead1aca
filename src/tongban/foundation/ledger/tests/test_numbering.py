"""After a logical restore the numbers go on above the old ones, so that new acts are sealed and heard."""

from datetime import datetime

import pytest

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.ledger import numbering, sealing
from tongban.foundation.ledger.commands import compose, record
from tongban.foundation.ledger.models import Entry, chained_models
from tongban.foundation.ledger.rules import GENESIS
from tongban.foundation.ledger.subscriptions import Subscription, deliver_news

from .emptying import LEDGER, empty

AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
OLD = 7_000_000_000  # beyond 32 bits: the counter of the machine that the dump came from


@pytest.fixture
def restored(transactional_db):
    """A ledger as a dump brings it: an act with the number that it got elsewhere."""
    # a subject without its entries would be found out
    empty(*LEDGER, "ledger_cursor", *(model._meta.db_table for model in chained_models()))
    entry = Entry.of(compose(chain="inspection:1", seq=1, verb="note", by=SYSTEM, at=AT), GENESIS)
    entry.txid = OLD
    entry.save(force_insert=True)
    yield entry
    numbering.add(0)


@pytest.mark.req("R-196")
def test_what_is_missing_is_added(restored):
    assert numbering.shortfall() > 0
    missing = numbering.rebase()
    assert OLD > missing > OLD // 2
    assert numbering.shortfall() == 0
    assert numbering.rebase() == 0, "a second time changes nothing"


@pytest.mark.req("R-196")
def test_new_acts_are_heard_and_sealed_after_the_old_ones(restored):
    heard = []
    listening = Subscription(name="restored", hears=lambda each: heard.append(each.seq), chains=("inspection",))
    numbering.rebase()
    deliver_news(listening, at=AT)
    first = sealing.seal(at=AT)
    assert first is not None
    new = record("inspection:1", "note", by=SYSTEM, at=AT)
    assert Entry.objects.get(pk=new.pk).txid > OLD
    deliver_news(listening, at=AT)
    second = sealing.seal(at=AT)
    assert heard == [1, 2]
    assert second is not None
    assert (first.count, second.count) == (1, 1)
    assert list(sealing.verify()) == []


def test_an_offset_goes_on_from_the_one_before(restored):
    numbering.add(OLD // 2)
    missing = numbering.shortfall()
    assert 0 < missing <= OLD // 2
    assert numbering.rebase() == pytest.approx(missing, abs=50)
    assert numbering.shortfall() == 0


def test_a_ledger_in_order_is_left_alone(db):
    record("inspection:1", "note", by=SYSTEM, at=AT)
    assert numbering.shortfall() == 0
