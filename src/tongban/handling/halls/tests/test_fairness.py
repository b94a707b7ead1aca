"""The green way as a law: who has priority waits less, and what that costs the others is bounded. R-163."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heapreplace
from random import Random
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.halls.rules.fairness import LEAST_SERVICES, called, may_pass, service_length
from tongban.handling.halls.rules.order import Turn, turn_at
from tongban.handling.halls.rules.policy import DEFAULT

OPENS = datetime(2026, 11, 23, 8, 30, tzinfo=LOCAL)
BOUND = timedelta(minutes=DEFAULT.head_start.most_extra)


@dataclass(frozen=True)
class Person:
    """Somebody who comes, how long they are served, and whether they said that they have priority."""

    key: int
    came_at: datetime
    has_care: bool
    long: timedelta

    @property
    def stands(self) -> Turn:
        return Turn(self.came_at, self.key)

    @property
    def turn(self) -> Turn:
        return Turn(turn_at(self.came_at, DEFAULT.earlier(is_priority=self.has_care, is_booked=False)), self.key)


def waits(crowd: Sequence[Person], *, windows: int, service: timedelta, bound: timedelta | None) -> dict[Person, float]:
    """Minutes that each waits; with no bound by time of coming alone."""
    free, left, found = [OPENS] * windows, sorted(crowd, key=lambda each: each.stands), dict[Person, float]()
    heapify(free)
    passers: list[Person] = []
    while left:
        clock = max(free[0], left[0].came_at)
        here = [each for each in left if each.came_at <= clock]
        one = here[0]
        if bound is not None:
            passed = sum(each.stands > one.stands for each in passers)
            first = min(here, key=lambda each: each.turn)
            allowed = may_pass(bound, service, windows)
            one = first if called(first.turn, one.turn, passed=passed, allowed=allowed) == first.turn else one
        passers += [one] if one.has_care else []
        left.remove(one)
        found[one] = (clock - one.came_at).total_seconds() / 60
        heapreplace(free, clock + one.long)
    return found


@st.composite
def crowds(draw: st.DrawFn, longest: int = 1) -> list[Person]:
    """People within two hours, any mixture of kinds, each served `longest` minutes or less."""
    people = draw(st.lists(st.tuples(st.integers(0, 120), st.booleans(), st.integers(1, longest)), max_size=40))
    return [
        Person(key, OPENS + timedelta(minutes=minute), care, timedelta(minutes=long))
        for key, (minute, care, long) in enumerate(sorted(people))
    ]


def stretched(crowd: Sequence[Person], minutes: int) -> list[Person]:
    return [Person(each.key, each.came_at, each.has_care, timedelta(minutes=minutes)) for each in crowd]


@pytest.mark.req("R-163")
@settings(max_examples=60)
@given(crowds(), st.integers(1, 25), st.integers(1, 5), st.integers(0, 20))
def test_nobody_waits_longer_than_the_bound_for_all_who_passed_them(crowd, minutes, windows, bound):
    """Whatever comes, however many have priority, at any number of windows: services of one length."""
    people, service = stretched(crowd, minutes), timedelta(minutes=minutes)
    with_care = waits(people, windows=windows, service=service, bound=timedelta(minutes=bound))
    by_time = waits(people, windows=windows, service=service, bound=None)
    assert set(with_care) == set(people)
    assert all(with_care[each] - by_time[each] <= bound for each in people)


@pytest.mark.req("R-163")
@settings(max_examples=40)
@given(crowds(longest=15), st.integers(1, 4))
def test_with_services_of_any_length_one_passes_by_number_and_no_more(crowd, windows):
    """How long each takes nobody knows before; how many passed one is counted, and the longest bounds the rest."""
    service = timedelta(minutes=8)
    with_care = waits(crowd, windows=windows, service=service, bound=BOUND)
    by_time = waits(crowd, windows=windows, service=service, bound=None)
    worst = may_pass(BOUND, service, windows) * 15 + 15
    assert all(with_care[each] - by_time[each] <= worst for each in crowd)


@pytest.mark.req("R-163")
@pytest.mark.parametrize(("windows", "minutes"), [(1, 4), (3, 6), (8, 10)])
@pytest.mark.parametrize("share", [0.1, 0.3])
def test_who_has_priority_waits_less_at_the_same_load(windows, minutes, share):
    chance = Random(f"{windows}-{share}")
    between = minutes / windows * 0.97
    clock, people = OPENS, []
    for key in range(250):
        clock += timedelta(minutes=chance.expovariate(1 / between))
        people.append(Person(key, clock, chance.random() < share, timedelta(minutes=minutes)))
    found = waits(people, windows=windows, service=timedelta(minutes=minutes), bound=BOUND)
    plainly = waits(people, windows=windows, service=timedelta(minutes=minutes), bound=None)
    cared, others = ([each for each in people if each.has_care is care] for care in (True, False))
    assert fmean(found[each] for each in cared) < fmean(found[each] for each in others)
    assert fmean(found[each] for each in cared) < fmean(plainly[each] for each in cared)
    assert max(found[each] - plainly[each] for each in others) <= DEFAULT.head_start.most_extra


def test_a_bound_lets_so_many_pass_as_fit_into_it():
    minute = timedelta(minutes=1)
    assert may_pass(10 * minute, 4 * minute, 3) == 6
    assert may_pass(10 * minute, 10 * minute, 1) == 1
    assert may_pass(10 * minute, 11 * minute, 5) == 0
    assert may_pass(0 * minute, 4 * minute, 3) == 0


def test_the_length_of_a_service_is_what_the_day_shows_once_it_shows_enough():
    minute = timedelta(minutes=1)
    assert service_length([minute] * (LEAST_SERVICES - 1), 8 * minute) == 8 * minute
    assert service_length([4 * minute] * 3 + [6 * minute] * 3, 8 * minute) == 5 * minute
