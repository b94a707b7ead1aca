"""Registering, and finding who is there already."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import NOBODY, SYSTEM, Role
from tongban.foundation.kernel.errors import Invalid, NotYours, TooMany
from tongban.foundation.ledger.models import Entry
from tongban.registers.parties import queries, sealed
from tongban.registers.parties.commands import (
    AlreadyRegistered,
    SeenAtCounter,
    add_member,
    find_or_create_party,
    open_id_number,
    open_phone,
    raise_real_name_level,
    register,
)
from tongban.registers.parties.models import Account, Party
from tongban.registers.parties.rules import Field, MembershipRole, RealNameLevel

from .conftest import COUNTER, LIQIANG, MAXIUYING, NOW, PASSWORD, ZHOUYOU

pytestmark = pytest.mark.django_db


def test_a_registered_person_is_kept_once_sealed_and_masked(liqiang):
    party = liqiang.person
    assert party.real_name_level == RealNameLevel.DECLARED
    assert party.born_on == date(1990, 3, 7)
    assert b"19900307" not in bytes(party.id_sealed)
    assert queries.masked(party, Field.ID_NUMBER) == "6202**********0017"
    assert queries.masked(party, Field.PHONE) == "154****0001"
    assert queries.masked(party, Field.ADDRESS) == ""
    assert queries.masked_name(party) == "李*"
    assert liqiang.password.startswith("argon2$argon2id$")


@pytest.mark.req("R-088")
def test_a_second_registration_with_the_same_paper_is_refused_and_says_how_to_get_back_in(liqiang, now):
    with pytest.raises(AlreadyRegistered) as refusal:
        register(login="another", password=PASSWORD, **LIQIANG, by=NOBODY, at=now)
    assert "找回" in refusal.value.message
    assert Account.objects.count() == Party.objects.count() == 1


@pytest.mark.req("R-088")
@pytest.mark.parametrize(
    "typed", ["620201199003070017", " 620201 19900307 0017", "６２０２０１１９９００３０７００１７"]
)
def test_however_the_number_is_typed_it_is_the_same_person(liqiang, now, typed):
    with pytest.raises(AlreadyRegistered):
        register(login="another", password=PASSWORD, **{**LIQIANG, "id_number": typed}, by=NOBODY, at=now)


def test_a_login_is_taken_whatever_its_capitals(liqiang, now):
    with pytest.raises(Invalid) as refusal:
        register(login="LiQiang", password=PASSWORD, **ZHOUYOU, by=NOBODY, at=now)
    assert [each.pointer for each in refusal.value.faults] == ["/login"]
    assert not Party.objects.filter(name="周游").exists()


def test_everything_wrong_with_a_registration_is_told_at_once(db, now):
    with pytest.raises(Invalid) as refusal:
        register(login="a", password="1", name=" ", id_number="123", phone="12", by=NOBODY, at=now)
    assert {each.pointer for each in refusal.value.faults} == {"/login", "/password", "/name", "/id_number", "/phone"}
    assert not Party.objects.exists()


@pytest.mark.parametrize("text", ["\x00", "李\x00强", "\ud800", "x" * 121])
def test_a_name_of_strange_characters_or_length_is_refused(db, now, text):
    with pytest.raises(Invalid):
        find_or_create_party(**{**LIQIANG, "name": text}, id_kind="id_card", by=SYSTEM, at=now)


def test_a_person_known_from_a_counter_gets_an_account_with_the_phone_that_was_left_there(maxiuying, now):
    account = register(login="maxiuying", password=PASSWORD, **MAXIUYING, by=NOBODY, at=now)
    assert account.person == maxiuying


def test_a_stranger_who_knows_name_and_number_gets_no_account_of_somebody_known_from_a_counter(maxiuying, now):
    with pytest.raises(SeenAtCounter) as refusal:
        register(login="stranger", password=PASSWORD, **{**MAXIUYING, "phone": "15400000099"}, by=NOBODY, at=now)
    assert "窗口" in refusal.value.message
    assert not Account.objects.exists()


def test_an_organisation_does_not_register_its_people_do(db, now):
    code = {"name": "明月餐饮", "id_kind": "uscc", "id_number": "91620200MA7D0001X9", "phone": "15400000001"}
    with pytest.raises(Invalid):
        register(login="mingyue", password=PASSWORD, **code, by=NOBODY, at=now)


def test_trying_numbers_one_after_the_other_from_one_address_ends_after_thirty(liqiang, now):
    for _ in range(4):
        with pytest.raises(AlreadyRegistered):
            register(login="another", password=PASSWORD, **LIQIANG, ip="10.0.0.9", by=NOBODY, at=now)
    with pytest.raises((TooMany, AlreadyRegistered)):
        register(login="another", password=PASSWORD, **LIQIANG, ip="10.0.0.9", by=NOBODY, at=now)
    with pytest.raises(TooMany):
        register(login="another", password=PASSWORD, **LIQIANG, ip="10.0.0.9", by=NOBODY, at=now)


def test_a_party_is_found_or_entered_in_one_statement(db, now, django_assert_num_queries):
    with django_assert_num_queries(3):  # savepoint, the statement, release
        first = find_or_create_party(id_kind="id_card", **LIQIANG, by=SYSTEM, at=now)
    with django_assert_num_queries(3):
        again = find_or_create_party(id_kind="id_card", **{**LIQIANG, "phone": ""}, by=SYSTEM, at=now)
    assert first.pk == again.pk
    assert sealed.open_field(again, Field.PHONE) == LIQIANG["phone"]


def test_a_number_on_file_under_another_name_is_not_somebody_else(liqiang, now):
    with pytest.raises(Invalid) as refusal:
        find_or_create_party(id_kind="id_card", **{**LIQIANG, "name": "李刚"}, by=SYSTEM, at=now)
    assert [each.code for each in refusal.value.faults] == ["name_mismatch"]


def test_a_real_name_level_is_raised_at_a_counter_and_never_lowered(liqiang, acting, now):
    party = liqiang.person
    with pytest.raises(NotYours):
        raise_real_name_level(party, level=RealNameLevel.FACE, by=acting(liqiang), at=now)
    raise_real_name_level(party, level=RealNameLevel.COUNTER, by=COUNTER, at=now)
    raise_real_name_level(party, level=RealNameLevel.CHECKED, by=COUNTER, at=now)
    party.refresh_from_db()
    assert party.real_name_level == RealNameLevel.COUNTER
    assert Entry.objects.filter(chain=f"party:{party.pk}", verb="verify_identity").count() == 1


def test_only_the_legal_representative_or_a_counter_names_those_who_act_for_an_enterprise(
    mingyue, liqiang, zhouyou, acting, now
):
    handler = {"role": MembershipRole.HANDLER, "valid_from": date(2026, 11, 23), "at": now}
    with pytest.raises(NotYours):
        add_member(mingyue, person=zhouyou.person, by=acting(zhouyou), **handler)
    member = add_member(mingyue, person=zhouyou.person, by=acting(liqiang), **handler)
    assert member == add_member(mingyue, person=zhouyou.person, by=COUNTER, **handler)


# reveal


def test_one_sees_ones_own_number_without_a_record(liqiang, acting, now):
    assert open_id_number(liqiang.person, purpose="", by=acting(liqiang), at=now) == LIQIANG["id_number"]
    assert not Entry.objects.filter(verb="read").exists()


@pytest.mark.req("R-196")
def test_a_clerk_sees_a_full_number_after_the_ledger_has_who_why_and_whose(liqiang, now):
    number = open_phone(liqiang.person, purpose="核对申请人", subject="case:1", by=COUNTER, at=now)
    assert number == LIQIANG["phone"]
    entry = Entry.objects.get(verb="read")
    assert entry.about == f"party:{liqiang.person_id}"
    assert entry.facts == {"purpose": "核对申请人", "subject": "case:1", "fields": ["phone"], "result": "shown"}
    assert LIQIANG["phone"] not in str(entry.facts)


@pytest.mark.parametrize("purpose", ["", "  ", "\x00"])
def test_without_a_purpose_no_number_is_shown(liqiang, now, purpose):
    with pytest.raises(Invalid):
        open_id_number(liqiang.person, purpose=purpose, by=COUNTER, at=now)


def test_a_neighbour_sees_no_number_whatever_the_purpose(liqiang, zhouyou, acting, now):
    for by in (acting(zhouyou), replace(acting(zhouyou), acting_for=liqiang.person_id), NOBODY):
        with pytest.raises(NotYours):
            open_id_number(liqiang.person, purpose="看看", by=by, at=now)


@pytest.mark.req("R-199")
@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, None])
def test_administrators_and_staff_without_a_role_see_no_number(liqiang, now, role):
    by = replace(COUNTER, roles=frozenset({role} if role else ()))
    with pytest.raises(NotYours):
        open_id_number(liqiang.person, purpose="检查", by=by, at=now)
    entry = Entry.objects.get(verb="read")
    assert (entry.about, entry.facts["result"]) == (f"party:{liqiang.person_id}", "refused")


@pytest.mark.req("R-196")
def test_a_look_at_what_is_not_on_file_says_so(liqiang, now):
    Party.objects.filter(pk=liqiang.person_id).update(phone_sealed=None, phone_index=None)
    liqiang.person.refresh_from_db()
    assert open_phone(liqiang.person, purpose="联系申请人", by=COUNTER, at=now) == ""
    assert Entry.objects.get(verb="read").facts["result"] == "empty"


# what the database itself keeps


@pytest.mark.parametrize(
    "broken",
    [
        {"kind": "enterprise"},
        {"id_kind": "uscc"},
        {"phone_index": None},
        {"legal_representative_name": "李强"},
        {"real_name_level": 5},
    ],
)
def test_a_row_that_contradicts_itself_cannot_be_written(liqiang, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.filter(pk=liqiang.person_id).update(**broken)


@pytest.mark.parametrize("broken", [{"person": None}, {"is_administrator": True}, {"totp_confirmed_at": NOW}])
def test_an_account_that_contradicts_itself_cannot_be_written(liqiang, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=liqiang.pk).update(**broken)


def test_two_rows_for_one_paper_cannot_be_written(liqiang):
    party = Party.objects.get()
    party.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        party.save(force_insert=True)


def test_a_sealed_number_moved_to_another_row_does_not_open(liqiang, zhouyou):
    Party.objects.filter(pk=zhouyou.person_id).update(id_sealed=bytes(liqiang.person.id_sealed))
    stolen = Party.objects.get(pk=zhouyou.person_id)
    with pytest.raises(Exception, match=r"party\.id"):
        sealed.open_field(stolen, Field.ID_NUMBER)
