"""Delegations: given by the agency, for what they name, on the days they name."""

from datetime import date, datetime
from typing import Any

import pytest

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.registers.agencies.commands import grant_delegation, prolong_delegation, revoke_delegation
from tongban.registers.agencies.queries import chief_representatives, delegations_on, public_chiefs

from .conftest import NOW, acting

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 11, 23), date(2026, 11, 30)
GIVE: dict[str, Any] = {
    "powers": ["decide"],
    "valid_from": FIRST,
    "valid_to": LAST,
    "covers_all": True,
    "document_number": "1号",
}


@pytest.fixture
def sunqiang(hire, market):
    return hire("sunqiang", Role.REVIEWER, agency=market)


@pytest.fixture
def chief(market, sunqiang, chenli):
    """孙强 decides small matters in the hall for the head of his agency."""
    return grant_delegation(market, to=sunqiang, **GIVE, is_chief_representative=True, by=acting(chenli), at=NOW)


@pytest.mark.req("R-085")
def test_the_agencys_head_delegates_and_nobody_delegates_to_themselves(market, administration, sunqiang, chenli, hire):
    other_head = hire("stranger", Role.DECIDER, agency=administration)
    for by in (acting(sunqiang), acting(other_head)):
        with pytest.raises(NotYours):
            grant_delegation(market, to=sunqiang, **GIVE, by=by, at=NOW)
    with pytest.raises(NotYours):
        grant_delegation(market, to=chenli, **GIVE, by=acting(chenli), at=NOW)
    assert grant_delegation(market, to=sunqiang, **GIVE, by=acting(chenli), at=NOW).staff == sunqiang


@pytest.mark.req("R-085")
@pytest.mark.parametrize(
    ("at", "is_in_effect"),
    [
        (datetime(2026, 11, 22, 23, 59, 59, tzinfo=LOCAL), False),
        (datetime(2026, 11, 23, 0, 0, tzinfo=LOCAL), True),
        (datetime(2026, 11, 30, 23, 59, 59, tzinfo=LOCAL), True),
        (datetime(2026, 12, 1, 0, 0, tzinfo=LOCAL), False),
    ],
)
def test_an_expired_delegation_is_none_from_midnight_on(chief, at, is_in_effect):
    assert delegations_on(at.date()).exists() is is_in_effect
    assert chief_representatives(at.date()).exists() is is_in_effect


def test_a_delegation_taken_back_is_over_at_once(chief, chenli):
    revoke_delegation(chief, by=acting(chenli), at=NOW)
    with pytest.raises(NotNow):
        revoke_delegation(chief, by=acting(chenli), at=NOW)
    assert not chief_representatives(FIRST).exists()


def test_a_document_number_serves_once(chief, market, sunqiang, chenli):
    with pytest.raises(Invalid):
        grant_delegation(market, to=sunqiang, **GIVE, by=acting(chenli), at=NOW)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"powers": []}, "/powers"),
        ({"document_number": " "}, "/document_number"),
        ({"document_number": "x" * 61}, "/document_number"),
        ({"covers_all": False}, "/option_codes"),
        ({"option_codes": ["x"], "covers_all": False}, "/option_codes"),
        ({"valid_to": date(2026, 11, 22)}, "/valid_to"),
    ],
)
def test_a_delegation_names_powers_matters_days_and_its_document(market, sunqiang, chenli, change, pointer):
    with pytest.raises(Invalid) as refusal:
        grant_delegation(market, to=sunqiang, **{**GIVE, **change}, by=acting(chenli), at=NOW)
    assert [each.pointer for each in refusal.value.faults] == [pointer]


def test_a_chief_representative_is_a_person_not_a_counter(market, center, chenli):
    with pytest.raises(Invalid):
        grant_delegation(market, to=center, **GIVE, is_chief_representative=True, by=acting(chenli), at=NOW)


@pytest.fixture
def xiaoli(hire, market):
    return hire("xiaoli", Role.EXAMINER, agency=market)


def deputise(market, chief, xiaoli, chenli, **changes):
    given = GIVE | {"document_number": "2号", "deputy_of": chief} | changes
    return grant_delegation(market, to=xiaoli, **given, by=acting(chenli), at=NOW)


@pytest.mark.req("R-085")
def test_a_deputy_has_no_more_than_the_chief(market, chief, xiaoli, sunqiang, chenli):
    for change in ({"powers": ["decide", "grant"]}, {"is_chief_representative": True}):
        with pytest.raises(Invalid):
            deputise(market, chief, xiaoli, chenli, **change)
    with pytest.raises(Invalid):
        deputise(market, chief, sunqiang, chenli)
    assert deputise(market, chief, xiaoli, chenli).deputy_of == chief


@pytest.mark.req("R-085")
def test_what_is_in_effect_is_prolonged_by_the_head_and_what_expired_is_not(chief, chenli, sunqiang):
    later = date(2026, 12, 31)
    with pytest.raises(NotYours):
        prolong_delegation(chief, until=later, by=acting(sunqiang), at=NOW)
    with pytest.raises(Invalid):
        prolong_delegation(chief, until=LAST, by=acting(chenli), at=NOW)
    assert prolong_delegation(chief, until=later, by=acting(chenli), at=NOW).valid_to == later
    with pytest.raises(NotNow):
        prolong_delegation(
            chief, until=date(2027, 2, 1), by=acting(chenli), at=datetime(2027, 1, 1, 0, 0, tzinfo=LOCAL)
        )
    revoke_delegation(chief, by=acting(chenli), at=NOW)
    with pytest.raises(NotNow):
        prolong_delegation(chief, until=date(2027, 2, 1), by=acting(chenli), at=NOW)


@pytest.mark.req("R-085")
def test_the_public_list_of_chiefs_is_searched_and_paged(chief, market, xiaoli, chenli):
    deputise(market, chief, xiaoli, chenli)
    found = public_chiefs(FIRST, words="1号", size=5)
    assert [(each.pk, [one.staff_id for one in each.deputies.all()]) for each in found] == [(chief.pk, [xiaoli.pk])]
    assert public_chiefs(FIRST, words="没有这个人", size=5) == []
    assert public_chiefs(FIRST, after=chief.pk, size=5) == []
    assert public_chiefs(date(2026, 12, 1), size=5) == []
