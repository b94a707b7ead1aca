"""委托码: one matter, ten days at most, once; both agree; taken back it is void at once (N33)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tongban.foundation.kernel.actors import NOBODY
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.registers.parties.commands import (
    MandateCodeVoid,
    agree_to_code,
    drop_code,
    make_code,
    open_session,
    peek_code,
    revoke_mandate,
    switch_acting_for,
    take_code,
)
from tongban.registers.parties.commands.mandate_codes import code_index
from tongban.registers.parties.models import MandateCode
from tongban.registers.parties.queries import capacities, codes_of, mandate_by_code, mandate_for

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db
OPTION = "11620200717000171K3620131990W0077"


@pytest.fixture
def made(liqiang, acting, now):
    return make_code(liqiang.person, option_code=OPTION, days=3, by=acting(liqiang), at=now)


def agreed(made, liqiang, zhouyou, acting, now):
    _, spoken = made
    take_code(spoken, by=acting(zhouyou), at=now)
    found = codes_of(liqiang.person_id, at=now).get()
    return agree_to_code(found, by=acting(liqiang), at=now)


def test_a_code_becomes_a_mandate_when_both_have_agreed(made, liqiang, zhouyou, acting, now):
    _, spoken = made
    assert peek_code(f"{spoken[:4]} {spoken[4:].lower()}", by=acting(zhouyou), at=now).option_code == OPTION
    take_code(spoken, by=acting(zhouyou), at=now)
    assert len(capacities(zhouyou.person, at=now)) == 1
    assert Outgoing.objects.filter(address=f"party:{liqiang.person_id}").exists()
    mandate = agree_to_code(codes_of(liqiang.person_id, at=now).get(), by=acting(liqiang), at=now)
    assert (mandate.valid_to - mandate.valid_from).days == 2
    assert (mandate.option_codes, mandate.source) == ([OPTION], "code")
    assert mandate_by_code(code_index(spoken), at=now) == mandate
    assert not codes_of(liqiang.person_id, at=now).exists()


def test_the_code_is_kept_as_an_index_only(made):
    found, spoken = made
    row = MandateCode.objects.filter(pk=found.pk).values().get()
    assert spoken not in repr(row)
    assert spoken not in repr(list(Entry.objects.values("facts")))


def test_a_code_is_good_once_and_for_a_quarter_of_an_hour(made, liqiang, zhouyou, acting, now, minutes):
    _, spoken = made
    for wrong, at in (("ABCD2345", now), ("", now), (spoken, minutes(15))):
        with pytest.raises(MandateCodeVoid):
            take_code(wrong, by=acting(zhouyou), at=at)
    take_code(spoken, by=acting(zhouyou), at=minutes(14))
    with pytest.raises(MandateCodeVoid):
        take_code(spoken, by=acting(zhouyou), at=minutes(14))


def test_nobody_takes_their_own_code_or_agrees_for_another(made, liqiang, zhouyou, acting, now):
    found, spoken = made
    with pytest.raises(NotYours):
        take_code(spoken, by=acting(liqiang), at=now)
    with pytest.raises(NotNow):
        agree_to_code(found, by=acting(liqiang), at=now)
    take_code(spoken, by=acting(zhouyou), at=now)
    waiting = codes_of(liqiang.person_id, at=now).get()
    with pytest.raises(NotYours):
        agree_to_code(waiting, by=acting(zhouyou), at=now)
    with pytest.raises(NotNow, match="超过一天"):
        agree_to_code(waiting, by=acting(liqiang), at=now + timedelta(hours=25))


def test_a_dropped_code_and_the_one_before_are_void(made, liqiang, zhouyou, acting, now):
    _, first = made
    second, spoken = make_code(liqiang.person, option_code=OPTION, days=1, by=acting(liqiang), at=now)
    with pytest.raises(MandateCodeVoid):
        peek_code(first, by=acting(zhouyou), at=now)
    drop_code(second, by=acting(liqiang), at=now)
    with pytest.raises(MandateCodeVoid):
        peek_code(spoken, by=acting(zhouyou), at=now)
    with pytest.raises(NotNow):
        drop_code(second, by=acting(liqiang), at=now)


@pytest.mark.parametrize("days", [0, 11, -1])
def test_the_term_is_one_to_ten_days(days, liqiang, acting, now):
    with pytest.raises(Invalid):
        make_code(liqiang.person, option_code=OPTION, days=days, by=acting(liqiang), at=now)


def test_the_legal_representative_lets_an_accountant_help_the_enterprise(mingyue, liqiang, zhouyou, acting, now):
    _, spoken = make_code(mingyue, option_code=OPTION, days=10, by=acting(liqiang), at=now)
    take_code(spoken, by=acting(zhouyou), at=now)
    agree_to_code(codes_of(mingyue.pk, at=now).get(), by=acting(liqiang), at=now)
    assert [each.party.name for each in capacities(zhouyou.person, at=now)] == ["周游", "明月餐饮"]
    with pytest.raises(NotYours):
        make_code(mingyue, option_code=OPTION, days=10, by=acting(zhouyou), at=now)


def test_taken_back_it_is_refused_with_the_next_request_and_expired_too(made, liqiang, zhouyou, acting, now):
    mandate = agreed(made, liqiang, zhouyou, acting, now)
    session = open_session(login="zhouyou", password=PASSWORD, by=NOBODY, at=now).session
    switch_acting_for(session, party=liqiang.person, by=acting(zhouyou), at=now)
    helper = replace(acting(zhouyou), acting_for=liqiang.person_id, mandate_id=mandate.pk)
    assert mandate_for(helper, option_code=OPTION, at=now) == mandate
    with pytest.raises(NotYours, match="到期"):
        mandate_for(helper, option_code=OPTION, at=now + timedelta(days=3))
    revoke_mandate(mandate, by=acting(liqiang), at=now)
    at_once = now + timedelta(milliseconds=1)
    with pytest.raises(NotYours, match="收回"):
        mandate_for(helper, option_code=OPTION, at=at_once)
    session.refresh_from_db()
    assert (session.acting_for, session.mandate) == (zhouyou.person, None)
    assert mandate_by_code(code_index(made[1]), at=at_once) is None


def test_a_code_needs_somebody_signed_in(made, now):
    with pytest.raises(NotFound):
        peek_code(made[1], by=NOBODY, at=now)
