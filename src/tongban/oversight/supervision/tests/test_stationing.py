"""What must be in the halls is there, or stands on a negative list (应进必进, R-067)."""

from types import SimpleNamespace
from typing import Any

import pytest

from tongban.foundation.kernel.clock import local_day
from tongban.oversight.supervision.queries.stationing import stationing_on
from tongban.oversight.supervision.rules.stationing import stationing
from tongban.registers.agencies.rules import VenueLevel

from conftest import MONDAY  # isort: skip

pytestmark = pytest.mark.req("R-067")


def matter(name: str, *places: str, channels: tuple[str, ...] = ("window",), is_open: bool = True) -> Any:
    return SimpleNamespace(
        name=name,
        item_name=name,
        option_code=name,
        implementation_code=name,
        agency_key="a",
        agency_short_name="甲局",
        is_open=is_open,
        places=[SimpleNamespace(key=each) for each in places],
        option=SimpleNamespace(channels=channels),
    )


def test_a_matter_is_on_site_excused_or_has_to_come_in():
    guides = [
        matter("在大厅", "hall", "station"),
        matter("在部门", "own-office"),
        matter("只能网上", "hall", channels=("web",)),
        matter("在考场", "own-office"),
        matter("停办的", "own-office", is_open=False),
    ]
    found = stationing(
        guides,
        levels={"hall": VenueLevel.CITY.value, "station": VenueLevel.VILLAGE.value},
        exempt={"在考场": "需要现场实施"},
        deciding=frozenset({"option:在大厅"}),
    )
    assert [each.guide.name for each in found.on_site] == ["在大厅"]
    assert [each.guide.name for each in found.decided] == ["在大厅"]
    assert [each.guide.name for each in found.exempt] == ["在考场"]
    assert [each.guide.name for each in found.outside] == ["在部门", "只能网上"]
    assert found.on_site[0].place_words == "政务服务中心、便民服务站1个"
    assert list(found.by_agency()) == ["甲局"]


@pytest.mark.django_db
def test_no_matter_of_the_city_is_neither_on_site_nor_on_a_negative_list(django_assert_max_num_queries):
    on = local_day(MONDAY)
    stationing_on(on)
    with django_assert_max_num_queries(5):  # places, lists, delegations; the catalogue, where a second went by
        found = stationing_on(on)
    assert len(found.matters) > 100
    assert found.outside == ()
    assert found.decided
    assert sum(len(each.matters) for each in found.by_agency().values()) == len(found.matters)
