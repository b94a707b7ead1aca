"""What went to the province's system of ratings, on the page of who watches it: how fast, and equal day by day."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tongban.exchange.connectors.provincial_ratings.bound import BOUND
from tongban.exchange.connectors.provincial_ratings.commands.pushing import carry, enqueue
from tongban.exchange.connectors.provincial_ratings.models import RatingPush, SimulatedRating
from tongban.exchange.connectors.provincial_ratings.rules import CHANNEL
from tongban.exchange.connectors.provincial_ratings.simulator import Simulator
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.actors import NOBODY
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.handling.cases.tests.applying import food_code
from tongban.oversight.evaluations.commands.taking_in import keep
from tongban.oversight.evaluations.rules.layouts import Collected

from .pages import post

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-110")]
PAGE = "console-provincial-ratings"


@pytest.fixture(autouse=True)
def line() -> Iterator[None]:
    before, BOUND.system = BOUND.system, Simulator(LineFaults())
    yield
    BOUND.system = before


def report(number: str, *, wait: timedelta = timedelta(seconds=1)) -> None:
    """One rating, tried at once and once more after a while."""
    at = now()
    made = keep(Collected(number, food_code(), 1, at), source="sample", oldest=timedelta(days=1), by=NOBODY, at=at)
    enqueue(Entry.objects.get(chain=made.evaluation.invitation.chain, verb="rate"))
    deliver_outbox({CHANNEL: carry, "message": lambda parcel, at: None}, at=at + wait)


def read(client: Client) -> str:
    return client.get(reverse(PAGE)).content.decode()


def test_the_manager_sees_both_sides_day_by_day_and_the_lag(at_console: Callable[[str], Client]) -> None:
    report("s-1")
    report("s-2")
    client = at_console("zhengyawen")
    page = read(client)
    assert "每天对账" in page
    assert "还差" not in page
    assert "没有比" not in page
    assert "线路通的时候上报用时" in page
    assert "达到一分钟以内的要求" in page
    assert "没有达到" not in page
    assert "重试过" not in page
    SimulatedRating.objects.latest("pk").delete()
    assert "还差1条" in read(client)
    BOUND.system = Simulator(LineFaults(loss=1.0))
    assert read(client).count("没有回应") == 7
    assert at_console("zhaomin").get(reverse(PAGE)).status_code == 403


def test_what_the_line_held_up_is_told_apart_and_sent_anew(at_console: Callable[[str], Client]) -> None:
    BOUND.system = Simulator(LineFaults(loss=1.0))
    report("s-1")
    client = at_console("zhengyawen")
    key = RatingPush.objects.get().pk
    assert "没有送到，正在重试" in read(client)
    BOUND.system = Simulator(LineFaults())
    assert post(client, reverse("console-provincial-rating-resend", args=[key])).status_code == 302
    deliver_outbox({CHANNEL: carry, "message": lambda parcel, at: None}, at=now() + timedelta(minutes=5))
    page = read(client)
    assert "因为省系统没有回应重试过" in page
    assert "用时95%的不超过5分钟" in page
    assert "线路通的时候" not in page
