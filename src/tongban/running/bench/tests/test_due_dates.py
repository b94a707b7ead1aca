import pytest

from tongban.running.bench.due_dates import COUNT, WORKS, reckoned, seconds

FEW = 5_000
SLACK = 3
"""Seconds for a hundred thousand on a slow machine; `docs/performance.md` has what was measured."""


@pytest.mark.parametrize("name", WORKS)
def test_a_hundred_thousand_due_dates_take_about_a_second_of_the_processor(name: str) -> None:
    least = min(seconds(WORKS[name], FEW) for _ in range(3))
    assert least * COUNT / FEW < SLACK
    assert len(set(reckoned([WORKS[name](turn) for turn in range(FEW)]))) > 20
