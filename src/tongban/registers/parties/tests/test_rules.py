"""What the law says about parties, without a database."""

from datetime import date, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid
from tongban.registers.parties import passwords, rules, totp
from tongban.registers.parties.numbers import checked_number, login_faults, number_faults

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
FIVE, WINDOW = 5, timedelta(minutes=15)


@pytest.mark.parametrize(
    ("born", "on", "elder"),
    [
        (date(1966, 11, 23), date(2026, 11, 22), False),
        (date(1966, 11, 23), date(2026, 11, 23), True),
        (date(1964, 2, 29), date(2024, 2, 28), False),
        (date(1964, 2, 29), date(2024, 3, 1), True),
        (None, date(2026, 1, 1), False),
    ],
)
def test_an_elder_is_sixty_from_the_birthday_on(born, on, elder):
    assert rules.is_elder(born, on) is elder


@pytest.mark.parametrize(
    ("at", "in_force"),
    [
        (datetime(2026, 11, 22, 23, 59, 59, tzinfo=LOCAL), False),
        (datetime(2026, 11, 23, 0, 0, tzinfo=LOCAL), True),
        (datetime(2026, 11, 30, 23, 59, 59, tzinfo=LOCAL), True),
        (datetime(2026, 12, 1, 0, 0, tzinfo=LOCAL), False),
    ],
)
def test_a_mandate_counts_from_its_first_midnight_to_its_last(at, in_force):
    assert rules.is_in_force(date(2026, 11, 23), date(2026, 11, 30), None, at) is in_force


def test_a_mandate_taken_back_ends_at_that_instant():
    at = datetime(2026, 11, 25, 9, 0, tzinfo=LOCAL)
    assert rules.is_in_force(date(2026, 11, 23), None, at, at - timedelta(seconds=1))
    assert not rules.is_in_force(date(2026, 11, 23), None, at, at)


@pytest.mark.req("R-199")
@pytest.mark.parametrize(
    ("is_staff", "is_admin", "idle", "absolute"), [(False, False, 20, 8), (True, False, 15, 10), (True, True, 10, 10)]
)
def test_sessions_are_shorter_the_more_an_account_may(is_staff, is_admin, idle, absolute):
    limits = rules.session_limits(is_staff=is_staff, is_administrator=is_admin)
    assert (limits.idle, limits.absolute) == (timedelta(minutes=idle), timedelta(hours=absolute))


@pytest.mark.req("R-199")
@pytest.mark.parametrize(
    ("is_staff", "has_totp", "password_days", "is_demo", "owed"),
    [
        (False, False, 1000, False, set()),
        (True, True, 1, False, set()),
        (True, False, 1, False, {rules.Duty.ENROL_TOTP}),
        (True, True, 90, False, {rules.Duty.CHANGE_PASSWORD}),
        (True, False, 90, False, {rules.Duty.ENROL_TOTP, rules.Duty.CHANGE_PASSWORD}),
        (True, False, 90, True, set()),
    ],
)
def test_staff_owe_a_second_factor_and_a_young_password_except_in_the_demo(
    is_staff, has_totp, password_days, is_demo, owed
):
    changed = NOW - timedelta(days=password_days)
    found = rules.duties(is_staff=is_staff, has_totp=has_totp, password_changed_at=changed, is_demo=is_demo, at=NOW)
    assert found == owed


def test_four_failures_do_not_block_and_five_do_until_the_window_after_the_first_of_them():
    failures = [NOW + timedelta(minutes=m) for m in range(4)]
    assert rules.blocked_until(failures, limit=FIVE, window=WINDOW) is None
    failures.append(NOW + timedelta(minutes=4))
    assert rules.blocked_until(failures, limit=FIVE, window=WINDOW) == NOW + WINDOW


@given(st.lists(st.integers(0, 60), min_size=5, max_size=12))
def test_a_block_lasts_until_fewer_than_the_limit_lie_in_the_window(offsets):
    failures = [NOW + timedelta(minutes=m) for m in offsets]
    until = rules.blocked_until(failures, limit=FIVE, window=WINDOW)
    assert until is not None
    assert sum(each > until - WINDOW for each in failures) < FIVE
    just_before = until - timedelta(microseconds=1)
    assert sum(each > just_before - WINDOW for each in failures) >= FIVE


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("shan-gao-yue-xiao", []),
        ("short", ["too_short"]),
        ("password1", ["too_common"]),
        ("liqiang-12", ["personal"]),
        ("x" * 129, ["too_long"]),
    ],
)
def test_a_citizens_password_is_long_uncommon_and_not_ones_own_name(password, codes):
    found = passwords.faults(password, passwords.CITIZEN, personal=("liqiang", "李强"))
    assert [each.code for each in found] == codes


@pytest.mark.req("R-199")
@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("Ding-Guan-2026", []),
        ("dingguan-2026", []),
        ("dingguan2026", ["too_plain"]),
        ("Ab1-", ["too_short"]),
        ("jyg", ["too_short", "too_plain"]),
        ("嘉峪关大漠孤烟直长河落日", ["too_plain"]),
    ],
)
def test_a_staff_password_has_twelve_characters_of_three_classes(password, codes):
    assert [each.code for each in passwords.faults(password, passwords.STAFF)] == codes


def test_the_hash_is_argon2id_and_full_width_typing_is_the_same_password():
    stored = passwords.hashed("abc-123-DEF")
    assert stored.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.matches("abc-123-DEF", stored)
    assert not passwords.matches("abc-123-DEf", stored)


@given(st.text(max_size=40))
def test_no_text_makes_a_password_check_fail_otherwise_than_with_faults(text):
    passwords.faults(text, passwords.STAFF, personal=(text,))


@pytest.mark.parametrize(
    ("id_kind", "number", "normal"),
    [
        ("id_card", "620201 19900307 0017", "620201199003070017"),
        ("uscc", "91620200ma7d0001x9", "91620200MA7D0001X9"),
        ("passport", "e1234 5678", "E12345678"),
    ],
)
def test_numbers_are_normalised_by_the_kind_of_paper(id_kind, number, normal):
    assert checked_number(id_kind, number) == normal


@pytest.mark.parametrize(
    ("id_kind", "number"),
    [
        ("id_card", "620201199003070018"),
        ("uscc", "91620200MA7D0001X8"),
        ("passport", "!"),
        ("driving", "1"),
        ("id_card", "\x00"),
        ("id_card", "\ud800"),
        ("passport", "E1234\x005678"),
    ],
)
def test_a_wrong_number_is_refused_with_the_reason(id_kind, number):
    with pytest.raises(Invalid) as refusal:
        checked_number(id_kind, number)
    assert refusal.value.faults


@given(st.sampled_from(rules.IdKind.values), st.text(max_size=40))
def test_no_text_makes_the_number_check_fail_otherwise_than_with_faults(kind, text):
    number_faults(kind, text)


@pytest.mark.parametrize("login", ["abc", "a b c d", "x" * 61, "ab\x00cd", "ab<cd"])
def test_a_login_of_strange_characters_or_length_is_refused(login):
    assert login_faults(login)


def test_a_code_of_the_neighbouring_step_is_right_and_an_older_one_is_not():
    secret = totp.new_secret()
    step = int(NOW.timestamp()) // 30
    at = {drift: pyotp.TOTP(secret).generate_otp(step + drift) for drift in (-2, -1, 0, 1, 2)}
    matching = {drift: totp.matching_step(secret, code, after=0, at=NOW) for drift, code in at.items()}
    assert matching == {-2: None, -1: step - 1, 0: step, 1: step + 1, 2: None}


def test_a_code_of_a_step_already_used_is_wrong():
    secret = totp.new_secret()
    code, step = pyotp.TOTP(secret).at(NOW), int(NOW.timestamp()) // 30
    assert totp.matching_step(secret, code, after=step - 1, at=NOW) == step
    assert totp.matching_step(secret, code, after=step, at=NOW) is None


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "１２３４５６", "\ud800", "0" * 1000])
def test_no_text_makes_the_code_check_fail(code):
    assert totp.matching_step(totp.new_secret(), code, after=0, at=NOW) is None


def test_the_address_for_the_authenticator_names_the_house_and_the_login():
    assert "issuer=%E9%80%9A%E5%8A%9E" in totp.uri(totp.new_secret(), "wangfang")
