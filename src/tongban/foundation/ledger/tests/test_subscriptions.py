"""News and outbox: everything is heard in order, nothing is lost, a failure holds back only its own."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.ledger.commands import Parcel, record, send_out
from tongban.foundation.ledger.models import Cursor, Entry, Outgoing, Parked
from tongban.foundation.ledger.subscriptions import (
    BATCH,
    MAX_TRIES,
    Subscription,
    deliver_news,
    deliver_outbox,
    run_all,
    wait_after,
)

from .emptying import LEDGER, empty

AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)


@pytest.fixture
def empty_ledger(transactional_db):
    empty(*LEDGER, "ledger_cursor")


def write(chain="case:1", verb="accept", send=()):
    with transaction.atomic():
        entry = record(chain, verb, by=SYSTEM, at=AT)
        send_out(entry, [Parcel("message", "party:1", {"n": n}) for n in send], at=AT)
    return entry


def heard(**words):
    seen = []
    return seen, Subscription("ears", lambda entry: seen.append(entry.pk), **words)


def test_a_subscriber_hears_every_entry_once_and_in_order(empty_ledger):
    written = [write().pk for _ in range(5)]
    seen, ears = heard()
    assert deliver_news(ears, at=AT) == 5
    assert deliver_news(ears, at=AT) == 0
    assert seen == written


def test_a_subscriber_hears_only_what_it_asked_for(empty_ledger):
    write("case:1", "accept")
    mine = write("case:1", "serve")
    write("list:1", "serve")
    seen, ears = heard(chains=("case",), verbs=frozenset({"serve"}))
    assert deliver_news(ears, at=AT) == 3
    assert seen == [mine.pk]


def test_a_round_goes_on_until_everything_is_heard(empty_ledger):
    written = [write().pk for _ in range(BATCH + 3)]
    seen, ears = heard()
    assert run_all([ears], {}, at=AT) == BATCH + 3
    assert seen == written


def test_a_round_without_news_costs_the_same_for_any_number_of_subscribers(empty_ledger):
    write()
    many = [replace(heard()[1], name=f"ears-{number}", verbs=frozenset({"serve"})) for number in range(30)]
    assert run_all(many, {}, at=AT) == 30
    with CaptureQueriesContext(connection) as captured:
        assert run_all(many, {}, at=AT) == 0
    assert len(captured) <= 8  # horizon, last entry, cursors; the outbox


def test_an_entry_of_an_open_transaction_is_not_skipped(empty_ledger):
    """A transaction that began earlier and commits later has the lower number; it must still be heard."""
    seen, ears = heard()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(
                "INSERT INTO ledger_entry (chain, seq, at, verb, from_status, to_status, by_role, by_name, by_ref,"
                " by_agency, on_behalf, basis, about, facts, previous, hash) VALUES ('case:9', 1, now(), 'slow', '',"
                " '', 'system', '系统', 'system', '', '', '', '', '{}', %s, %s)",
                [bytes(32), bytes(32)],
            )
            quick = write()
            assert deliver_news(ears, at=AT) == 0
            cursor.execute("COMMIT")
    finally:
        other.close()
    assert deliver_news(ears, at=AT) == 2
    slow = Entry.objects.get(verb="slow")
    assert seen == [slow.pk, quick.pk]


def test_a_failing_subscriber_waits_tries_again_and_then_parks_the_entry(empty_ledger):
    bad, good = write().pk, write().pk
    seen = []

    def hears(entry):
        if entry.pk == bad:
            raise ValueError("不消化")
        seen.append(entry.pk)

    ears, at = Subscription("ears", hears), AT
    for attempt in range(1, MAX_TRIES):
        assert deliver_news(ears, at=at) == 0
        assert deliver_news(ears, at=at) == 0, "it waits"
        assert Cursor.objects.get(name="ears").attempts == attempt
        at += wait_after(attempt)
    assert deliver_news(ears, at=at) == 2
    assert seen == [good]
    assert Parked.objects.get().entry_id == bad


def test_what_a_failing_subscriber_wrote_is_undone(empty_ledger):
    write()

    def hears(entry):
        Outgoing.objects.create(entry=entry, chain="x", channel="x", address="x", due_at=AT)
        raise ValueError

    deliver_news(Subscription("ears", hears), at=AT)
    assert not Outgoing.objects.exists()


def test_parcels_are_carried_in_order_once(empty_ledger):
    write(send=range(3))
    carried = []
    carriers = {"message": lambda parcel, at: carried.append(parcel.payload["n"])}
    assert deliver_outbox(carriers, at=AT) == 3
    assert deliver_outbox(carriers, at=AT) == 0
    assert carried == [0, 1, 2]


def test_a_failing_parcel_holds_back_only_its_own_chain(empty_ledger):
    write("case:1", send=[1, 2])
    write("case:2", send=[3])
    carried, is_broken = [], [True]

    def carry(parcel, at):
        if is_broken[0] and parcel.payload["n"] == 1:
            raise ConnectionError("对方没有应答")
        carried.append(parcel.payload["n"])

    assert deliver_outbox({"message": carry}, at=AT) == 1
    assert carried == [3]
    is_broken[0] = False
    assert deliver_outbox({"message": carry}, at=AT) == 0, "it waits for its time"
    assert deliver_outbox({"message": carry}, at=AT + timedelta(seconds=2)) == 2
    assert carried == [3, 1, 2]


def test_a_parcel_that_never_arrives_is_dead_after_its_tries_and_kept(empty_ledger):
    write(send=[1])
    at = AT

    def carry(parcel, at):
        raise ConnectionError("没有应答")

    for attempt in range(1, MAX_TRIES + 1):
        deliver_outbox({"message": carry}, at=at)
        at += wait_after(attempt)
    parcel = Outgoing.objects.get()
    assert (parcel.attempts, parcel.dead_at is not None) == (MAX_TRIES, True)
    assert "没有应答" in parcel.last_error
    assert wait_after(MAX_TRIES + 20) == timedelta(hours=1)
