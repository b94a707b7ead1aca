"""The four legs: they sum to the whole time, each overrun is one side's, and the letters alone give the timetable."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.worktime.rules import Light, shipped_calendar
from tongban.handling.crossing.rules.agreements import Limits, matches
from tongban.handling.crossing.rules.legs import Bounds, answers_for, elapsed, legs
from tongban.handling.crossing.rules.letters import BadLetter, Face, Kind, Sealed, custody, hash_of, timetable, written
from tongban.handling.crossing.rules.states import Holder, Leg, Place

START = datetime(2026, 11, 2, 9, 0, tzinfo=LOCAL)
LIMITS = Limits(receiving=1, transfer=3, handling=10, return_=5).as_days()
CALENDAR = shipped_calendar()
steps = st.lists(st.integers(0, 40 * 24 * 60), min_size=1, max_size=5)


def bounds_of(minutes: list[int]) -> tuple[Bounds, datetime]:
    """So many legs behind us, and now."""
    instants, at = [START], START
    for each in minutes:
        at += timedelta(minutes=each)
        instants.append(at)
    *reached, now = instants
    return Bounds(*reached), now


@pytest.mark.req("R-021")
@given(steps)
def test_the_four_clocks_sum_to_the_elapsed_time(minutes):
    bounds, now = bounds_of(minutes)
    found = legs(bounds, LIMITS, at=now, calendar=CALENDAR)
    assert sum((each.took for each in found), timedelta()) == elapsed(bounds, at=now)
    assert [each.leg for each in found] == list(Leg)[: len(found)]
    assert all(a.ended_at == b.started_at for a, b in pairwise(found))


@pytest.mark.req("R-021")
@given(steps)
def test_what_took_too_long_is_answered_for_by_exactly_one_place(minutes):
    bounds, now = bounds_of(minutes)
    found = legs(bounds, LIMITS, at=now, calendar=CALENDAR)
    answers = answers_for(found)
    assert set(answers) == {each.leg for each in found if each.is_over}
    assert all(place is each.owner for each in found for leg, place in answers.items() if leg is each.leg)
    assert all((each.light is Light.RED) == each.is_over for each in found)


def test_until_the_receiver_signs_the_giver_answers():
    bounds = Bounds(START, START + timedelta(hours=2))
    late = START + timedelta(days=20)
    found = legs(bounds, LIMITS, at=late, calendar=CALENDAR)
    assert [each.is_running for each in found] == [False, True]
    assert answers_for(found) == {Leg.TRANSFER: Place.RECEIVING}
    assert found[1].over_days == 11
    assert found[1].due_on == date(2026, 11, 5)


def face(kind: Kind, hours: int, seq: int = 1, sender: str = "620200", **facts: object) -> Face:
    place = kind.by or Place.HANDLING
    at = (START + timedelta(hours=hours)).isoformat()
    return Face("62020026000000017", sender, place, seq, kind, at, {"originals": ["card"], **facts})


STORY = (
    face(Kind.LODGE, 2, received_at=START.isoformat()),
    face(Kind.ACKNOWLEDGE, 50, sender="990100"),
    face(Kind.GIVE_BACK, 90, 2, sender="990100"),
    face(Kind.CONFIRM, 140, 2),
    face(Kind.CLOSE, 141, 3),
)


@pytest.mark.req("R-021")
@given(st.permutations(STORY), st.lists(st.sampled_from(STORY)))
def test_whatever_the_order_and_however_often_the_letters_give_one_timetable(shuffled, again):
    assert timetable([*shuffled, *again]) == timetable(STORY)


@pytest.mark.req("R-020")
def test_the_letters_tell_in_whose_hands_an_original_was():
    chain = custody(STORY)
    assert [each.to_holder for each in chain] == [
        Holder.RECEIVING,
        Holder.COURIER,
        Holder.HANDLING,
        Holder.COURIER,
        Holder.RECEIVING,
        Holder.APPLICANT,
    ]
    assert all(a.to_holder is b.from_holder for a, b in pairwise(chain))


def test_a_receiving_place_can_write_no_letter_of_the_handling_place():
    for kind in (Kind.ACKNOWLEDGE, Kind.PROGRESS, Kind.GIVE_BACK):
        wrong = msgspec.structs.replace(face(kind, 3), place=Place.RECEIVING)
        with pytest.raises(BadLetter):
            Sealed(written(wrong), "00").read()


@given(st.text())
def test_whatever_comes_is_read_or_refused(text):
    with pytest.raises(BadLetter):
        Sealed(text, "").read()


def test_a_closed_part_that_is_another_one_is_noticed():
    honest = msgspec.structs.replace(STORY[0], private_hash=hash_of("甲"))
    assert Sealed(written(honest), "", "甲").read() == honest
    with pytest.raises(BadLetter):
        Sealed(written(honest), "", "乙").read()


def test_an_option_is_found_by_basic_code_and_number():
    code = "11620200MB1234567X3" + "000511014000" + "01"
    assert matches(code, "000511014000-01")
    assert not matches(code, "000511014000-02")
