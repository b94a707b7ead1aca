"""Signing in: one answer for every wrong login, five tries, one-time codes that count once, sessions that end."""

from datetime import timedelta
from itertools import pairwise
from time import perf_counter

import pyotp
import pytest

from tongban.foundation.kernel.actors import NOBODY, Actor, Role
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours, TooMany
from tongban.foundation.ledger.models import Entry
from tongban.registers.parties import attempts
from tongban.registers.parties.commands import (
    CodeNeeded,
    WrongLogin,
    change_password,
    close_session,
    confirm_totp,
    elevate_session,
    end_all_sessions,
    enrol_totp,
    open_session,
    reset_totp,
    touch_session,
)
from tongban.registers.parties.commands.second_factor import use_code
from tongban.registers.parties.jobs import forget_old_tries
from tongban.registers.parties.models import Account, LoginAttempt, Session
from tongban.registers.parties.rules import Duty

from .conftest import PASSWORD, STAFF_PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(at, *, login="liqiang", password=PASSWORD, **more):
    return open_session(login=login, password=password, by=NOBODY, at=at, **more)


def code_for(uri: str, at) -> str:
    return pyotp.TOTP(pyotp.parse_uri(uri).secret).at(at)


@pytest.fixture
def enrolled(clerk, acting, now):
    """The clerk with an authenticator; gives the current code at an instant."""
    uri = enrol_totp(clerk, by=acting(clerk), at=now)
    confirm_totp(clerk, code=code_for(uri, now), by=acting(clerk), at=now)
    clerk.refresh_from_db()
    return lambda at: code_for(uri, at)


def test_a_session_is_opened_with_a_token_of_which_only_the_hash_is_kept(liqiang, now):
    opened = sign_in(now, device="Firefox\x00", ip="10.0.0.1")
    session = opened.session
    assert len(opened.token) >= 43
    assert opened.token.encode() not in bytes(session.token_hash)
    assert session.expires_at == now + timedelta(hours=8)
    assert session.acting_for == liqiang.person
    assert session.device == "Firefox"
    assert Entry.objects.get(verb="sign_in").by_ref == f"account:{liqiang.pk}"


def test_every_session_has_a_new_token_and_a_citizen_may_have_two(liqiang, now):
    first, second = sign_in(now), sign_in(now)
    assert first.token != second.token
    assert Session.objects.filter(ended_at__isnull=True).count() == 2


@pytest.mark.parametrize("login", ["LIQIANG", " liqiang "])
def test_a_login_is_found_whatever_its_capitals(liqiang, now, login):
    assert sign_in(now, login=login).account == liqiang


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("liqiang", "wrong"),
        ("nobody", PASSWORD),
        ("liqiang", ""),
        ("", ""),
        ("\x00", "\x00"),
        ("\ud800", "\ud800"),
        ("x" * 5000, "y" * 100_000),
    ],
)
def test_every_wrong_login_gets_the_same_answer(liqiang, now, login, password):
    with pytest.raises(WrongLogin) as refusal:
        sign_in(now, login=login, password=password)
    assert refusal.value.message == WrongLogin.sentence
    assert not refusal.value.facts
    assert not Session.objects.exists()


def test_a_disabled_account_gets_the_same_answer(liqiang, now):
    Account.objects.update(is_active=False)
    with pytest.raises(WrongLogin):
        sign_in(now)


@pytest.mark.req("R-199")
def test_an_unknown_login_takes_as_long_as_a_known_one(liqiang, now):
    def fastest(login: str) -> float:
        spent = []
        for count in range(4):
            began = perf_counter()
            with pytest.raises(WrongLogin):
                sign_in(now + timedelta(hours=count), login=login, password="wrong-password")
            spent.append(perf_counter() - began)
        return min(spent)

    assert fastest("nobody") > fastest("liqiang") / 2


@pytest.mark.req("R-199")
@pytest.mark.parametrize("login", ["liqiang", "nobody-at-all"])
def test_the_sixth_try_in_a_quarter_of_an_hour_is_refused_even_with_the_right_password(liqiang, minutes, login):
    for count in range(5):
        with pytest.raises(WrongLogin):
            sign_in(minutes(count), login=login, password="wrong")
    with pytest.raises(TooMany) as refusal:
        sign_in(minutes(5), login=login)
    assert "10:15" in refusal.value.message
    with pytest.raises(TooMany):
        sign_in(minutes(14.9), login=login)


def test_after_the_quarter_of_an_hour_one_may_try_again(liqiang, minutes):
    for count in range(5):
        with pytest.raises(WrongLogin):
            sign_in(minutes(count), password="wrong")
    with pytest.raises(TooMany):
        sign_in(minutes(6))
    liqiang.refresh_from_db()
    assert (liqiang.failed_attempts, liqiang.locked_until) == (5, minutes(15))
    sign_in(minutes(15))
    liqiang.refresh_from_db()
    assert (liqiang.failed_attempts, liqiang.locked_until) == (0, None)


def test_refused_tries_do_not_prolong_the_lock(liqiang, minutes):
    for count in range(5):
        with pytest.raises(WrongLogin):
            sign_in(minutes(count), password="wrong")
    for count in range(5, 15):
        with pytest.raises(TooMany):
            sign_in(minutes(count))
    sign_in(minutes(15))


def test_a_success_clears_the_failures_before_it(liqiang, minutes):
    for count in range(4):
        with pytest.raises(WrongLogin):
            sign_in(minutes(count), password="wrong")
    sign_in(minutes(4))
    for count in range(5, 9):
        with pytest.raises(WrongLogin):
            sign_in(minutes(count), password="wrong")
    sign_in(minutes(9))


def test_tries_are_counted_before_they_are_judged_so_that_many_at_once_are_many(liqiang, now):
    for _ in range(5):
        attempts.begin("liqiang", ip=None, at=now)
    with pytest.raises(TooMany):
        attempts.begin("liqiang", ip=None, at=now)


def test_one_address_may_fail_thirty_times_an_hour_over_all_logins(liqiang, minutes):
    for count in range(30):
        attempts.begin(f"guess{count}", ip="10.0.0.7", at=minutes(count))
    with pytest.raises(TooMany):
        sign_in(minutes(31), ip="10.0.0.7")
    sign_in(minutes(31), ip="10.0.0.8")
    sign_in(minutes(61), ip="10.0.0.7")


def test_what_was_typed_as_a_login_is_nowhere_in_the_clear(liqiang, now):
    with pytest.raises(WrongLogin):
        sign_in(now, login="620201199003070017", password="wrong")
    assert b"620201199003070017" not in bytes(LoginAttempt.objects.latest("id").login_index)


# staff


@pytest.mark.req("R-199")
def test_staff_without_a_second_factor_can_do_nothing_but_enrol_except_in_the_demo(clerk, now):
    real = sign_in(now, login="wangfang", password=STAFF_PASSWORD)
    assert real.duties == {Duty.ENROL_TOTP}
    assert real.session.is_restricted
    demo = sign_in(now, login="wangfang", password=STAFF_PASSWORD, is_demo=True)
    assert not demo.duties
    assert not demo.session.is_restricted


@pytest.mark.req("R-199")
def test_an_enrolled_staff_member_needs_the_code_also_in_the_demo(clerk, enrolled, minutes):
    with pytest.raises(CodeNeeded):
        sign_in(minutes(1), login="wangfang", password=STAFF_PASSWORD, is_demo=True)
    opened = sign_in(minutes(1), login="wangfang", password=STAFF_PASSWORD, code=enrolled(minutes(1)))
    assert opened.session.is_elevated_at == minutes(1)
    assert not opened.session.is_restricted


def test_asking_for_the_code_is_not_a_failure_and_a_wrong_code_is(clerk, enrolled, minutes):
    for _ in range(6):
        with pytest.raises(CodeNeeded):
            sign_in(minutes(1), login="wangfang", password=STAFF_PASSWORD)
    for _ in range(5):
        with pytest.raises(WrongLogin):
            sign_in(minutes(2), login="wangfang", password=STAFF_PASSWORD, code="000")
    with pytest.raises(TooMany):
        sign_in(minutes(3), login="wangfang", password=STAFF_PASSWORD, code=enrolled(minutes(3)))


@pytest.mark.req("R-199")
def test_a_code_counts_once(clerk, enrolled, minutes):
    code = enrolled(minutes(1))
    sign_in(minutes(1), login="wangfang", password=STAFF_PASSWORD, code=code)
    with pytest.raises(WrongLogin):
        sign_in(minutes(1), login="wangfang", password=STAFF_PASSWORD, code=code)


def test_of_two_requests_with_the_same_code_at_once_one_is_let_in(clerk, enrolled, minutes):
    code = enrolled(minutes(1))
    one, other = (Account.objects.get(pk=clerk.pk) for _ in range(2))
    assert [use_code(each, code, at=minutes(1)) for each in (one, other)] == [True, False]


def test_a_code_older_than_the_last_one_used_does_not_count_either(clerk, enrolled, now, minutes):
    older = enrolled(minutes(1))
    sign_in(minutes(1.5), login="wangfang", password=STAFF_PASSWORD, code=enrolled(minutes(1.5)))
    with pytest.raises(WrongLogin):
        sign_in(minutes(1.5), login="wangfang", password=STAFF_PASSWORD, code=older)


def test_the_first_code_has_to_be_right_and_ends_the_sessions_of_before(clerk, acting, now, minutes):
    sign_in(now, login="wangfang", password=STAFF_PASSWORD)
    with pytest.raises(NotNow):
        confirm_totp(clerk, code="000000", by=acting(clerk), at=now)
    uri = enrol_totp(clerk, by=acting(clerk), at=now)
    with pytest.raises(Invalid):
        confirm_totp(clerk, code="12", by=acting(clerk), at=now)
    confirm_totp(clerk, code=code_for(uri, now), by=acting(clerk), at=now)
    assert not Session.objects.filter(ended_at__isnull=True).exists()
    with pytest.raises(NotNow):
        enrol_totp(clerk, by=acting(clerk), at=now)


def test_a_lost_device_is_reset_by_the_security_administrator_not_by_oneself(clerk, enrolled, acting, now):
    guard = Actor(name="田慧", roles=frozenset({Role.SECURITY_ADMIN}), account_id=clerk.pk + 1, staff_id=99)
    with pytest.raises(NotYours):
        reset_totp(clerk, by=acting(clerk), at=now)
    reset_totp(clerk, by=guard, at=now)
    clerk.refresh_from_db()
    assert clerk.totp_secret_sealed is None


@pytest.mark.req("R-199")
def test_staff_have_one_session_the_new_one_ends_the_old_one(clerk, now):
    first = sign_in(now, login="wangfang", password=STAFF_PASSWORD)
    second = sign_in(now, login="wangfang", password=STAFF_PASSWORD)
    assert list(Session.objects.filter(ended_at__isnull=True)) == [second.session]
    assert first.session.expires_at == now + timedelta(hours=10)


# keeping and ending


def test_a_session_in_use_is_written_at_most_once_a_minute(liqiang, now, django_assert_num_queries):
    session = sign_in(now).session
    with django_assert_num_queries(0):
        touch_session(session, at=now + timedelta(seconds=59))
    with django_assert_num_queries(1):
        touch_session(session, at=now + timedelta(seconds=60))
    session.refresh_from_db()
    assert session.seen_at == now + timedelta(seconds=60)


def test_closing_twice_is_recorded_once(liqiang, acting, now):
    session = sign_in(now).session
    close_session(session, by=acting(liqiang), at=now)
    close_session(session, by=acting(liqiang), at=now)
    assert Entry.objects.filter(verb="sign_out").count() == 1


def test_all_other_sessions_can_be_ended_and_one_kept(liqiang, acting, now):
    kept = sign_in(now).session
    sign_in(now)
    assert end_all_sessions(liqiang, by=acting(liqiang), at=now, except_for=kept) == 1
    assert list(Session.objects.filter(ended_at__isnull=True)) == [kept]


def test_a_changed_password_ends_every_session_and_the_old_one_is_no_good(liqiang, acting, now):
    sign_in(now)
    change_password(liqiang, old=PASSWORD, new="da-mo-gu-yan-zhi", by=acting(liqiang), at=now)
    assert not Session.objects.filter(ended_at__isnull=True).exists()
    with pytest.raises(WrongLogin):
        sign_in(now)
    sign_in(now, password="da-mo-gu-yan-zhi")


def test_a_password_change_needs_the_old_one_and_is_ones_own_affair(liqiang, zhouyou, acting, now):
    with pytest.raises(WrongLogin):
        change_password(liqiang, old="wrong", new="da-mo-gu-yan-zhi", by=acting(liqiang), at=now)
    with pytest.raises(NotYours):
        change_password(liqiang, old=PASSWORD, new="da-mo-gu-yan-zhi", by=acting(zhouyou), at=now)


@pytest.mark.req("R-199")
def test_staff_may_not_take_one_of_the_last_five_passwords_again(clerk, acting, now):
    used = [STAFF_PASSWORD] + [f"Ding-Guan-202{digit}" for digit in (7, 8, 9)]
    for day, (old, new) in enumerate(pairwise(used)):
        change_password(clerk, old=old, new=new, by=acting(clerk), at=now + timedelta(days=day))
    for former in used:
        with pytest.raises(Invalid) as refusal:
            change_password(clerk, old=used[-1], new=former, by=acting(clerk), at=now + timedelta(days=9))
        assert [each.code for each in refusal.value.faults] == ["reused"]


def test_tries_and_ended_sessions_are_kept_for_six_months(liqiang, now):
    sign_in(now)
    assert forget_old_tries(at=now + timedelta(days=180)) == 0
    assert forget_old_tries(at=now + timedelta(days=181)) == 3  # to register, to sign in, the session
    assert Entry.objects.filter(verb="sign_in").exists()


def test_something_grave_asks_again_who_it_is(liqiang, acting, now, minutes):
    session = sign_in(now).session
    assert session.is_elevated_at is None
    with pytest.raises(WrongLogin):
        elevate_session(session, password="wrong", by=acting(liqiang), at=minutes(1))
    elevate_session(session, password=PASSWORD, by=acting(liqiang), at=minutes(1))
    session.refresh_from_db()
    assert session.is_elevated_at == minutes(1)
