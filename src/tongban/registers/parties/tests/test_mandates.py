"""Acting for somebody else: standing, mandate, and their ends."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import NOBODY
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.registers.parties.commands import grant_mandate, open_session, revoke_mandate, switch_acting_for
from tongban.registers.parties.models import Mandate
from tongban.registers.parties.queries import capacities, mandate_for, visible_to
from tongban.registers.parties.rules import MandateSource

from .conftest import COUNTER, PASSWORD

pytestmark = pytest.mark.django_db

DAYS: dict[str, Any] = {"valid_from": date(2026, 11, 23), "valid_to": date(2026, 12, 23)}
OPTION = "62201700100011620200MB000001XX01" + "0"


@pytest.fixture
def session(zhouyou, now):
    return open_session(login="zhouyou", password=PASSWORD, by=NOBODY, at=now).session


@pytest.fixture
def mandate(liqiang, zhouyou, acting, now):
    return grant_mandate(liqiang.person, agent=zhouyou.person, covers_all=True, **DAYS, by=acting(liqiang), at=now)


def test_a_person_acts_for_themselves_and_for_nobody_who_gave_no_mandate(session, liqiang, zhouyou, acting, now):
    with pytest.raises(NotYours):
        switch_acting_for(session, party=liqiang.person, by=acting(zhouyou), at=now)
    assert switch_acting_for(session, party=zhouyou.person, by=acting(zhouyou), at=now).mandate is None


def test_an_agent_acts_for_the_principal_while_the_mandate_lasts(session, mandate, liqiang, zhouyou, acting, now):
    switched = switch_acting_for(session, party=liqiang.person, by=acting(zhouyou), at=now)
    assert (switched.acting_for, switched.mandate) == (liqiang.person, mandate)
    later = now + timedelta(days=31)
    with pytest.raises(NotYours):
        switch_acting_for(session, party=liqiang.person, by=acting(zhouyou), at=later)


def test_a_mandate_taken_back_stops_the_agent_at_once(session, mandate, liqiang, zhouyou, acting, now):
    switch_acting_for(session, party=liqiang.person, by=acting(zhouyou), at=now)
    revoke_mandate(mandate, by=acting(liqiang), at=now)
    session.refresh_from_db()
    assert (session.acting_for, session.mandate) == (zhouyou.person, None)
    with pytest.raises(NotNow):
        revoke_mandate(mandate, by=acting(liqiang), at=now)


def test_of_several_mandates_of_one_principal_the_agent_names_one(session, liqiang, zhouyou, acting, now):
    both = [
        grant_mandate(liqiang.person, agent=zhouyou.person, covers_all=True, **DAYS, by=acting(liqiang), at=now)
        for _ in range(2)
    ]
    for each in both:
        switched = switch_acting_for(session, party=liqiang.person, mandate=each.pk, by=acting(zhouyou), at=now)
        assert switched.mandate == each
    with pytest.raises(NotYours):
        switch_acting_for(session, party=zhouyou.person, mandate=both[0].pk, by=acting(zhouyou), at=now)


def test_an_agent_may_give_it_up_and_a_stranger_may_not_touch_it(mandate, maxiuying, zhouyou, acting, now):
    stranger = replace(acting(zhouyou), party_id=maxiuying.pk)
    with pytest.raises(NotYours):
        revoke_mandate(mandate, by=stranger, at=now)
    revoke_mandate(mandate, by=acting(zhouyou), at=now)


def test_nobody_gives_a_mandate_in_somebody_elses_name(liqiang, zhouyou, acting, now):
    with pytest.raises(NotYours):
        grant_mandate(liqiang.person, agent=zhouyou.person, covers_all=True, **DAYS, by=acting(zhouyou), at=now)


def test_an_agent_cannot_hand_the_mandate_on(mandate, liqiang, zhouyou, maxiuying, acting, now):
    under_mandate = replace(acting(zhouyou), acting_for=liqiang.person_id, mandate_id=mandate.pk)
    with pytest.raises(NotYours):
        grant_mandate(liqiang.person, agent=maxiuying, covers_all=True, **DAYS, by=under_mandate, at=now)


def test_an_enterprises_mandate_is_given_by_its_legal_representative(mingyue, liqiang, zhouyou, acting, now):
    with pytest.raises(NotYours):
        grant_mandate(mingyue, agent=zhouyou.person, covers_all=True, **DAYS, by=acting(zhouyou), at=now)
    grant_mandate(mingyue, agent=zhouyou.person, covers_all=True, **DAYS, by=acting(liqiang), at=now)
    assert [each.label for each in capacities(zhouyou.person, at=now)] == ["本人", "受托人"]


def test_a_counter_enters_a_signed_paper_and_says_so(liqiang, maxiuying, now):
    made = grant_mandate(maxiuying, agent=liqiang.person, covers_all=True, **DAYS, by=COUNTER, at=now)
    assert made.source == MandateSource.COUNTER


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"covers_all": False}, "/option_codes"),
        ({"option_codes": [OPTION]}, "/option_codes"),
        ({"covers_all": False, "option_codes": ["x"]}, "/option_codes"),
        ({"valid_to": date(2026, 11, 22)}, "/valid_to"),
    ],
)
def test_a_mandate_names_its_matters_and_its_time(liqiang, zhouyou, acting, now, change, pointer):
    wanted = {"covers_all": True, **DAYS, **change}
    with pytest.raises(Invalid) as refusal:
        grant_mandate(liqiang.person, agent=zhouyou.person, **wanted, by=acting(liqiang), at=now)
    assert pointer in [each.pointer for each in refusal.value.faults]


def test_nobody_is_their_own_agent_and_an_enterprise_is_nobodys(liqiang, mingyue, acting, now):
    for agent in (liqiang.person, mingyue):
        with pytest.raises(Invalid):
            grant_mandate(liqiang.person, agent=agent, covers_all=True, **DAYS, by=acting(liqiang), at=now)


def test_a_mandate_for_named_matters_covers_those_only(liqiang, zhouyou, acting, now):
    mandate = Mandate.objects.create(
        principal=liqiang.person, agent=zhouyou.person, option_codes=[OPTION], created_at=now, **DAYS
    )
    by = replace(acting(zhouyou), acting_for=liqiang.person_id, mandate_id=mandate.pk)
    assert mandate_for(by, option_code=OPTION, at=now) == mandate
    assert mandate_for(acting(zhouyou), option_code="other", at=now) is None
    with pytest.raises(NotYours):
        mandate_for(by, option_code="other", at=now)
    with pytest.raises(NotYours):
        mandate_for(by, option_code=OPTION, at=now + timedelta(days=31))


def test_a_party_is_visible_to_itself_and_to_who_acts_for_it(mandate, liqiang, zhouyou, acting, now):
    by = replace(acting(zhouyou), acting_for=liqiang.person_id, mandate_id=mandate.pk)
    assert set(visible_to(by)) == {liqiang.person, zhouyou.person}
    assert list(visible_to(acting(zhouyou))) == [zhouyou.person]
    assert not visible_to(NOBODY).exists()


@pytest.mark.parametrize("broken", [{"covers_all": False}, {"option_codes": ["x"]}, {"valid_to": date(2026, 11, 22)}])
def test_a_mandate_that_contradicts_itself_cannot_be_written(mandate, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=mandate.pk).update(**broken)
