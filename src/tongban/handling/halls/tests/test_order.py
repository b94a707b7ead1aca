"""The order of calling as a law: whatever comes, nobody starves, and time decides within a kind."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.halls.rules.forecast import FARTHEST, LEAST_GAPS, LONGEST_GAP, MOST_GAPS, forecast, gaps
from tongban.handling.halls.rules.order import Turn, before, comes_back_at, is_in_time, next_up, turn_at
from tongban.handling.halls.rules.policy import DEFAULT

OPENS = datetime(2026, 11, 23, 8, 30, tzinfo=LOCAL)
HEAD_START = DEFAULT.earlier(is_priority=True, is_booked=True)


@dataclass(frozen=True)
class Person:
    """Somebody who comes, some minutes after opening."""

    key: int
    came_at: datetime
    has_care: bool

    @property
    def turn(self) -> Turn:
        return Turn(turn_at(self.came_at, DEFAULT.earlier(is_priority=self.has_care, is_booked=False)), self.key)


@st.composite
def crowds(draw: st.DrawFn) -> list[Person]:
    """People in the order in which they come, up to two hours, any mixture of kinds."""
    people = draw(st.lists(st.tuples(st.integers(0, 120), st.booleans()), min_size=1, max_size=25))
    return [
        Person(key, OPENS + timedelta(minutes=minute), care)
        for key, (minute, care) in enumerate(sorted(people, key=lambda each: each[0]))
    ]


def served(crowd: list[Person], *, minutes: int, windows: int = 1, is_fair: bool = True) -> dict[Person, datetime]:
    """When each is called at windows that serve everybody for so long; with the rule, or by time alone."""
    left, free, called = list(crowd), [OPENS] * windows, dict[Person, datetime]()
    clock = OPENS
    while left:
        clock = max(clock, min(free))
        here = [each for each in left if each.came_at <= clock]
        if not here:
            clock = min(each.came_at for each in left)
            continue
        turn = next_up(each.turn for each in here) if is_fair else None
        one = next(each for each in here if turn is None or each.turn == turn)
        called[one] = clock
        left.remove(one)
        free[free.index(min(free))] = clock + timedelta(minutes=minutes)
    return called


@pytest.mark.req("R-100")
@given(crowds(), st.integers(1, 12), st.integers(1, 3))
def test_everybody_is_called_and_nobody_is_passed_by_who_came_long_after(crowd, minutes, windows):
    called = served(crowd, minutes=minutes, windows=windows)
    assert set(called) == set(crowd)
    for one in crowd:
        for other in crowd:
            if called[other] < called[one]:
                assert other.came_at - one.came_at <= HEAD_START


@given(crowds(), st.integers(1, 12))
def test_within_a_kind_the_order_is_that_of_coming(crowd, minutes):
    called = served(crowd, minutes=minutes)
    for has_care in (True, False):
        order = [each for each in called if each.has_care is has_care]
        assert order == sorted(order, key=lambda each: (each.came_at, each.key))


@given(crowds(), st.integers(1, 12))
def test_priority_never_makes_its_own_wait_longer(crowd, minutes):
    called, plainly = served(crowd, minutes=minutes), served(crowd, minutes=minutes, is_fair=False)
    cared = [each for each in crowd if each.has_care]
    assert sum((called[each] - plainly[each]).total_seconds() for each in cared) <= 0


@given(crowds(), st.integers(1, 12))
def test_an_ordinary_number_waits_longer_only_by_who_came_within_the_head_start(crowd, minutes):
    called, plainly = served(crowd, minutes=minutes), served(crowd, minutes=minutes, is_fair=False)
    for one in (each for each in crowd if not each.has_care):
        near = [each for each in crowd if each.has_care and timedelta() <= each.came_at - one.came_at <= HEAD_START]
        assert called[one] - plainly[one] <= timedelta(minutes=minutes * len(near))


@given(crowds())
def test_the_number_before_me_is_my_place_in_the_order_of_calling(crowd):
    turns = [each.turn for each in crowd]
    order = sorted(turns)
    assert [before(each, turns) for each in order] == list(range(len(order)))


@given(st.lists(st.integers(0, 60), max_size=10))
def test_who_missed_the_call_comes_back_behind_three(minutes):
    waiting = [OPENS + timedelta(minutes=each) for each in minutes]
    back = comes_back_at(waiting, at=OPENS + timedelta(hours=1))
    ahead = sorted(waiting)[:3]
    assert back > max(ahead, default=OPENS) or back == OPENS + timedelta(hours=1)
    assert all(each >= back for each in waiting if each > max(ahead))


@pytest.mark.parametrize(("minutes", "is_so"), [(-31, False), (-30, True), (0, True), (30, True), (31, False)])
def test_who_booked_counts_as_in_time_from_half_an_hour_before_to_its_end(minutes, is_so):
    assert is_in_time(OPENS + timedelta(minutes=minutes), OPENS, OPENS + timedelta(minutes=30)) is is_so


def test_with_too_few_calls_there_is_no_forecast():
    assert forecast(3, [timedelta(minutes=4)] * (LEAST_GAPS - 1)) is None


@given(st.integers(0, 200), st.lists(st.integers(5, 1800), min_size=LEAST_GAPS, max_size=20))
def test_the_forecast_is_a_range_around_what_was_seen(before_me, seconds):
    found = forecast(before_me, [timedelta(seconds=each) for each in seconds])
    if before_me + 1 > FARTHEST * len(seconds):
        assert found is None
        return
    assert found is not None
    middle = (before_me + 1) * sum(seconds) / len(seconds) / 60
    assert 0 <= found.low <= middle + 1
    assert found.low < found.high
    assert found.high >= middle
    assert found.calls == len(seconds)


@pytest.mark.parametrize("seen", [LEAST_GAPS, 10, MOST_GAPS])
@pytest.mark.parametrize("before_me", [0, 3, 14])
def test_four_of_five_waits_fall_into_the_range_that_was_told(seen, before_me):
    """Services of very different length (exponential, five minutes on average): what the page says is kept."""
    chance = Random(f"{seen}-{before_me}")
    kept, times = 0, 600
    for _ in range(times):
        found = forecast(before_me, [timedelta(minutes=chance.expovariate(1 / 5)) for _ in range(seen)])
        assert found is not None
        kept += found.low <= sum(chance.expovariate(1 / 5) for _ in range(before_me + 1)) <= found.high
    assert kept / times >= 0.75


def test_a_break_is_no_service():
    at = [OPENS, OPENS + timedelta(minutes=5), OPENS + timedelta(minutes=5) + LONGEST_GAP + timedelta(minutes=1)]
    assert gaps([(each, OPENS) for each in at]) == [timedelta(minutes=5)]


def test_a_gap_in_which_nobody_waited_is_no_service():
    late = OPENS + timedelta(minutes=9)
    assert gaps([(OPENS, OPENS), (late, late), (late + timedelta(minutes=4), late)]) == [timedelta(minutes=4)]
