"""Two entries of one person become one: who may do it, what must fit, and where accounts, mandates and papers lead."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import NOBODY, SYSTEM, Actor, Role
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.parties.commands import (
    AlreadyRegistered,
    WrongLogin,
    add_member,
    find_or_create_party,
    grant_mandate,
    merge_parties,
    open_session,
    register,
    rehearse_merge,
    sign_in_federated,
)
from tongban.registers.parties.models import Account, Mandate, Membership, Party, Session
from tongban.registers.parties.ports import ProvincialPerson
from tongban.registers.parties.queries import find_party
from tongban.registers.parties.rules import MembershipRole, MergeReason, RealNameLevel

from .conftest import COUNTER, LIQIANG, NOW, PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-088")]
PASSPORT: dict[str, Any] = {"name": "李强", "id_kind": "passport", "id_number": "E12345678", "phone": "15400000001"}
FROM, TO = date(2026, 1, 1), date(2027, 1, 1)
ADMINISTRATOR = Actor(name="管理员", roles=frozenset({Role.SYSTEM_ADMIN}), staff_id=9, account_id=9)


@pytest.fixture
def old() -> Party:
    """李强 as a window entered him from his passport."""
    return find_or_create_party(**PASSPORT, by=SYSTEM, at=NOW)


def merge(keep: Party | None, drop: Party | None, by: Actor = COUNTER) -> Party:
    assert keep is not None
    assert drop is not None
    return merge_parties(keep, drop, reason=MergeReason.OTHER_PAPER, by=by, at=NOW)


def test_the_old_paper_finds_the_one_entry_from_now_on(liqiang, old):
    kept = merge(liqiang.person, old)
    assert kept == liqiang.person
    assert find_party(id_kind="passport", id_number="E12345678") == kept
    assert find_or_create_party(**PASSPORT, by=SYSTEM, at=NOW) == kept
    assert Party.objects.get(pk=old.pk).merged_into == kept


def test_a_rehearsal_tells_what_the_merge_moves_and_leaves_everything_as_it_was(liqiang, old):
    before = list(Party.objects.order_by("pk").values()), Entry.objects.count()
    told = rehearse_merge(liqiang.person, old, reason=MergeReason.OTHER_PAPER, by=COUNTER, at=NOW)
    assert (list(Party.objects.order_by("pk").values()), Entry.objects.count()) == before
    merge(liqiang.person, old)
    assert Entry.objects.get(verb="merge_parties").facts["moved"] == dict(told)


def test_whoever_registers_with_the_old_paper_is_told_of_the_account(liqiang, old):
    merge(liqiang.person, old)
    with pytest.raises(AlreadyRegistered):
        register(login="liqiang2", password=PASSWORD, **PASSPORT, by=NOBODY, at=NOW)


def test_the_province_may_know_the_old_paper_only(liqiang, old):
    merge(liqiang.person, old)
    person = ProvincialPerson("gs-1", "李强", "passport", "E12345678", "15400000001", RealNameLevel.FACE)
    assert sign_in_federated(person, by=NOBODY, at=NOW).account == liqiang


def test_it_is_on_record_with_its_reason_and_without_numbers(liqiang, old):
    merge(liqiang.person, old)
    entry = Entry.objects.get(chain=f"party:{liqiang.person_id}", verb="merge_parties")
    assert entry.about == f"party:{old.pk}"
    assert entry.facts["reason"] == "other_paper"
    assert "E12345678" not in str(entry.facts)


@pytest.mark.parametrize("roles", [{Role.APPLICANT}, {Role.DECIDER}, {Role.AUDIT_ADMIN}, set()])
def test_nobody_else_merges(liqiang, old, roles):
    with pytest.raises(NotYours):
        merge(liqiang.person, old, Actor(name="某人", roles=frozenset(roles), account_id=1))
    assert Party.objects.get(pk=old.pk).merged_into is None


def test_the_system_administrator_may(liqiang, old):
    assert merge(liqiang.person, old, ADMINISTRATOR) == liqiang.person


def test_what_cannot_be_one_person_is_refused_with_everything_that_speaks_against_it(liqiang, zhouyou):
    with pytest.raises(Invalid) as refused:
        merge(liqiang.person, zhouyou.person)
    assert {each.code for each in refused.value.faults} == {"name_mismatch", "born_mismatch"}


def test_an_entry_is_not_merged_with_itself_nor_with_an_enterprise(liqiang, mingyue):
    for other in (liqiang.person, mingyue):
        with pytest.raises(Invalid):
            merge(liqiang.person, other)
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.filter(pk=mingyue.pk).update(merged_into=mingyue)


def test_an_entry_is_merged_once(liqiang, old):
    merge(liqiang.person, old)
    third = find_or_create_party(**{**PASSPORT, "id_number": "G7654321"}, by=SYSTEM, at=NOW)
    for keep, drop in ((liqiang.person, old), (old, third)):
        with pytest.raises(NotNow):
            merge(keep, drop)


def test_a_third_paper_leads_to_the_last_one_kept(liqiang, old):
    third = find_or_create_party(**{**PASSPORT, "id_number": "G7654321"}, by=SYSTEM, at=NOW)
    merge(old, third)
    merge(liqiang.person, old)
    assert find_party(id_kind="passport", id_number="G7654321") == liqiang.person


def test_the_only_account_is_handed_over_and_works(liqiang, old):
    opened = open_session(login="liqiang", password=PASSWORD, by=NOBODY, at=NOW)
    merge(old, liqiang.person)
    assert Session.objects.get(pk=opened.session.pk).ended_at == NOW
    again = open_session(login="liqiang", password=PASSWORD, by=NOBODY, at=NOW)
    assert again.account.person == old
    assert again.session.acting_for == old


def test_of_two_accounts_one_is_taken_out_of_use_and_its_link_leads_to_the_other(liqiang):
    person = ProvincialPerson("gs-1", "李强", "passport", "E12345678", "15400000001", RealNameLevel.FACE)
    other = sign_in_federated(person, by=NOBODY, at=NOW).account
    merge(liqiang.person, other.person)
    assert not Account.objects.get(pk=other.pk).is_active
    assert sign_in_federated(person, by=NOBODY, at=NOW).account == liqiang


def test_an_account_taken_out_of_use_opens_no_more(liqiang):
    register(login="liqiang-old", password=PASSWORD, **PASSPORT, by=NOBODY, at=NOW)
    merge(liqiang.person, Account.objects.get(login="liqiang-old").person)
    with pytest.raises(WrongLogin):
        open_session(login="liqiang-old", password=PASSWORD, by=NOBODY, at=NOW)


def test_staff_accounts_are_not_merged_away(liqiang, old):
    Account.objects.filter(pk=liqiang.pk).update(is_staff=True)
    with pytest.raises(NotYours):
        merge(old, liqiang.person)


def test_mandates_and_standing_follow_and_a_mandate_with_oneself_ends(liqiang, zhouyou, mingyue, old):
    days: dict[str, Any] = {"valid_from": FROM, "valid_to": TO, "covers_all": True, "by": SYSTEM, "at": NOW}
    given = grant_mandate(old, agent=zhouyou.person, **days)
    held = grant_mandate(zhouyou.person, agent=old, **days)
    between = grant_mandate(liqiang.person, agent=old, **days)
    standing: dict[str, Any] = {"role": MembershipRole.LEGAL_REPRESENTATIVE, "by": SYSTEM, "at": NOW}
    add_member(mingyue, person=old, valid_from=date(2024, 1, 1), **standing)
    add_member(mingyue, person=old, valid_from=date(2025, 1, 1), **standing)
    merge(liqiang.person, old)
    assert Mandate.objects.get(pk=given.pk).principal == liqiang.person
    assert Mandate.objects.get(pk=held.pk).agent == liqiang.person
    assert Mandate.objects.get(pk=between.pk).revoked_at == NOW
    assert Membership.objects.filter(person=liqiang.person, enterprise=mingyue).count() == 2


def test_care_that_is_owed_stays_owed(liqiang, old):
    Party.objects.filter(pk=old.pk).update(has_disability=True)
    assert merge(liqiang.person, old).has_disability


def test_a_second_registration_with_the_same_paper_needs_no_merge(liqiang):
    with pytest.raises(AlreadyRegistered):
        register(login="liqiang2", password=PASSWORD, **LIQIANG, by=NOBODY, at=NOW)
