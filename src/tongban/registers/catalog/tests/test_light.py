"""The light template of a public service begins a sound list, and leaves to its body what only that knows (R-170)."""

import pytest

from tongban.registers.catalog import item as items
from tongban.registers.catalog.content import from_plain
from tongban.registers.catalog.light import light_option

pytestmark = pytest.mark.req("R-170")


def test_what_it_begins_with_is_sound_online_and_at_the_centre():
    option = light_option("样例报装")
    whole = {
        "basic_code": "622099009W00",
        "name": "样例报装",
        "kind": "public_service",
        "field": "social_service",
        "agency": "telecom",
        "level": 3,
        "department_code": "99",
        "version": {"effective_on": "2026-12-01", "reason": "样例", "legal_source": "样例"},
        "options": {"01": option},
    }
    assert items.shape_faults(whole) == []
    found = from_plain(option)
    assert {"window", "web"} <= set(found.channels)
    assert (found.venues, found.visits_required, len(found.stages)) == (("city-center",), 0, 4)
    assert all(each.spared_by is not None for each in found.materials), "nothing has to be brought"


def test_limits_and_basis_stay_open_for_the_body_that_knows_them():
    found = from_plain(light_option("样例报装"))
    assert (found.promised_limit.value, found.legal_basis, found.fees) == (0, (), ())
