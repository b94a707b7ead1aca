"""The demo city's crossings: one each way when the other end is the simulated city, none without it; once."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from tongban.exchange.connectors.partner_city.simulator import SimulatedCity
from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.crossing.models import Crossing, Letter
from tongban.handling.crossing.partners import BOUND
from tongban.running.demo_city.crossing import load_crossings

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)


@pytest.fixture
def simulated(settings, tmp_path) -> Iterator[None]:
    settings.DATA = tmp_path
    before = dict(BOUND.lines)
    for each in BOUND.agreements.values():
        BOUND.lines[each.code] = SimulatedCity(each)
    yield
    BOUND.lines.clear()
    BOUND.lines.update(before)


def test_one_each_way_and_the_second_time_nothing(db, simulated, django_assert_num_queries):
    assert load_crossings(NOW) == 2
    assert not Letter.objects.exclude(refused="").exists()
    assert set(Crossing.objects.values_list("direction", flat=True)) == {"inbound", "outbound"}
    with django_assert_num_queries(1):
        assert load_crossings(NOW) == 0


def test_without_a_simulated_city_nothing_is_made_up(db, django_assert_num_queries):
    BOUND.lines.clear()
    with django_assert_num_queries(0):
        assert load_crossings(NOW) == 0
