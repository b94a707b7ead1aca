"""Staff: entered, given roles, disabled; what the database itself refuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import NOBODY, SYSTEM, Role
from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.commands import create_staff, disable_staff, enable_staff, set_leave, set_roles
from tongban.registers.agencies.models import Agency, Delegation, Division, Staff, Venue
from tongban.registers.agencies.queries import actor_for_session, agency_with_key, staff_in_post, visible_to
from tongban.registers.parties.models import Account

from .conftest import NOW, PASSWORD, acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def guard(hire):
    return acting(hire("tianhui", Role.SECURITY_ADMIN))


@pytest.fixture
def keeper(hire):
    return acting(hire("gaoyuan", Role.SYSTEM_ADMIN))


@pytest.mark.req("R-199")
def test_only_the_system_administrator_enters_staff(wangfang, guard, keeper, market, now):
    person: dict[str, Any] = {
        "login": "zhaomin",
        "password": PASSWORD,
        "name": "赵敏",
        "number": "JY9001",
        "post": "承办岗",
    }
    for by in (NOBODY, acting(wangfang), guard):
        with pytest.raises(NotYours):
            create_staff(**person, agency=market, roles=[Role.EXAMINER], by=by, at=now)
    staff = create_staff(**person, agency=market, roles=[Role.EXAMINER], by=keeper, at=now)
    assert staff.account.is_staff
    assert not staff.account.is_administrator
    entry = Entry.objects.get(verb="create_staff", chain=f"staff:{staff.pk}")
    assert entry.by_ref == keeper.ref
    assert entry.facts["roles"] == ["examiner"]


def test_everything_wrong_with_a_new_staff_member_is_told_at_once(market, now):
    wrong: dict[str, Any] = {"login": "x", "password": "short", "name": "", "number": "?", "post": "\x00"}
    with pytest.raises(Invalid) as refusal:
        create_staff(**wrong, agency=market, roles=["system_admin", "counter"], by=SYSTEM, at=now)
    pointers = {each.pointer for each in refusal.value.faults}
    assert pointers == {"/login", "/password", "/name", "/number", "/post", "/roles"}


@pytest.mark.parametrize("taken", [{"login": "WangFang", "number": "JY9001"}, {"login": "other", "number": "JY0000"}])
def test_a_login_and_a_number_are_taken_once(wangfang, market, now, taken):
    with pytest.raises(Invalid):
        create_staff(
            **taken, password=PASSWORD, name="赵敏", post="承办岗", agency=market, roles=["counter"], by=SYSTEM, at=now
        )
    assert Account.objects.count() == 1


@pytest.mark.req("R-199")
def test_roles_are_given_by_the_security_administrator_and_end_the_session(wangfang, guard, keeper, signed_in, now):
    token = signed_in(wangfang)
    with pytest.raises(NotYours):
        set_roles(wangfang, roles=[Role.DECIDER], by=keeper, at=now)
    set_roles(wangfang, roles=[Role.DECIDER], by=guard, at=now)
    assert actor_for_session(token, now) is None
    assert Entry.objects.get(verb="set_roles").facts == {"before": ["counter"], "after": ["decider"]}


@pytest.mark.req("R-199")
def test_nobody_gives_roles_to_themselves_or_joins_two_administrators(hire, wangfang, guard, now):
    with pytest.raises(NotYours):
        set_roles(Staff.objects.get(pk=guard.staff_id), roles=[Role.AUDIT_ADMIN], by=guard, at=now)
    with pytest.raises(Invalid):
        set_roles(wangfang, roles=[Role.AUDIT_ADMIN, Role.COUNTER], by=guard, at=now)


def test_becoming_an_administrator_shortens_the_sessions(wangfang, guard, now):
    set_roles(wangfang, roles=[Role.AUDIT_ADMIN], by=guard, at=now)
    assert Account.objects.get(pk=wangfang.account_id).is_administrator


def test_disabling_ends_the_session_at_once_and_enabling_brings_no_session_back(wangfang, keeper, signed_in, now):
    token = signed_in(wangfang)
    disable_staff(wangfang, reason="调离", by=keeper, at=now)
    assert actor_for_session(token, now) is None
    enable_staff(wangfang, by=keeper, at=now)
    assert actor_for_session(token, now) is None
    assert actor_for_session(signed_in(wangfang), now) is not None
    assert list(Entry.objects.filter(chain=f"staff:{wangfang.pk}").order_by("seq").values_list("verb", flat=True)) == [
        "create_staff",
        "disable_staff",
        "enable_staff",
    ]


def test_a_clerk_disables_nobody(wangfang, chenli, now):
    with pytest.raises(NotYours):
        disable_staff(chenli, reason="", by=acting(wangfang), at=now)


@pytest.mark.req("R-076")
def test_who_is_on_leave_gets_no_work_until_the_day_after(chenli, market, now):
    set_leave(chenli, until=date(2026, 11, 25), by=acting(chenli), at=now)
    posts = {day: list(staff_in_post(Role.DECIDER, on=date(2026, 11, day), agency=market)) for day in (25, 26)}
    assert posts == {25: [], 26: [chenli]}
    set_leave(chenli, until=None, by=acting(chenli), at=now)
    assert list(staff_in_post(Role.DECIDER, on=date(2026, 11, 25))) == [chenli]
    with pytest.raises(Invalid):
        set_leave(chenli, until=date(2026, 11, 22), by=acting(chenli), at=now)


def test_leave_is_entered_by_oneself_or_a_supervisor(chenli, wangfang, now):
    with pytest.raises(NotYours):
        set_leave(chenli, until=date(2026, 11, 25), by=acting(wangfang), at=now + timedelta(hours=1))


def test_staff_see_the_staff_of_their_own_agency_and_administrators_all(wangfang, chenli, guard):
    assert chenli not in visible_to(acting(wangfang))
    assert {chenli, wangfang} <= set(visible_to(guard))
    assert not visible_to(NOBODY).exists()


def test_an_agency_that_is_none_is_refused(market):
    assert agency_with_key("market-regulation") == market
    with pytest.raises(Invalid):
        agency_with_key("nowhere")


# what the database itself keeps


@pytest.mark.req("R-199")
@pytest.mark.parametrize(
    "roles",
    [["system_admin", "security_admin"], ["counter", "audit_admin"], ["system_admin", "system_admin"], []],
)
def test_the_database_itself_refuses_two_administrators_in_one(wangfang, roles):
    with pytest.raises(IntegrityError), transaction.atomic():
        Staff.objects.filter(pk=wangfang.pk).update(roles=roles)


@pytest.mark.parametrize("admin", ["system_admin", "security_admin", "audit_admin"])
def test_the_database_accepts_an_administrator_alone(wangfang, admin):
    assert Staff.objects.filter(pk=wangfang.pk).update(roles=[admin]) == 1


@pytest.mark.req("R-001")
def test_the_database_accepts_a_village_directly_under_the_city_and_no_second_root(city):
    Division.objects.create(code="620201101201", name="嘉峪关村", level="village", parent=city)
    for wrong in ({"level": "town", "parent": None}, {"level": "city", "parent": city}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Division.objects.create(code="620201100", name="新城镇", **wrong)


@pytest.mark.parametrize("code", ["62020", "6202011", "62020x", ""])
def test_a_division_code_has_six_nine_or_twelve_digits(city, code):
    with pytest.raises(IntegrityError), transaction.atomic():
        Division.objects.filter(pk=city.pk).update(code=code)


def test_an_agency_has_a_credit_code_and_a_place_both_coordinates_or_none(market, center):
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=market.pk).update(uscc="11620200013961011O")
    with pytest.raises(IntegrityError), transaction.atomic():
        Venue.objects.filter(pk=center.pk).update(latitude=39.77)


@pytest.mark.parametrize(
    "broken",
    [
        {"venue": "center"},
        {"staff": None},
        {"powers": []},
        {"covers_all": False},
        {"option_codes": ["x"]},
        {"valid_to": date(2026, 11, 22)},
    ],
)
def test_a_delegation_that_contradicts_itself_cannot_be_written(chenli, market, center, broken):
    values = {
        "agency": market,
        "staff": chenli,
        "powers": ["accept"],
        "covers_all": True,
        "valid_from": date(2026, 11, 23),
        "document_number": "嘉市监授〔2026〕1号",
        "created_at": NOW,
    }
    if broken.get("venue"):
        broken = {"venue": center}
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.create(**{**values, **broken})
