"""What was given up is sent anew or closed by a person, and over the worst line nothing is lost or doubled (R-125)."""

import random
from collections import Counter
from datetime import datetime, timedelta

import pytest

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger import undelivered
from tongban.foundation.ledger.commands import Parcel, record, send_out
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.ledger.subscriptions import MAX_TRIES, deliver_outbox

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-125")]
AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
WATCHER = Actor(name="郑雅文", roles=frozenset({Role.SUPERVISOR}))
CLERK = Actor(name="王芳", roles=frozenset({Role.COUNTER}))
LINE = "test-line"


def send(chain: str, number: str) -> Outgoing:
    entry = record(chain, "accept", by=SYSTEM, at=AT)
    send_out(entry, [Parcel(LINE, "elsewhere", {"number": number})], at=AT)
    return Outgoing.objects.get(entry=entry)


class Elsewhere:
    """A system that knows a number again, at the end of a line that breaks before or after a call had effect."""

    def __init__(self, *, breaks: float, seed: int = 7) -> None:
        self.breaks, self._dice = breaks, random.Random(seed)
        self.calls, self.effects = Counter[str](), list[str]()

    def carry(self, parcel: Outgoing, at: datetime) -> None:
        number = parcel.payload["number"]
        if self._dice.random() < self.breaks / 2:
            raise ConnectionError("没有连上")
        self.calls[number] += 1
        if number not in self.effects:
            self.effects.append(number)
        if self._dice.random() < self.breaks / 2:
            raise ConnectionError("回执没有收到")

    def rounds(self, number: int, *, since: datetime) -> datetime:
        at = since
        for _ in range(number):
            at += timedelta(hours=2)
            deliver_outbox({LINE: self.carry}, at=at)
        return at


def given_up(number: str = "1") -> Outgoing:
    parcel = send("case:77", number)
    Elsewhere(breaks=2.0).rounds(MAX_TRIES, since=AT)
    parcel.refresh_from_db()
    assert parcel.dead_at is not None
    return parcel


def test_the_worst_line_loses_and_doubles_nothing_when_somebody_sends_anew() -> None:
    wanted = [[f"{chain}-{turn}" for turn in range(4)] for chain in range(5)]
    for turn in range(4):
        for chain in range(5):
            send(f"case:{900 + chain}", wanted[chain][turn])
    other, at = Elsewhere(breaks=1.4), AT
    for _ in range(6):
        at = other.rounds(MAX_TRIES, since=at)
        for each in undelivered.visible_to(WATCHER).filter(channel=LINE):
            undelivered.resend(each, by=WATCHER, at=at)
    other.breaks = 0.0
    other.rounds(2, since=at)
    sent = Outgoing.objects.filter(channel=LINE)
    assert sent.filter(delivered_at__isnull=False).count() == sent.count() == 20
    assert sorted(other.effects) == sorted(each for chain in wanted for each in chain)
    assert max(other.calls.values()) > 1  # it was said twice, and had one effect
    assert Entry.objects.filter(chain__startswith="parcel:", verb="resend").exists()


def test_what_is_closed_says_why_and_is_never_sent_again() -> None:
    parcel = given_up()
    undelivered.close(parcel, reason="对方系统已经停用，改用纸质函。", by=WATCHER, at=AT)
    kept = Entry.objects.get(chain=f"parcel:{parcel.pk}")
    assert (kept.verb, kept.facts["about"]) == ("close", "case:77")
    assert kept.facts["reason"] == "对方系统已经停用，改用纸质函。"
    assert undelivered.revive(LINE, at=AT) == 0
    good = Elsewhere(breaks=0.0)
    good.rounds(2, since=AT + timedelta(days=2))
    assert good.effects == []
    for again in (undelivered.resend, lambda each, **said: undelivered.close(each, reason="再关一次", **said)):
        with pytest.raises(NotNow):
            again(parcel, by=WATCHER, at=AT)


def test_closing_needs_a_reason_and_both_need_whoever_watches() -> None:
    parcel = given_up()
    with pytest.raises(Invalid):
        undelivered.close(parcel, reason=" ", by=WATCHER, at=AT)
    with pytest.raises(NotYours):
        undelivered.close(parcel, reason="不用了", by=CLERK, at=AT)
    with pytest.raises(NotYours):
        undelivered.resend(parcel, by=CLERK, at=AT)
    assert not undelivered.visible_to(CLERK).exists()
    assert undelivered.by_channel(WATCHER)[LINE] == 1


def test_what_was_delivered_or_waits_is_left_alone() -> None:
    parcel = send("case:78", "1")
    with pytest.raises(NotNow):
        undelivered.resend(parcel, by=WATCHER, at=AT)
    Elsewhere(breaks=0.0).rounds(1, since=AT)
    with pytest.raises(NotNow):
        undelivered.close(parcel, reason="不用了", by=WATCHER, at=AT)
