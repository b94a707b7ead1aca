"""The light of a guide, the flow of a report, and what a report may say."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.registers.upkeep.rules.freshness import DEFAULT_POLICY, Freshness, ReviewPolicy
from tongban.registers.upkeep.rules.reports import (
    ALPHABET,
    LENGTH,
    LONGEST,
    faults_of,
    new_report_code,
    plain_words,
    squeezed,
)

DAY = date(2026, 11, 23)


@pytest.mark.req("R-090")
@pytest.mark.parametrize(
    ("days", "light"),
    [
        (0, Freshness.FRESH),
        (180, Freshness.FRESH),
        (181, Freshness.STALE),
        (365, Freshness.STALE),
        (366, Freshness.OVERDUE),
        (3000, Freshness.OVERDUE),
    ],
)
def test_a_guide_that_nobody_looked_at_turns_yellow_and_then_red(days: int, light: Freshness):
    assert DEFAULT_POLICY.light(DAY - timedelta(days=days), on=DAY) is light


@given(st.integers(1, 400), st.integers(1, 400), st.integers(0, 1200))
def test_the_light_only_gets_worse_with_time(yellow: int, more: int, days: int):
    policy, order = ReviewPolicy(yellow, yellow + more), list(Freshness)
    today, tomorrow = (policy.light(DAY, on=DAY + timedelta(days=each)) for each in (days, days + 1))
    assert order.index(tomorrow) >= order.index(today)


def test_red_before_yellow_is_no_policy():
    with pytest.raises(AssertionError):
        ReviewPolicy(365, 180)


@given(st.text(max_size=200))
def test_no_markup_is_left_of_what_was_typed(text: str):
    assert "<script" not in plain_words(f"<script>{text}</script>")
    assert plain_words(plain_words(text)) == plain_words(text)


def test_every_fault_of_a_report_is_told_at_once():
    assert {each.pointer for each in faults_of("错", "123")} == {"/words", "/phone"}
    assert [each.code for each in faults_of("错" * (LONGEST + 1), "")] == ["too_long"]
    assert faults_of("电话打不通。", "") == []
    assert faults_of("电话打不通。", "13909370000") == []


def test_a_code_is_read_as_it_is_spoken():
    code = new_report_code()
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert squeezed(f" {code[:4].lower()}-{code[4:]} ") == code
