"""Published editions reach the province: once each, whatever the line does, in time or with an alert."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from tongban.exchange.connectors.provincial_catalogue import jobs
from tongban.exchange.connectors.provincial_catalogue.bound import BOUND, NotConnected
from tongban.exchange.connectors.provincial_catalogue.commands.pushing import carry, push_again, raise_late
from tongban.exchange.connectors.provincial_catalogue.commands.reconciling import reconcile
from tongban.exchange.connectors.provincial_catalogue.editions import local_lists
from tongban.exchange.connectors.provincial_catalogue.models import Batch, SimulatedBatch, SimulatedRecord
from tongban.exchange.connectors.provincial_catalogue.queries import health, sent
from tongban.exchange.connectors.provincial_catalogue.rules import CHANNEL
from tongban.exchange.connectors.provincial_catalogue.simulator import Faults, faults, set_faults
from tongban.foundation.kernel.actors import NOBODY, SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotFound, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.ledger.subscriptions import MAX_TRIES, deliver_outbox
from tongban.registers.catalog.commands import publish
from tongban.registers.catalog.tests.samples import _OPTION, document

from .conftest import deliver_until_done, hear, publications

FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=LOCAL)
pytestmark = pytest.mark.django_db


def published(name="样例许可", number=1):
    options = {"01": {**_OPTION, "name": name}}
    note = {"number": number, "effective_on": "2026-01-01", "reason": "调整", "legal_source": "样例"}
    return publish(document(options=options, version=note), by=SYSTEM, at=FRIDAY).edition


def entry_of(edition):
    return Entry.objects.get(chain=f"list:{edition.list.code}", verb="publish", facts__edition=edition.number)


@pytest.mark.req("R-023")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_line_that_loses_a_third_repeats_delays_and_reorders_ends_equal_and_without_duplicates(bind, seed):
    library = bind(seed=seed, loss=0.3, duplicates=0.3, delay=0.2, is_reordering=True)
    newer = [published(f"第{number}版", number) for number in (1, 2, 3)]
    hear(publications())
    done_at = deliver_until_done(FRIDAY)
    BOUND.library = type(library)(Faults())
    times = Counter(SimulatedRecord.objects.values_list("list_code", flat=True))
    assert set(times) == {each.list_code for each in local_lists()}
    assert set(times.values()) == {1}
    assert SimulatedRecord.objects.get(list_code=newer[0].list.code).record["version"] == 3
    assert SimulatedBatch.objects.count() == Batch.objects.count() == len(publications())
    assert reconcile(by=SYSTEM, at=done_at).differences == 0


@pytest.mark.req("R-023")
def test_a_publication_heard_twice_is_one_batch_with_one_receipt(bind):
    bind()
    edition = published()
    hear([entry_of(edition)] * 2)
    deliver_outbox({CHANNEL: carry}, at=FRIDAY)
    deliver_outbox({CHANNEL: carry}, at=FRIDAY)
    batch = Batch.objects.get(edition=edition)
    assert batch.number == f"{edition.list.code}-0001-01"
    assert (batch.receipt, batch.received_at) == (f"模拟-{batch.number}", FRIDAY)
    assert Outgoing.objects.filter(channel=CHANNEL).count() == 1


def test_a_carrier_that_is_asked_again_sends_nothing_twice(bind):
    library = bind()
    edition = published()
    hear([entry_of(edition)])
    parcel = Outgoing.objects.get(channel=CHANNEL)
    carry(parcel, FRIDAY)
    receipt = Batch.objects.get(edition=edition).receipt
    library._given = Faults(loss=1.0)
    carry(parcel, FRIDAY)
    assert Batch.objects.get(edition=edition).receipt == receipt


def test_without_a_library_nothing_waits_to_be_sent():
    assert BOUND.library is None
    hear([entry_of(published())])
    assert not Batch.objects.exists()
    assert not Outgoing.objects.filter(channel=CHANNEL).exists()
    with pytest.raises(NotConnected):
        push_again("x" * 31, by=SYSTEM, at=FRIDAY)


@pytest.mark.req("R-023")
def test_a_batch_without_a_receipt_after_one_working_day_raises_one_alert(bind, cast):
    bind(loss=1.0)
    edition = published()
    hear([entry_of(edition)])
    monday, tuesday = FRIDAY + timedelta(days=3), FRIDAY + timedelta(days=4)
    assert raise_late(at=FRIDAY + timedelta(days=1)) == 0
    assert raise_late(at=monday) == 0
    assert raise_late(at=tuesday) == 1
    assert raise_late(at=tuesday + timedelta(days=1)) == 0
    assert Entry.objects.filter(chain=f"list:{edition.list.code}", verb="push_late").count() == 1
    reviewer = cast("linjing")
    assert health(reviewer, at=tuesday).late == 1
    assert [each.list_code for each in sent(reviewer, at=tuesday, only_late=True)] == [edition.list.code]


@pytest.mark.req("R-023")
def test_a_parcel_that_was_given_up_is_tried_anew_by_the_timer(bind):
    library = bind(loss=1.0)
    edition = published()
    hear([entry_of(edition)])
    at = FRIDAY
    for _ in range(MAX_TRIES):
        deliver_outbox({CHANNEL: carry}, at=at)
        at += timedelta(hours=1)
    assert Outgoing.objects.get(channel=CHANNEL).dead_at is not None
    library._given = Faults()
    jobs.look_after_batches(at)
    deliver_outbox({CHANNEL: carry}, at=at)
    assert Batch.objects.get(edition=edition).received_at == at


@pytest.mark.req("R-023")
def test_sending_again_by_hand_is_a_new_batch_that_heals_the_provinces_record(bind, cast):
    bind()
    edition = published()
    hear([entry_of(edition)])
    deliver_outbox({CHANNEL: carry}, at=FRIDAY)
    code = edition.list.code
    SimulatedRecord.objects.filter(list_code=code).update(record={"list_code": code, "version": 9, "hash": "0" * 64})
    batch = push_again(code, by=cast("linjing"), at=FRIDAY)
    deliver_outbox({CHANNEL: carry}, at=FRIDAY)
    assert batch.number.endswith("-02")
    assert SimulatedRecord.objects.get(list_code=code).record["version"] == 1
    assert Entry.objects.filter(chain=f"list:{code}", verb="push_again").count() == 1
    with pytest.raises(NotYours):
        push_again(code, by=cast("wutao"), at=FRIDAY)
    with pytest.raises(NotFound):
        push_again("0" * 31, by=SYSTEM, at=FRIDAY)


def test_an_editor_sees_the_batches_of_their_own_body_and_a_stranger_none(bind, cast):
    bind()
    hear(publications())
    own = sent(cast("wutao"), at=FRIDAY)
    assert {each.agency for each in own} == {"市市场监管局"}
    assert health(NOBODY, at=FRIDAY).waiting == 0
    assert sent(NOBODY, at=FRIDAY) == []
    assert health(cast("linjing"), at=FRIDAY).waiting == len(publications())


def test_batches_page_from_the_newest(bind, cast):
    bind()
    hear(publications())
    reviewer = cast("linjing")
    first = sent(reviewer, at=FRIDAY, most=5)
    second = sent(reviewer, at=FRIDAY, most=5, before=first[-1].pk)
    assert [each.pk for each in (*first, *second)] == sorted((each.pk for each in (*first, *second)), reverse=True)
    assert len({each.pk for each in (*first, *second)}) == 10


@pytest.mark.parametrize("login", ["gaoyuan", "linjing"])
def test_the_simulators_faults_are_set_by_the_bureau_or_whoever_keeps_the_system(cast, login):
    set_faults(Faults(seed=7, loss=0.3), by=cast(login), at=FRIDAY)
    assert faults() == Faults(seed=7, loss=0.3)
    with pytest.raises(NotYours):
        set_faults(Faults(), by=cast("wutao"), at=FRIDAY)
    with pytest.raises(Invalid) as refused:
        set_faults(Faults(loss=2, delay=-1), by=SYSTEM, at=FRIDAY)
    assert len(refused.value.faults) == 2
