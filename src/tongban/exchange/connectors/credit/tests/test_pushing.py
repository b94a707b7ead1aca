"""Promises and what came of them reach the credit platform (推送信用平台), whatever the line does (R-146)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tongban.exchange.connectors.credit import queries
from tongban.exchange.connectors.credit.adapter import HttpPlatform
from tongban.exchange.connectors.credit.bound import BOUND
from tongban.exchange.connectors.credit.commands.pushing import carry, enqueue, resend
from tongban.exchange.connectors.credit.models import CreditPush, SimulatedCreditMessage
from tongban.exchange.connectors.credit.ports import CreditMessage, CreditUnavailable
from tongban.exchange.connectors.credit.rules import CHANNEL, HEARS
from tongban.exchange.connectors.credit.simulator import Simulator, set_faults
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.handling.cases import promises
from tongban.handling.cases.tests.driving import after, received
from tongban.oversight.regulation.tests.promised import granted_on_promise, revoked

pytestmark = pytest.mark.django_db
WORST = LineFaults(seed=7, loss=0.4, duplicates=0.4, delay=0.3, bad_receipts=0.3)


@pytest.fixture(autouse=True)
def line() -> Iterator[Simulator]:
    """The simulator on the line, every matter may be promised."""
    before, listed = BOUND.platform, list(promises.BOUND)
    BOUND.platform, promises.BOUND[:] = Simulator(LineFaults()), []
    yield BOUND.platform
    BOUND.platform, promises.BOUND[:] = before, listed


def hear_everything() -> None:
    for _ in range(2):
        for entry in Entry.objects.order_by("pk"):
            if (entry.chain.partition(":")[0], entry.verb) in HEARS:
                enqueue(entry)


def deliver(*, rounds: int = 1) -> None:
    for turn in range(rounds):
        deliver_outbox({CHANNEL: carry, "message": lambda parcel, at: None}, at=after(200) + timedelta(hours=2 * turn))


@pytest.mark.req("R-146")
def test_the_promise_and_its_outcome_are_reported_once_each_with_a_receipt(cast):
    number = revoked(cast).case.number
    hear_everything()
    deliver()
    found = CreditPush.objects.filter(commitment__case__number=number).order_by("pk")
    assert [each.kind for each in found] == ["promise", "broken", "barred"]
    assert all(each.receipt for each in found)
    first = SimulatedCreditMessage.objects.get(number=found[0].number)
    assert first.content["text"]["promises"] == ["制度已经建立"]


@pytest.mark.req("R-146")
def test_the_worst_line_still_ends_with_every_receipt_and_one_effect(cast, line):
    revoked(cast)
    hear_everything()
    BOUND.platform = Simulator(WORST)
    deliver(rounds=25)
    waiting = Outgoing.objects.filter(channel=CHANNEL, delivered_at__isnull=True)
    waiting.update(dead_at=None, attempts=0)
    deliver(rounds=25)
    assert not CreditPush.objects.filter(received_at__isnull=True).exists()
    assert SimulatedCreditMessage.objects.count() == CreditPush.objects.count()


def test_what_stands_on_no_promise_is_nobodys_business(cast):
    received(cast)
    hear_everything()
    assert not CreditPush.objects.exists()


def test_without_a_platform_nothing_waits(cast):
    BOUND.platform = None
    granted_on_promise(cast)
    hear_everything()
    assert not CreditPush.objects.exists()


@pytest.mark.req("R-146")
def test_a_message_that_was_given_up_is_sent_anew_by_supervision(cast):
    granted_on_promise(cast)
    hear_everything()
    BOUND.platform = Simulator(LineFaults(loss=1.0))
    deliver(rounds=10)
    push = CreditPush.objects.get()
    health = queries.health(cast("zhengyawen"))
    assert (health.sent, health.received, health.failed) == (1, 0, 1)
    assert queries.reported(cast("zhengyawen"), show="waiting")[0].is_given_up
    with pytest.raises(NotYours):
        resend(push, by=cast("zhaomin"), at=after(201))
    BOUND.platform = Simulator(LineFaults())
    resend(push, by=cast("zhengyawen"), at=after(200))
    deliver()
    push.refresh_from_db()
    assert push.receipt
    with pytest.raises(NotNow):
        resend(push, by=cast("zhengyawen"), at=after(201))


def test_a_department_sees_its_own_messages_only(cast):
    granted_on_promise(cast)
    hear_everything()
    assert queries.reported(cast("zhaomin"))
    assert not queries.reported(cast("wangfang"))


def test_the_simulator_says_that_it_is_one_and_takes_its_faults_from_supervision(cast):
    assert "模拟" in Simulator().name
    set_faults(LineFaults(loss=0.5), by=cast("zhengyawen"), at=after(0))
    with pytest.raises(NotYours):
        set_faults(LineFaults(), by=cast("zhaomin"), at=after(0))
    with pytest.raises(Invalid):
        set_faults(LineFaults(loss=2, seed=-1), by=cast("zhengyawen"), at=after(0))


def test_a_platform_that_is_not_there_is_told_in_words():
    message = CreditMessage("CN-1", "promise", "某人", "1", "某局", "1", after(0), {})
    with pytest.raises(CreditUnavailable, match="自动重试"):
        HttpPlatform("http://127.0.0.1:9", "secret").deliver(message, at=after(0))
    assert "secret" not in repr(HttpPlatform("http://127.0.0.1:9", "secret"))
