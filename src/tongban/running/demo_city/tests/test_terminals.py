"""Terminals of the demo city: some were in use, settings went out in stages, and none claims to work. R-134, R-136."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings

from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.devices.commands import take_back_what_breaks, watch
from tongban.handling.devices.models import Condition, Rollout
from tongban.handling.halls.models import Kiosk
from tongban.handling.halls.queries.kiosks import is_silent, terminals_of_city
from tongban.running.demo_city.terminals import load_terminals

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)


@pytest.mark.django_db
@pytest.mark.req("R-134", "R-136")
def test_settings_went_to_one_terminal_then_to_all_and_the_next_are_on_trial():
    assert load_terminals(settings.CITY, at=NOW) == 6
    running = Kiosk.objects.filter(status="running").order_by("pk")
    assert len(terminals_of_city()) == 6
    assert [each.settings.get("number") for each in running] == [1, 1, 1]
    assert set(Condition.objects.values_list("number", "printed")) == {(1, 3)}
    assert list(Rollout.objects.order_by("pk").values_list("status", flat=True)) == ["whole", "trial"]
    later = NOW + timedelta(minutes=21)
    assert all(is_silent(each, at=later) for each in running), "no browser stands in for them: they say so"
    watch(at=later)
    assert take_back_what_breaks(at=later) == 1
