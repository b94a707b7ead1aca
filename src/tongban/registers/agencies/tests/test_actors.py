"""From a token to the actor: one query, and nobody for a token that is no good."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tongban.foundation.kernel.actors import NOBODY, SYSTEM, Actor, Role
from tongban.registers.agencies.commands import grant_delegation
from tongban.registers.agencies.models import Delegation, Staff
from tongban.registers.agencies.queries import actor_for_session, actor_for_token
from tongban.registers.parties.commands import (
    add_member,
    close_session,
    find_or_create_party,
    grant_mandate,
    issue_token,
    open_session,
    register,
    register_client,
    revoke_token,
    switch_acting_for,
    touch_session,
)
from tongban.registers.parties.models import Account, ApiToken, Membership, Session
from tongban.registers.parties.rules import MembershipRole

from .conftest import NOW, PASSWORD

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def signed(token: str, at: datetime) -> tuple[Actor, Session]:
    """Who is signed in, where somebody has to be."""
    found = actor_for_session(token, at)
    assert found is not None
    return found


def calling(token: str, at: datetime) -> tuple[Actor, ApiToken]:
    """Who calls, where somebody has to."""
    found = actor_for_token(token, at)
    assert found is not None
    return found


def citizen(account: Account) -> Actor:
    """The person behind an account, acting for themselves."""
    assert account.person is not None
    roles, person = frozenset({Role.APPLICANT}), account.person_id
    name = account.person.name
    return Actor(name=name, roles=roles, account_id=account.pk, party_id=person, acting_for=person)


@pytest.fixture
def liqiang(db) -> Account:
    papers = {"name": "李强", "id_number": "620201199003070017", "phone": "15400000001"}
    return register(login="liqiang", password="shan-gao-yue-xiao", **papers, by=NOBODY, at=NOW)


@pytest.fixture
def zhouyou(db) -> Account:
    papers = {"name": "周游", "id_number": "620200199508210031", "phone": "15400000003"}
    return register(login="zhouyou", password="shan-gao-yue-xiao", **papers, by=NOBODY, at=NOW)


@pytest.fixture
def opened(liqiang):
    return open_session(login="liqiang", password="shan-gao-yue-xiao", by=NOBODY, at=NOW)


def test_a_citizen_is_an_applicant_for_themselves_in_one_query(opened, liqiang, now, django_assert_num_queries):
    with django_assert_num_queries(1):  # session, account, person, post, powers, standing
        actor, session = signed(opened.token, now)
        assert (session.account, session.account.login, session.ip) == (liqiang, "liqiang", None)
    assert session == opened.session
    assert actor.roles == {Role.APPLICANT}
    assert (actor.account_id, actor.party_id, actor.acting_for) == (liqiang.pk, liqiang.person_id, liqiang.person_id)
    assert not actor.is_staff
    assert actor.powers == frozenset()


def test_a_clerk_comes_with_post_agency_place_and_powers_in_one_query(
    wangfang, market, center, signed_in, now, django_assert_num_queries
):
    give: dict[str, Any] = {
        "document_number": "嘉市监授〔2026〕1号",
        "valid_from": TODAY,
        "covers_all": True,
        "by": SYSTEM,
        "at": now,
    }
    grant_delegation(market, to=wangfang, powers=["accept", "issue"], **give)
    grant_delegation(market, to=center, powers=["receive"], **{**give, "document_number": "2号"})
    token = signed_in(wangfang)
    with django_assert_num_queries(1):
        actor, _ = signed(token, now)
    assert actor.roles == {Role.COUNTER}
    assert actor.is_staff
    assert (actor.agency, actor.agency_id, actor.venue_id) == ("市政管局", wangfang.agency_id, center.pk)
    scope = f"agency:{market.pk}"
    assert actor.powers == {f"accept@{scope}", f"issue@{scope}", f"receive@{scope}"}
    assert actor.party_id is None


@pytest.mark.parametrize("token", ["", "nonsense", "\x00", "\ud800", "x" * 10_000])
def test_nobody_is_signed_in_with_a_token_that_was_never_given(opened, now, token):
    assert actor_for_session(token, now) is None
    assert actor_for_token(token, now) is None


@pytest.mark.req("R-199")
@pytest.mark.parametrize(("minute", "is_in"), [(0, True), (19.9, True), (20, False)])
def test_a_citizens_session_ends_after_twenty_idle_minutes(opened, minutes, minute, is_in):
    assert (actor_for_session(opened.token, minutes(minute)) is not None) is is_in


@pytest.mark.req("R-199")
@pytest.mark.parametrize(("role", "idle"), [(Role.COUNTER, 15), (Role.SYSTEM_ADMIN, 10)])
def test_a_staff_session_ends_after_fifteen_and_an_administrators_after_ten(hire, signed_in, minutes, role, idle):
    token = signed_in(hire("someone", role))
    assert actor_for_session(token, minutes(idle - 0.1)) is not None
    assert actor_for_session(token, minutes(idle)) is None


@pytest.mark.req("R-199")
def test_a_session_in_use_ends_after_eight_hours_all_the_same(opened, minutes):
    for minute in range(15, 8 * 60, 15):
        touch_session(opened.session, at=minutes(minute))
        assert actor_for_session(opened.token, minutes(minute)) is not None
    assert actor_for_session(opened.token, minutes(8 * 60 - 0.1)) is not None
    assert actor_for_session(opened.token, minutes(8 * 60)) is None


def test_a_closed_session_and_a_disabled_account_are_nobody(opened, now):
    close_session(opened.session, by=NOBODY, at=now)
    assert actor_for_session(opened.token, now) is None
    Session.objects.update(ended_at=None)
    assert actor_for_session(opened.token, now) is not None
    Account.objects.update(is_active=False)
    assert actor_for_session(opened.token, now) is None


@pytest.mark.req("R-199")
def test_staff_who_have_to_enrol_first_have_no_role_and_no_power(wangfang, market, now):
    grant_delegation(
        market,
        to=wangfang,
        powers=["decide"],
        document_number="1号",
        valid_from=TODAY,
        covers_all=True,
        by=SYSTEM,
        at=now,
    )
    opened = open_session(login="wangfang", password=PASSWORD, by=NOBODY, at=now)
    actor, session = signed(opened.token, now)
    assert session.is_restricted
    assert actor.is_staff
    assert not actor.roles
    assert not actor.powers


# acting for somebody else


def test_acting_under_a_mandate_ends_with_its_last_day(opened, liqiang, zhouyou, now):
    person = citizen(zhouyou)
    mandate = grant_mandate(
        zhouyou.person, agent=liqiang.person, covers_all=True, valid_from=TODAY, valid_to=TODAY, by=person, at=now
    )
    switch_acting_for(opened.session, party=zhouyou.person, by=citizen(liqiang), at=now)
    actor, _ = signed(opened.token, now)
    assert (actor.acting_for, actor.mandate_id) == (zhouyou.person_id, mandate.pk)
    late = now.replace(hour=23, minute=59)
    Session.objects.update(seen_at=late, expires_at=late + timedelta(hours=1))
    actor, _ = signed(opened.token, late + timedelta(seconds=59))
    assert actor.mandate_id == mandate.pk
    actor, _ = signed(opened.token, late + timedelta(minutes=1))
    assert (actor.acting_for, actor.mandate_id) == (liqiang.person_id, None)


def test_acting_for_an_enterprise_ends_with_the_standing(opened, liqiang, now):
    mingyue = find_or_create_party(name="明月餐饮", id_kind="uscc", id_number="91620200MA7D0001X9", by=SYSTEM, at=now)
    handler = MembershipRole.HANDLER
    add_member(mingyue, person=liqiang.person, role=handler, valid_from=TODAY, by=SYSTEM, at=now)
    switch_acting_for(opened.session, party=mingyue, by=citizen(liqiang), at=now)
    actor, _ = signed(opened.token, now)
    assert (actor.acting_for, actor.party_id) == (mingyue.pk, liqiang.person_id)
    Membership.objects.update(valid_from=date(2020, 1, 1), valid_to=date(2026, 11, 22))
    actor, _ = signed(opened.token, now)
    assert actor.acting_for == liqiang.person_id


def test_an_acting_for_that_nothing_supports_is_ignored(opened, liqiang, zhouyou, now):
    Session.objects.update(acting_for=zhouyou.person)
    actor, _ = signed(opened.token, now)
    assert actor.acting_for == liqiang.person_id


# delegations


@pytest.mark.req("R-085")
@pytest.mark.parametrize(
    ("day", "has_power"), [(date(2026, 11, 24), False), (TODAY, True), (date(2026, 11, 22), False)]
)
def test_a_power_counts_from_its_first_to_its_last_day(chenli, market, signed_in, now, day, has_power):
    delegation = Delegation.objects.create(
        agency=market,
        staff=chenli,
        powers=["accept"],
        covers_all=True,
        valid_from=day,
        valid_to=day,
        document_number="1号",
        created_at=now,
    )
    actor, _ = signed(signed_in(chenli), now)
    assert bool(actor.powers) is has_power
    Delegation.objects.filter(pk=delegation.pk).update(revoked_at=now)
    actor, _ = signed(signed_in(chenli), now)
    assert not actor.powers


@pytest.mark.req("R-085")
def test_a_power_reaches_what_was_delegated_and_nothing_else(chenli, market, signed_in, now):
    """A chief representative decides the named option only; the flow refuses the rest (首席事务代表)."""
    Delegation.objects.create(
        agency=market,
        staff=chenli,
        powers=["grant"],
        option_codes=["A"],
        valid_from=TODAY,
        document_number="1号",
        created_at=now,
    )
    actor, _ = signed(signed_in(chenli), now)
    assert actor.powers == {"grant@option:A"}


@pytest.mark.req("R-085")
def test_a_deputy_acts_only_while_the_chief_is_away_and_the_chiefs_mandate_lasts(chenli, hire, market, signed_in, now):
    given = {"agency": market, "powers": ["grant"], "option_codes": ["A"], "created_at": now}
    chief = Delegation.objects.create(
        **given, staff=chenli, is_chief_representative=True, valid_from=TODAY, valid_to=TODAY, document_number="1号"
    )
    deputy = hire("xiaoli", Role.EXAMINER, agency=market)
    Delegation.objects.create(**given, staff=deputy, deputy_of=chief, valid_from=TODAY, document_number="2号")
    token = signed_in(deputy)
    assert not signed(token, now)[0].powers
    Staff.objects.filter(pk=chenli.pk).update(on_leave_until=TODAY)
    assert signed(token, now)[0].powers == {"grant@option:A"}
    Staff.objects.filter(pk=chenli.pk).update(on_leave_until=date(2026, 11, 22))
    assert not signed(token, now)[0].powers
    Staff.objects.filter(pk=chenli.pk).update(on_leave_until=date(2026, 12, 9))
    Delegation.objects.filter(pk=chief.pk).update(valid_from=date(2026, 11, 1), valid_to=date(2026, 11, 22))
    assert not signed(token, now)[0].powers


def test_what_is_delegated_to_the_counters_is_not_given_to_others_in_the_building(hire, market, center, signed_in, now):
    issuer = hire("liuyang", Role.ISSUER, venue=center)
    grant_delegation(
        market,
        to=center,
        powers=["accept"],
        document_number="1号",
        valid_from=TODAY,
        covers_all=True,
        by=SYSTEM,
        at=now,
    )
    actor, _ = signed(signed_in(issuer), now)
    assert not actor.powers


# systems


@pytest.fixture
def client(now):
    return register_client(
        name="provincial-platform", scopes=["cases:submit"], agency_key="market-regulation", by=SYSTEM, at=now
    )[0]


def test_a_system_calls_as_itself_in_one_query(client, market, now, django_assert_num_queries):
    token, _ = issue_token(client, scopes=["cases:submit"], by=SYSTEM, at=now)
    with django_assert_num_queries(1):
        actor, row = calling(token, now)
        assert row.client.name == actor.client == "provincial-platform"
    assert (actor.channel, actor.agency_id, actor.ref) == ("api", market.pk, "client:provincial-platform")
    assert row.scopes == ["cases:submit"]


def test_a_system_may_call_as_a_staff_member_or_a_person_in_one_query(
    client, chenli, liqiang, now, django_assert_num_queries
):
    tokens = [
        issue_token(client, scopes=["cases:submit"], account=account, by=SYSTEM, at=now)[0]
        for account in (chenli.account, liqiang)
    ]
    with django_assert_num_queries(2):  # one each
        staff, person = (calling(token, now)[0] for token in tokens)
    assert (staff.staff_id, staff.roles, staff.client) == (chenli.pk, frozenset({Role.DECIDER}), "provincial-platform")
    assert (person.party_id, person.acting_for, person.channel) == (liqiang.person_id, liqiang.person_id, "api")


def test_an_expired_a_revoked_and_a_disabled_token_are_nobody(client, chenli, now):
    token, row = issue_token(client, scopes=["cases:submit"], account=chenli.account, by=SYSTEM, at=now)
    assert actor_for_token(token, row.expires_at - timedelta(seconds=1)) is not None
    assert actor_for_token(token, row.expires_at) is None
    type(chenli).objects.filter(pk=chenli.pk).update(is_active=False)
    assert actor_for_token(token, now) is None
    type(chenli).objects.filter(pk=chenli.pk).update(is_active=True)
    Account.objects.filter(pk=chenli.account_id).update(is_active=False)
    assert actor_for_token(token, now) is None
    Account.objects.filter(pk=chenli.account_id).update(is_active=True)
    assert actor_for_token(token, now) is not None
    type(client).objects.update(is_active=False)
    assert actor_for_token(token, now) is None
    type(client).objects.update(is_active=True)
    revoke_token(ApiToken.objects.get(), by=SYSTEM, at=now)
    assert actor_for_token(token, now) is None
