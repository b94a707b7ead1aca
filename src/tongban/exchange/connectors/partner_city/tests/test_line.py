"""A bad line: letters lost, twice, late, unordered, unreadable; each has one effect, both timetables are equal."""

from datetime import timedelta

import pytest

from tongban.exchange.connectors.partner_city.simulator import Faults
from tongban.foundation.ledger.models import Outgoing
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.crossing.commands.letters import take_in
from tongban.handling.crossing.commands.receiving import give_out, hand_over, take_back
from tongban.handling.crossing.models import Crossing, Letter, Spoiled
from tongban.handling.crossing.partners import is_simulated
from tongban.handling.crossing.queries.crossings import figures, timetable_of
from tongban.handling.crossing.rules.states import CrossingStatus
from tongban.handling.crossing.tests.stories import CITY, LIQIANG, fresh, received, rounds

pytestmark = pytest.mark.django_db
BAD = {"loss": 0.4, "duplicates": 0.4, "delay": 0.3, "bad_data": 0.3, "is_reordering": True}


@pytest.mark.req("R-021")
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_both_sides_reconstruct_the_same_timetable_from_the_letters_alone(bind, cast, seed):
    city = bind(seed=seed, **BAD)
    wangfang = cast("wangfang")
    crossing = received(cast)
    give_out(crossing, way="post", tracking="SF1", by=wangfang, at=MONDAY)
    at = until(crossing, CrossingStatus.RETURNING, MONDAY + timedelta(hours=1))
    take_back(fresh(crossing), originals=["disability_card"], by=wangfang, at=at)
    hand_over(fresh(crossing), id_number=LIQIANG, by=wangfang, at=at)
    for _ in range(60):
        at = rounds(at + timedelta(hours=1), 1)
        Outgoing.objects.filter(dead_at__isnull=False).update(dead_at=None, attempts=0)
    assert city.timetable_of(crossing.number) == timetable_of(crossing.number)
    assert Letter.objects.filter(number=crossing.number, refused="").count() == 6
    assert not Letter.objects.filter(applied_at__isnull=True).exists()


def until(crossing: Crossing, status: CrossingStatus, at):
    for _ in range(200):
        at = rounds(at, 1)
        Outgoing.objects.filter(dead_at__isnull=False).update(dead_at=None, attempts=0)
        if fresh(crossing).status == status:
            return at
    raise AssertionError(fresh(crossing).status)


def test_what_is_not_signed_by_the_city_has_no_effect_and_is_kept_once(bind, cast):
    city = bind(bad_data=1.0)
    crossing = received(cast)
    give_out(crossing, way="post", tracking="SF1", by=cast("wangfang"), at=MONDAY)
    rounds(MONDAY, 2)
    raws = city.collect(MONDAY - timedelta(days=1), at=MONDAY)
    forged = [{**raw, "signature": "00" * 64} for raw in raws]
    before = Letter.objects.count(), fresh(crossing).version
    assert take_in([*forged, {}, None, "x", {"face": 1}], city, at=MONDAY) == 0
    take_in(forged, city, at=MONDAY)
    assert (Letter.objects.count(), fresh(crossing).version) == before
    assert Spoiled.objects.filter(why="").count() == 0
    assert figures(since=MONDAY - timedelta(days=1), at=MONDAY)[0].spoiled == Spoiled.objects.count()


def test_a_letter_from_tomorrow_is_not_taken(bind, cast):
    city = bind()
    crossing = received(cast)
    give_out(crossing, way="post", tracking="SF1", by=cast("wangfang"), at=MONDAY)
    rounds(MONDAY, 1)
    late = city.collect(MONDAY - timedelta(days=1), at=MONDAY + timedelta(days=1))
    take_in(late, city, at=MONDAY)
    assert Letter.objects.exclude(sender="620200").filter(at__gt=MONDAY + timedelta(hours=1)).count() == 0


def test_the_simulated_city_says_that_it_is_one(bind):
    city = bind()
    assert "模拟" in city.name
    assert is_simulated(CITY)
    assert city.faults == Faults()


def test_figures_tell_who_answers_for_what_is_late(bind, cast):
    bind(loss=1.0)
    crossing = received(cast)
    give_out(crossing, way="post", tracking="SF1", by=cast("wangfang"), at=MONDAY)
    row = figures(since=MONDAY - timedelta(days=1), at=MONDAY + timedelta(days=20))[0]
    assert (row.out, row.came, row.open, row.late_ours, row.late_theirs) == (1, 0, 1, 1, 0)
