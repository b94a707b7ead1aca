"""Twenty counters at once (二十个窗口同时受理): nobody waits two seconds, nothing is lost; R-075."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import perf_counter

import pytest
from conftest import load_city
from django.db import connection

from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.states import Status

from .driving import after, day, fresh, received
from .invariants import assert_sound

COUNTERS, MOST_SECONDS = 20, 2.0


@pytest.fixture(autouse=True)
def city_stands(transactional_db):
    load_city()


@pytest.mark.req("R-075")
def test_twenty_counters_accept_twenty_cases_at_once_and_nobody_waits(cast):
    cases = [received(cast) for _ in range(COUNTERS)]
    clerks = [cast("wangfang"), cast("limin")]
    barrier = Barrier(COUNTERS)

    def accept(place: int) -> float:
        try:
            mine = fresh(cases[place])
            barrier.wait(timeout=60)
            begun = perf_counter()
            receiving.accept(mine, by=clerks[place % 2], at=after(0, 11))
            return perf_counter() - begun
        finally:
            connection.close()

    with ThreadPoolExecutor(COUNTERS) as pool:
        seconds = sorted(pool.map(accept, range(COUNTERS)))
    assert set(Case.objects.values_list("status", flat=True)) == {Status.ACCEPTED}
    assert Entry.objects.filter(verb="accept").count() == COUNTERS
    for case in cases:
        assert_sound(case, on=day(0))
    assert seconds[int(0.95 * COUNTERS) - 1] < MOST_SECONDS, [round(each, 3) for each in seconds]
