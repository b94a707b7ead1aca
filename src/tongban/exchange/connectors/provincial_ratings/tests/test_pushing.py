"""Every rating reaches the province once, in order, with a receipt, whatever the line does (R-110)."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from tongban.exchange.connectors.provincial_ratings import queries
from tongban.exchange.connectors.provincial_ratings.adapter import HttpRatings
from tongban.exchange.connectors.provincial_ratings.bound import BOUND
from tongban.exchange.connectors.provincial_ratings.commands.pushing import carry, enqueue, resend
from tongban.exchange.connectors.provincial_ratings.jobs import look_after_messages
from tongban.exchange.connectors.provincial_ratings.models import RatingPush, SimulatedRating
from tongban.exchange.connectors.provincial_ratings.ports import RatingMessage, RatingsUnavailable
from tongban.exchange.connectors.provincial_ratings.rules import CHANNEL, HEARS
from tongban.exchange.connectors.provincial_ratings.simulator import Simulator, set_faults
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.handling.cases.tests.driving import after, day, served
from tongban.oversight.evaluations.commands import redressing
from tongban.oversight.evaluations.commands.inviting import invite_for_case
from tongban.oversight.evaluations.commands.opening import DESK, bring_to_desk, open_redress
from tongban.oversight.evaluations.commands.rating import Rating, rate, rate_again
from tongban.oversight.evaluations.queries.figures import dispatching
from tongban.oversight.evaluations.subscribers import bad_rating_is_opened

pytestmark = pytest.mark.django_db
Cast = Callable[..., Actor]
WORST = LineFaults(seed=7, loss=0.4, duplicates=0.4, delay=0.3, bad_receipts=0.3)


@pytest.fixture(autouse=True)
def line() -> Iterator[None]:
    before = BOUND.system
    BOUND.system = Simulator(LineFaults())
    yield
    BOUND.system = before


def rated(cast: Cast) -> None:
    """A bad rating with its whole way: said, told, said again."""
    asked = invite_for_case(served(cast), at=after(3))
    made = rate(asked, Rating("dissatisfied", tags=["over_limit"]), by=cast("liqiang"), at=after(4))
    task, by = open_redress(made, at=after(4)), cast("sunqiang")
    redressing.verify(task, finding="at_once", words="属实，超期。", evidence="办件经过。", by=by, at=after(7))
    redressing.rectify(task, words="已经改了流程。", evidence="会议记录。", by=by, at=after(7))
    redressing.tell(task, words="您反映的属实，已经改了。", by=by, at=after(7))
    rate_again(task, Rating("satisfied"), by=cast("liqiang"), at=after(8))


def hear_everything() -> None:
    for _ in range(2):
        for entry in Entry.objects.order_by("pk"):
            if (entry.chain.partition(":")[0], entry.verb) in HEARS:
                enqueue(entry)


def deliver(*, rounds: int = 1, on: int = 30) -> None:
    for turn in range(rounds):
        at = after(on) + timedelta(hours=2 * turn)
        deliver_outbox({CHANNEL: carry, "message": lambda parcel, at: None}, at=at)


@pytest.mark.req("R-110")
def test_what_was_said_and_what_came_of_it_arrive_once_and_in_order(cast: Cast) -> None:
    rated(cast)
    hear_everything()
    deliver(rounds=3)
    found = list(SimulatedRating.objects.order_by("pk"))
    assert [each.kind for each in found] == ["rated", "settled", "rated_again"]
    assert [each.follows for each in found] == ["", found[0].number, found[1].number]
    assert (found[0].content["satisfaction"], found[2].content["satisfaction"]) == (2, 4)
    assert (found[0].content["userName"], found[0].content["assessNumber"]) == ("", 1)
    assert not RatingPush.objects.filter(received_at=None).exists()


@pytest.mark.req("R-110")
def test_the_worst_line_and_a_day_of_outage_end_with_equal_counts(cast: Cast) -> None:
    rated(cast)
    hear_everything()
    BOUND.system = Simulator(LineFaults(loss=1.0))
    deliver(rounds=12)
    assert not SimulatedRating.objects.exists()
    BOUND.system = Simulator(WORST)
    for later in range(32, 40):
        look_after_messages(at=after(later))
        deliver(rounds=10, on=later)
    assert not RatingPush.objects.filter(received_at=None).exists()
    assert SimulatedRating.objects.count() == RatingPush.objects.count() == 3
    BOUND.system = Simulator(LineFaults())
    counts = {each.day: each for each in queries.daily(at=after(8))}
    assert all(each.is_equal for each in counts.values())
    assert (counts[day(4)].ours, counts[day(8)].ours) == (2, 1)


@pytest.mark.req("R-110")
@pytest.mark.req("R-111")
def test_a_bad_rating_is_with_the_province_and_handed_out_within_seconds(cast: Cast) -> None:
    """As the worker's round does it, two seconds later."""
    asked, begun = invite_for_case(served(cast), at=after(3)), now()
    made = rate(asked, Rating("dissatisfied", tags=["over_limit"]), by=cast("liqiang", begun), at=begun)
    bad_rating_is_opened(Entry.objects.get(chain=made.invitation.chain, verb="rate"))
    hear_everything()
    carriers = {CHANNEL: carry, DESK: bring_to_desk, "message": lambda parcel, at: None}
    deliver_outbox(carriers, at=begun + timedelta(seconds=2))
    told = queries.lag(cast("zhengyawen"), at=begun + timedelta(hours=1))
    assert told.count == 1
    assert (told.p95, told.is_in_time) == (timedelta(seconds=2), True)
    handed = dispatching(since=begun - timedelta(minutes=1), until=begun + timedelta(minutes=1))
    assert (handed.count, handed.median, handed.is_fast) == (1, timedelta(seconds=2), True)


def test_without_a_system_nothing_waits(cast: Cast) -> None:
    BOUND.system = None
    rated(cast)
    hear_everything()
    assert not RatingPush.objects.exists()
    assert [each.theirs for each in queries.daily(at=after(8))] == [None] * 7


@pytest.mark.req("R-110")
def test_what_was_given_up_is_sent_anew_by_the_bureau(cast: Cast) -> None:
    rated(cast)
    hear_everything()
    BOUND.system = Simulator(LineFaults(loss=1.0))
    deliver(rounds=10)
    first = RatingPush.objects.order_by("pk")[0]
    assert queries.health(cast("zhengyawen")).failed
    assert not queries.reported(cast("sunqiang"))
    with pytest.raises(NotYours):
        resend(first, by=cast("sunqiang"), at=after(30))
    BOUND.system = Simulator(LineFaults())
    resend(first, by=cast("zhengyawen"), at=after(30))
    deliver()
    first.refresh_from_db()
    assert first.receipt
    with pytest.raises(NotNow):
        resend(first, by=cast("zhengyawen"), at=after(30))


def test_the_simulator_says_that_it_is_one_and_takes_its_faults_from_supervision(cast: Cast) -> None:
    assert "模拟" in Simulator().name
    set_faults(LineFaults(loss=0.5), by=cast("zhengyawen"), at=after(0))
    with pytest.raises(NotYours):
        set_faults(LineFaults(), by=cast("zhaomin"), at=after(0))
    with pytest.raises(Invalid):
        set_faults(LineFaults(loss=2, seed=-1), by=cast("zhengyawen"), at=after(0))


def test_a_system_that_is_not_there_is_told_in_words() -> None:
    away = HttpRatings("http://127.0.0.1:9", "secret")
    message = RatingMessage("EV-1", "rated", "", day(0), after(0), {})
    with pytest.raises(RatingsUnavailable, match="自动重试"):
        away.deliver(message, at=after(0))
    with pytest.raises(RatingsUnavailable):
        away.count(day(0), at=after(0))
    assert "secret" not in repr(away)
