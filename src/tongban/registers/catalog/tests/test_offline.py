"""Every online matter has an offline way, and one that has none is flagged (R-097)."""

from dataclasses import replace

import msgspec
import pytest

from tongban.registers.catalog.offline import without_offline_way
from tongban.registers.catalog.queries import current_guides

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-097")
def test_every_online_matter_of_the_city_can_be_done_at_a_window():
    assert list(without_offline_way(current_guides())) == []


@pytest.mark.req("R-097")
def test_a_matter_without_a_window_or_without_a_place_is_flagged():
    found = next(each for each in current_guides() if each.is_online)
    no_window = replace(found, option=msgspec.structs.replace(found.option, channels=("web",)))
    no_place = replace(found, places=())
    told = list(without_offline_way([found, no_window, no_place]))
    assert [each.code for each in told] == ["no_offline_way", "no_offline_way"]
    assert told[0].option_code == found.option_code
    only_window = replace(found, option=msgspec.structs.replace(found.option, channels=("window",)), places=())
    assert list(without_offline_way([only_window])) == []
