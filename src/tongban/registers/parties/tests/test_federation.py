"""Signing in with the province's identity: one registration for the whole net, and no password of ours."""

from dataclasses import replace

import pytest

from tongban.foundation.kernel.actors import NOBODY, SYSTEM
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.ledger.sealing import verify
from tongban.registers.parties import passwords
from tongban.registers.parties.commands import (
    WrongLogin,
    change_password,
    find_or_create_party,
    open_session,
    sign_in_federated,
)
from tongban.registers.parties.commands.federation import LinkedElsewhere
from tongban.registers.parties.models import Account, FederatedIdentity, Party, Session
from tongban.registers.parties.ports import ProvincialPerson, ProvincialRefused
from tongban.registers.parties.rules import RealNameLevel

from .conftest import LIQIANG, NOW, PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-088")]
PERSON = ProvincialPerson("gs-1", "李强", "id_card", "620201199003070017", "15400000001", RealNameLevel.FACE)


def enter(person=PERSON, at=NOW):
    return sign_in_federated(person, ip="10.0.0.1", by=NOBODY, at=at)


def verbs(account: Account) -> list[str]:
    return list(Entry.objects.filter(chain=f"account:{account.pk}").order_by("seq").values_list("verb", flat=True))


def test_login_by_provincial_token_creates_no_password():
    account = enter().account
    assert not passwords.is_usable(account.password)
    assert account.person is not None
    assert account.person.real_name_level == RealNameLevel.FACE
    assert verbs(account) == ["register", "link_identity", "sign_in"]
    assert "620201199003070017" not in str(list(Entry.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize("password", ["", "!", PASSWORD])
def test_no_password_opens_an_account_that_only_the_province_opens(password):
    account = enter().account
    for typed in {password, account.password}:
        with pytest.raises(WrongLogin):
            open_session(login=account.login, password=typed, by=NOBODY, at=NOW)


def test_there_is_no_password_to_change(acting):
    account = enter().account
    with pytest.raises(NotNow, match="没有密码"):
        change_password(account, old="", new="a new long password", by=acting(account), at=NOW)


def test_two_new_logins_have_nothing_in_common():
    other = replace(PERSON, subject="gs-2", name="周游", id_number="620200199508210031", phone="15400000003")
    first, second = enter().account.login, enter(other).account.login
    assert first != second
    assert len(first) > 32
    assert "620201" not in first


def test_the_second_login_finds_the_same_account(minutes):
    first, second = enter(), enter(at=minutes(5))
    assert second.account == first.account
    assert second.token != first.token
    assert (Account.objects.count(), Party.objects.count(), FederatedIdentity.objects.count()) == (1, 1, 1)
    assert verbs(first.account) == ["register", "link_identity", "sign_in", "sign_in"]


def test_an_account_of_before_that_was_verified_is_linked_and_nothing_else_of_it_changes(liqiang):
    Party.objects.filter(pk=liqiang.person_id).update(real_name_level=RealNameLevel.COUNTER)
    before = Account.objects.values().get(pk=liqiang.pk), Party.objects.values().get(pk=liqiang.person_id)
    opened = enter()
    assert opened.account == liqiang
    assert (Account.objects.values().get(pk=liqiang.pk), Party.objects.values().get(pk=liqiang.person_id)) == before
    assert open_session(login="liqiang", password=PASSWORD, by=NOBODY, at=NOW).account == liqiang


def test_an_account_of_before_that_was_only_declared_loses_its_password_and_its_sessions(liqiang, minutes):
    """Somebody else may have registered it with this person's paper."""
    earlier = open_session(login="liqiang", password=PASSWORD, by=NOBODY, at=NOW)
    opened = enter(at=minutes(5))
    assert opened.account == liqiang
    account = Account.objects.get(pk=liqiang.pk)
    assert not passwords.is_usable(account.password)
    assert (account.former_passwords, account.totp_secret_sealed, account.totp_confirmed_at) == ([], None, None)
    assert Session.objects.get(pk=earlier.session.pk).ended_at == minutes(5)
    assert Session.objects.get(pk=opened.session.pk).ended_at is None
    assert Party.objects.get(pk=liqiang.person_id).real_name_level == RealNameLevel.FACE
    with pytest.raises(WrongLogin):
        open_session(login="liqiang", password=PASSWORD, by=NOBODY, at=minutes(6))


def test_the_end_of_a_password_is_on_record_and_the_person_is_told_once(liqiang, minutes):
    for turn in (1, 5):
        enter(at=minutes(turn))
    entry = Entry.objects.get(chain=f"account:{liqiang.pk}", verb="end_password")
    assert (entry.about, entry.basis) == (f"party:{liqiang.person_id}", "实施方案 三(三)1")
    [parcel] = Outgoing.objects.filter(channel="message", address=f"party:{liqiang.person_id}")
    assert (parcel.entry_id, "停用" in parcel.payload["text"]) == (entry.pk, True)
    assert verbs(liqiang)[-4:] == ["link_identity", "end_password", "sign_in", "sign_in"]


def test_whoever_was_entered_at_a_window_gets_an_account_on_the_same_entry():
    known = find_or_create_party(id_kind="id_card", **LIQIANG, by=SYSTEM, at=NOW)
    account = enter().account
    assert account.person == known
    assert Party.objects.get().real_name_level == RealNameLevel.FACE


def test_a_level_seen_at_the_counter_is_not_lowered():
    counter = RealNameLevel.COUNTER
    find_or_create_party(id_kind="id_card", **LIQIANG, real_name_level=counter, by=SYSTEM, at=NOW)
    enter()
    assert Party.objects.get().real_name_level == counter


@pytest.mark.parametrize(
    ("change", "refusal", "word"),
    [
        ({"name": "何不同"}, Invalid, None),
        ({"level": RealNameLevel.DECLARED}, ProvincialRefused, "高级实名"),
        ({"id_number": "620201199003070018"}, Invalid, None),
        ({"id_kind": "uscc", "id_number": "91620200MA7D0001X9"}, ProvincialRefused, "个人"),
    ],
)
def test_an_identity_that_does_not_fit_is_refused_and_leaves_nothing(liqiang, change, refusal, word):
    with pytest.raises(refusal, match=word):
        enter(replace(PERSON, **change))
    assert FederatedIdentity.objects.count() == 0


def test_a_subject_that_now_names_somebody_else_is_sent_to_a_window(liqiang, zhouyou):
    enter()
    with pytest.raises(LinkedElsewhere, match="窗口"):
        enter(replace(PERSON, name="周游", id_number="620200199508210031"))


def test_staff_accounts_do_not_enter_this_way(liqiang):
    Account.objects.filter(pk=liqiang.pk).update(is_staff=True)
    with pytest.raises(NotYours, match="工作人员"):
        enter()
    assert FederatedIdentity.objects.count() == 0


def test_an_account_out_of_use_stays_out(liqiang):
    Account.objects.filter(pk=liqiang.pk).update(is_active=False)
    with pytest.raises(NotYours, match="停用"):
        enter()


def test_the_ledger_of_it_verifies():
    enter()
    assert [each for each in verify() if each.place.startswith("account:")] == []
