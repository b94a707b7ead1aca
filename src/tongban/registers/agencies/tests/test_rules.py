"""The three levels, names of places, and who may be what, without a database."""

from itertools import combinations

import pytest

from tongban.foundation.kernel.actors import STAFF_ROLES, Role
from tongban.foundation.kernel.errors import Invalid
from tongban.registers.agencies import rules
from tongban.registers.agencies.rules import DivisionLevel as L

PAIRS = list(combinations(sorted(STAFF_ROLES - set(rules.ADMINISTRATORS)), 2))


@pytest.mark.req("R-001")
@pytest.mark.parametrize(
    ("level", "parent", "legal"),
    [
        (L.CITY, None, True),
        (L.TOWN, None, False),
        (L.STREET, L.CITY, True),
        (L.TOWN, L.CITY, True),
        (L.COMMUNITY, L.STREET, True),
        (L.COMMUNITY, L.CITY, True),
        (L.VILLAGE, L.CITY, True),
        (L.VILLAGE, L.TOWN, True),
        (L.VILLAGE, L.STREET, False),
        (L.TOWN, L.STREET, False),
        (L.CITY, L.CITY, False),
        (L.CITY, L.TOWN, False),
        (L.COMMUNITY, L.VILLAGE, False),
    ],
)
def test_a_level_may_be_skipped_but_not_turned_round(level, parent, legal):
    assert rules.may_stand_under(level, parent) is legal


@pytest.mark.req("R-001")
@pytest.mark.parametrize(
    ("division", "level", "name"),
    [
        ("嘉峪关市", L.CITY, "嘉峪关市政务服务中心"),
        ("新城镇", L.TOWN, "新城镇便民服务中心"),
        ("福民社区", L.COMMUNITY, "福民社区便民服务站"),
        ("黄草营村", L.VILLAGE, "黄草营村便民服务站"),
    ],
)
def test_a_place_has_the_standard_name_of_its_level(division, level, name):
    assert rules.venue_name(division, level) == name


def test_a_street_has_no_place_of_its_own():
    assert rules.venue_level(L.STREET) is None
    with pytest.raises(Invalid):
        rules.venue_name("雄关街道", L.STREET)


@pytest.mark.req("R-199")
@pytest.mark.parametrize("admin", rules.ADMINISTRATORS)
def test_an_administrator_is_nothing_else(admin):
    assert rules.checked_roles([admin]) == [admin]
    for other in STAFF_ROLES - {admin}:
        with pytest.raises(Invalid) as refusal:
            rules.checked_roles([admin, other])
        assert [each.code for each in refusal.value.faults] == ["separation"]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_business_roles_go_together_in_the_order_of_the_register(one, other):
    assert rules.checked_roles([other, one, other]) == sorted({one, other}, key=list(Role).index)


@pytest.mark.parametrize(
    ("roles", "codes"),
    [
        ([], ["no_role"]),
        (["boss"], ["unknown_role"]),
        (["applicant"], ["unknown_role"]),
        (["system"], ["unknown_role"]),
    ],
)
def test_a_role_that_is_none_is_refused(roles, codes):
    with pytest.raises(Invalid) as refusal:
        rules.checked_roles(roles)
    assert [each.code for each in refusal.value.faults] == codes
