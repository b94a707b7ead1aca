"""What came in and could not be digested is heard again or closed by a person; no effect is lost or doubled (R-125)."""

import random
import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger import parked, undelivered
from tongban.foundation.ledger.commands import Parcel, record, send_out
from tongban.foundation.ledger.models import Cursor, Entry, Outgoing, Parked
from tongban.foundation.ledger.subscriptions import MAX_TRIES, Subscription, replay_parked, run_all

from .emptying import LEDGER, empty

pytestmark = pytest.mark.req("R-125")
AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
WATCHER = Actor(name="郑雅文", roles=frozenset({Role.SUPERVISOR}))
CLERK = Actor(name="王芳", roles=frozenset({Role.COUNTER}))
EARS = "halls.ears"


class Died(BaseException):
    """The process goes down in the middle of an act: nothing catches it."""


def waiting(number: int = 1) -> list[Parked]:
    """Entries that a subscriber gave up."""
    entries = [record(f"case:{77 + turn}", "accept", by=SYSTEM, at=AT) for turn in range(number)]
    return [Parked.objects.create(subscriber=EARS, entry=each, at=AT, error="ValueError: 不消化") for each in entries]


def ears(hears: Callable[[Entry], None], name: str = EARS) -> Subscription:
    return Subscription(name, hears, chains=("case",))


@pytest.mark.django_db
def test_what_is_replayed_is_heard_once_more_and_never_again() -> None:
    [row], seen = waiting(), list[int]()
    listening = [ears(lambda entry: seen.append(entry.pk))]
    assert replay_parked(listening, at=AT) == 0, "nobody asked"
    kept = parked.replay(row, by=WATCHER, at=AT)
    with pytest.raises(NotNow):
        parked.replay(row, by=WATCHER, at=AT)
    assert replay_parked(listening, at=AT) == 1
    assert replay_parked(listening, at=AT) == 0
    assert seen == [row.entry_id]
    assert (kept.chain, kept.verb, kept.facts["about"]) == (f"parked:{row.pk}", "replay", "case:77")
    assert not parked.visible_to(WATCHER).exists()
    for again in (parked.replay, lambda each, **said: parked.close(each, reason="再关一次", **said)):
        with pytest.raises(NotNow):
            again(row, by=WATCHER, at=AT)


@pytest.mark.django_db
def test_what_fails_again_stays_with_the_new_reason_and_holds_nobody_back() -> None:
    bad, good = waiting(2)
    seen = list[int]()

    def hears(entry: Entry) -> None:
        send_out(entry, [Parcel("x", "x", {})], at=AT)
        if entry.pk == bad.entry_id:
            raise ValueError("还是不消化")
        seen.append(entry.pk)

    parked.replay_all(EARS, by=WATCHER, at=AT)
    assert replay_parked([ears(hears)], at=AT + timedelta(hours=1)) == 1
    assert seen == [good.entry_id]
    bad.refresh_from_db()
    assert (bad.replays, bad.asked_at, bad.error) == (1, None, "ValueError: 还是不消化")
    assert not Outgoing.objects.filter(entry=bad.entry_id).exists(), "what it did is undone"
    with pytest.raises(NotNow):
        parked.replay_all("halls.nobody", by=WATCHER, at=AT)


@pytest.mark.django_db
def test_a_subscriber_that_is_no_more_leaves_it_to_a_person() -> None:
    [row] = waiting()
    parked.replay(row, by=WATCHER, at=AT)
    assert replay_parked([], at=AT) == 0
    row.refresh_from_db()
    assert (row.asked_at, row.replays) == (None, 1)
    parked.close(row, reason="这项功能已经停用。", by=WATCHER, at=AT)
    kept = Entry.objects.get(chain=f"parked:{row.pk}", verb="close")
    assert kept.facts["reason"] == "这项功能已经停用。"


@pytest.mark.django_db
def test_closing_needs_a_reason_and_all_of_it_needs_whoever_watches() -> None:
    [row] = waiting()
    with pytest.raises(Invalid):
        parked.close(row, reason=" ", by=WATCHER, at=AT)
    for act in (
        lambda: parked.close(row, reason="不用了", by=CLERK, at=AT),
        lambda: parked.replay(row, by=CLERK, at=AT),
        lambda: parked.replay_all(EARS, by=CLERK, at=AT),
    ):
        with pytest.raises(NotYours):
            act()
    assert not parked.visible_to(CLERK).exists()
    assert parked.by_subscriber(WATCHER) == {EARS: 1}
    parked.replay(row, by=WATCHER, at=AT)
    parked.close(row, reason="不等了。", by=WATCHER, at=AT)
    assert replay_parked([ears(lambda entry: None)], at=AT) == 0, "closed is closed"


def test_two_workers_replay_it_once(transactional_db: None) -> None:
    empty(*LEDGER, "ledger_cursor")
    [row], seen, begun = waiting(), list[int](), threading.Barrier(2)
    parked.replay(row, by=WATCHER, at=AT)

    def hears(entry: Entry) -> None:
        send_out(entry, [Parcel("x", "x", {})], at=AT)
        seen.append(entry.pk)

    def work() -> None:
        begun.wait()
        try:
            replay_parked([ears(hears)], at=AT)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert Outgoing.objects.filter(entry=row.entry_id).count() == 1


class Inbox:
    """Three subscribers that fail before or after what they did, and a process that goes down now and then."""

    def __init__(self, *, fails: float, dies: float, seed: int = 11) -> None:
        self.fails, self.dies, self._dice = fails, dies, random.Random(seed)
        self.deaths, self.effects = 0, list[str]()

    def subscriptions(self) -> list[Subscription]:
        return [ears(self._hears(name), name) for name in ("cases.one", "halls.two", "contacts.three")]

    def carry(self, parcel: Outgoing, at: datetime) -> None:
        """The other side knows a number again; the answer may get lost."""
        number = str(parcel.payload["number"])
        if number not in self.effects:
            self.effects.append(number)
        if self._dice.random() < self.fails / 2:
            raise ConnectionError("回执没有收到")

    def rounds(self, number: int, *, since: datetime) -> datetime:
        at = since
        for _ in range(number):
            at += timedelta(hours=2)
            try:
                run_all(self.subscriptions(), {"chaos": self.carry}, at=at)
            except Died:
                self.deaths += 1
        return at

    def _hears(self, name: str) -> Callable[[Entry], None]:
        def hears(entry: Entry) -> None:
            if self._dice.random() < self.fails / 2:
                raise ConnectionError("没有连上")
            send_out(entry, [Parcel("chaos", name, {"number": f"{name}-{entry.pk}"})], at=AT)
            if self._dice.random() < self.dies:
                raise Died
            if self._dice.random() < self.fails / 2:
                raise ConnectionError("回执没有收到")

        return hears


def test_whatever_fails_and_dies_every_entry_has_one_effect_in_each_when_somebody_replays(
    transactional_db: None,
) -> None:
    empty(*LEDGER, "ledger_cursor")
    entries = list[Entry]()
    for turn in range(8):
        with transaction.atomic():
            entries += [record(f"case:{900 + chain}", f"turn_{turn}", by=SYSTEM, at=AT) for chain in range(3)]
    inbox, at = Inbox(fails=1.8, dies=0.1), AT
    for _ in range(4):
        at = inbox.rounds(MAX_TRIES * 4, since=at)
        for each in parked.visible_to(WATCHER).filter(asked_at=None):
            parked.replay(each, by=WATCHER, at=at)
        for letter in undelivered.visible_to(WATCHER):
            undelivered.resend(letter, by=WATCHER, at=at)
    gave_up = Parked.objects.count()
    inbox.fails = inbox.dies = 0.0
    for _ in range(2):
        at = inbox.rounds(MAX_TRIES, since=at)
        for each in parked.visible_to(WATCHER).filter(asked_at=None):
            parked.replay(each, by=WATCHER, at=at)
        for letter in undelivered.visible_to(WATCHER):
            undelivered.resend(letter, by=WATCHER, at=at)
    inbox.rounds(2, since=at)
    wanted = [f"{name}-{each.pk}" for name in ("cases.one", "halls.two", "contacts.three") for each in entries]
    assert Counter(inbox.effects) == Counter(wanted)
    sent = Outgoing.objects.filter(channel="chaos")
    assert Counter(each["number"] for each in sent.values_list("payload", flat=True)) == Counter(wanted)
    assert not parked.visible_to(WATCHER).exists()
    assert not Cursor.objects.filter(attempts__gt=0).exists()
    assert gave_up > 0
    assert inbox.deaths > 0
