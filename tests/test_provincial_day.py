"""Days of the worker with the province's system of ratings: how long a rating takes to be there, what an outage leaves.

The rounds are the worker's own: every subscriber and every carrier, at the pace of `running/rounds.py`, and the timer
at its hours. The clock is given and jumps over rounds in which nothing is new and nothing is due; what a round really
takes is added to it.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

import pytest
from croniter import croniter
from procrastinate.contrib.django import app

from tongban.config import timers
from tongban.config.subscriptions import SUBSCRIPTIONS
from tongban.exchange.connectors.provincial_ratings import queries
from tongban.exchange.connectors.provincial_ratings.bound import BOUND, LANE
from tongban.exchange.connectors.provincial_ratings.jobs import look_after_messages
from tongban.exchange.connectors.provincial_ratings.models import RatingPush, SimulatedRating
from tongban.exchange.connectors.provincial_ratings.simulator import Simulator, set_faults
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.actors import NOBODY, Actor
from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.ledger.models import Cursor, Entry, Outgoing
from tongban.handling.cases.tests.applying import food_code
from tongban.oversight.evaluations.commands.taking_in import keep
from tongban.oversight.evaluations.models import Evaluation
from tongban.oversight.evaluations.rules.layouts import Collected
from tongban.running.rounds import ROUNDS, TICK

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("R-110")]
MORNING = datetime(2026, 11, 24, 8, 30, tzinfo=LOCAL)
HOURS = timedelta(hours=10)
[NEWS] = [each for each in ROUNDS if each.name == "news"]
PACE = timedelta(seconds=NEWS.seconds + TICK)
[TIMER] = [
    each.cron
    for each in app.periodic_registry.periodic_tasks.values()
    if each.task is timers.ratings_reach_the_province
]
OUT = LineFaults(loss=1.0, seed=3)


class Worker:
    """The worker's clock and rounds; `longest` is what one round took at most."""

    def __init__(self, at: datetime) -> None:
        self.at, self.longest = at, timedelta()
        self.looks_at = self._next_look()

    def until(self, end: datetime, ratings: list[datetime]) -> None:
        """Work on to the end, while people rate at these instants."""
        while (due := self._next(ratings, end)) < end:
            self.at += PACE * max(1, -(-(due - self.at) // PACE))
            while ratings and ratings[0] <= self.at:
                rated(ratings.pop(0))
            if self.looks_at <= self.at:
                look_after_messages(self.at)
                self.looks_at = self._next_look()
            begun = perf_counter()
            NEWS.do(self.at)
            took = timedelta(seconds=perf_counter() - begun)
            self.longest = max(self.longest, took)
            self.at += took
        self.at = end

    def _next(self, ratings: list[datetime], end: datetime) -> datetime:
        waiting = Outgoing.objects.filter(delivered_at=None, dead_at=None).order_by("due_at")
        parcel = waiting.values_list("due_at", flat=True).first()
        return min(each for each in (end, self.looks_at, *ratings[:1], parcel) if each is not None)

    def _next_look(self) -> datetime:
        found: datetime = croniter(TIMER, self.at).get_next(datetime)
        return found


@pytest.fixture(autouse=True)
def line() -> Iterator[None]:
    """Everything of the city before this day was heard and sent."""
    last = Entry.objects.order_by("-txid", "-id").values("txid", "id")[0]
    Cursor.objects.all().delete()
    Cursor.objects.bulk_create(Cursor(name=each.name, txid=last["txid"], entry_id=last["id"]) for each in SUBSCRIPTIONS)
    Outgoing.objects.filter(delivered_at=None).update(delivered_at=MORNING, dead_at=None, closed_at=None)
    before, BOUND.system = BOUND.system, Simulator()
    yield
    BOUND.system = before


def rated(at: datetime) -> Evaluation:
    """One in twenty is bad, and goes to the desk as well."""
    number = Evaluation.objects.count()
    said = Collected(f"day-{number}", food_code(), 4 if number % 20 == 0 else 1 + number % 3, at)
    return keep(said, source="sample", oldest=timedelta(days=1), by=NOBODY, at=at).evaluation


def instants(begin: datetime, count: int, seed: int) -> list[datetime]:
    """When people rate, some of them in the same minute."""
    dice = random.Random(seed)
    return sorted(begin + HOURS * dice.random() for _ in range(count))


def all_of_them_once() -> None:
    """Every rating has one message with one receipt, and the province each message once."""
    assert not RatingPush.objects.filter(received_at=None).exists()
    numbers = list(SimulatedRating.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(RatingPush.objects.order_by("number").values_list("number", flat=True))
    said = Evaluation.objects.filter(source="sample")
    assert SimulatedRating.objects.filter(kind="rated").count() == said.count()


def equal_days(at: datetime) -> dict[Any, int]:
    days = queries.daily(at=at)
    assert all(each.is_equal for each in days), days
    return {each.day: each.ours for each in days}


@pytest.mark.parametrize("faults", [LineFaults(), LineFaults(loss=0.05, duplicates=0.05, delay=0.05, seed=1)])
def test_on_a_day_with_the_link_up_the_province_has_ratings_within_a_minute(cast: Any, faults: LineFaults) -> None:
    watcher: Actor = cast("zhengyawen")
    set_faults(faults, by=watcher, at=MORNING)
    worker = Worker(MORNING)
    worker.until(MORNING + timedelta(hours=12), instants(MORNING, 120, seed=5))
    all_of_them_once()
    told = queries.lag(watcher, at=worker.at)
    print(faults, told, "longest round", worker.longest)
    assert told.count + told.held_up == RatingPush.objects.count() == 120
    took = sorted(each.received_at - each.queued_at for each in RatingPush.objects.all() if each.received_at)
    assert took[len(took) * 95 // 100] + worker.longest < queries.IN_TIME, (
        "all of them, those that were lost on the way too"
    )
    assert told.is_in_time
    set_faults(LineFaults(), by=watcher, at=worker.at)
    assert equal_days(worker.at)[local_day(MORNING)] == 120


def test_after_a_day_of_outage_each_is_there_once_and_both_sides_count_the_same(cast: Any) -> None:
    watcher: Actor = cast("zhengyawen")
    worker = Worker(MORNING)
    worker.until(MORNING + timedelta(hours=2), instants(MORNING, 5, seed=1)[:1])
    set_faults(OUT, by=watcher, at=worker.at)
    gone, back = worker.at, worker.at + timedelta(hours=24)
    worker.until(back, instants(gone, 16, seed=2))
    waiting = RatingPush.objects.filter(received_at=None)
    assert waiting.count() == 16, "nothing came through"
    assert all(each.theirs is None for each in queries.daily(at=back))
    set_faults(LineFaults(), by=watcher, at=back)
    worker.until(back + timedelta(hours=10), instants(back, 12, seed=4))
    all_of_them_once()
    assert RatingPush.objects.count() == 29
    late = RatingPush.objects.filter(queued_at__lt=back).order_by("-received_at")[0]
    print("longest round", worker.longest, "all there after", late.received_at - back)
    assert late.received_at is not None
    assert late.received_at - back <= timedelta(hours=1, minutes=1), "with the next look of the timer"
    told = queries.lag(watcher, at=worker.at)
    assert (told.held_up, told.count) == (16, 13)
    assert told.is_in_time, "what the line held up is told apart"
    assert sum(equal_days(worker.at).values()) == 29
    assert Outgoing.objects.filter(channel=LANE.channel, delivered_at=None).count() == 0
