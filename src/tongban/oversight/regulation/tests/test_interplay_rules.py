"""审管协同: turns of supervision, how a licence may end, and that every state of a push leads on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.oversight.regulation.rules.interplay import EndingWay, PushStatus, interplay_from, period_of
from tongban.oversight.regulation.rules.interplay_flow import PUSH_FLOW


@pytest.mark.parametrize(
    ("cancelled", "months", "on", "since", "due"),
    [
        (date(2018, 7, 28), 6, date(2026, 11, 23), date(2026, 7, 28), date(2027, 1, 28)),
        (date(2016, 2, 3), 12, date(2026, 2, 2), date(2025, 2, 3), date(2026, 2, 3)),
        (date(2016, 2, 3), 12, date(2026, 2, 3), date(2026, 2, 3), date(2027, 2, 3)),
        (date(2025, 8, 31), 6, date(2026, 3, 1), date(2026, 2, 28), date(2026, 8, 31)),
    ],
)
def test_a_turn_begins_on_the_day_of_the_cancellation_and_ends_when_the_next_begins(cancelled, months, on, since, due):
    turn = period_of(cancelled, months, on)
    assert turn is not None
    assert (turn.since, turn.due_on) == (since, due)


def test_before_the_cancellation_there_is_no_turn():
    assert period_of(date(2026, 11, 24), 6, date(2026, 11, 23)) is None


@given(
    cancelled=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    months=st.integers(1, 120),
    days=st.integers(0, 20_000),
)
def test_every_day_lies_in_one_turn(cancelled, months, days):
    on = date.fromordinal(cancelled.toordinal() + days)
    turn = period_of(cancelled, months, on)
    assert turn is not None
    assert turn.since <= on < turn.due_on
    following = period_of(cancelled, months, turn.due_on)
    assert following is not None
    assert following.since == turn.due_on


def test_a_withdrawal_ends_by_deregistration_and_the_others_by_their_own_step():
    assert {each: each.ends_by for each in EndingWay} == {
        EndingWay.REVOKE: {"revoke"},
        EndingWay.WITHDRAW: {"deregister"},
        EndingWay.DEREGISTER: {"deregister"},
        EndingWay.STRIP: {"strip"},
    }


def test_from_every_state_a_push_can_be_brought_to_its_answer():
    reach: set[str] = {PushStatus.ANSWERED}
    for _ in PushStatus:
        reach |= {source for step in PUSH_FLOW for source in step.sources if step.target in reach}
    assert reach == set(PushStatus)


def test_a_misspelt_rule_of_the_city_is_refused():
    with pytest.raises(Exception, match="sign_withn"):
        interplay_from({"sign_withn": {"value": 3}})
