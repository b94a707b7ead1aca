"""The told wait against the real one: a day of fifty windows and two thousand numbers, played again. R-164."""

from datetime import datetime, timedelta
from heapq import heapreplace
from math import log, sqrt
from random import Random

import pytest

from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.halls.rules.replay import Replay, Waited, replay

OPENS = datetime(2026, 11, 23, 8, 30, tzinfo=LOCAL)
HOURS = 7


def busy_day(seed: int, *, windows: int, numbers: int, load: float, spread: float = 0.7) -> list[Waited]:
    """People come evenly spread by chance, services differ as people do (lognormal), everybody is called in order."""
    chance = Random(seed)
    mean = HOURS * 60 * windows * load / numbers
    sigma = sqrt(log(1 + spread * spread))
    comes = sorted(chance.uniform(0, HOURS * 60) for _ in range(numbers))
    free, found = [0.0] * windows, []
    for came in comes:
        begins = max(came, free[0])
        ends = begins + chance.lognormvariate(log(mean) - sigma * sigma / 2, sigma)
        heapreplace(free, ends)
        drawn, called, ended = (OPENS + timedelta(minutes=each) for each in (came, begins, ends))
        found.append(Waited(drawn, drawn, called, ended))
    return found


@pytest.mark.req("R-164")
@pytest.mark.parametrize("load", [1.0, 1.1])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_told_wait_is_off_by_a_quarter_at_most_on_a_busy_day(seed, load):
    found = replay(busy_day(seed, windows=50, numbers=2000, load=load), windows=50)
    assert found.told > 1000
    assert found.percent is not None
    assert found.percent <= 25


def test_who_comes_to_a_free_window_is_told_of_no_wait():
    day = [Waited(*(OPENS + timedelta(minutes=each * 10 + add) for add in (0, 0, 0, 4))) for each in range(20)]
    assert replay(day, windows=1) == Replay(0, 0.0, 0.0)
    assert replay([], windows=1).percent is None
