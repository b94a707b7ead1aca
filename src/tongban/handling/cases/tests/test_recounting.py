"""A deadline explains itself and can be counted again from the ledger alone (时限说明书、用时归因): beyond N02, N21."""

import os
from datetime import timedelta
from itertools import pairwise
from random import Random

import msgspec
import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.rules import Limit
from tongban.handling.cases.commands import examining
from tongban.handling.cases.models import Clock
from tongban.handling.cases.queries.recount import recompute
from tongban.handling.cases.rules.attribution import Owner, Waiting, attribute, elapsed, outside_codes, shares
from tongban.handling.cases.rules.recounting import Told, differences, recount
from tongban.handling.cases.rules.states import ENDS
from tongban.registers.catalog.content import Option, Span, Stage

from .driving import HEARING, INSPECTION, REVIEW, accepted, after, food_option, fresh, listed, reviewed
from .histories import CALENDAR, ONE_DAY, Walker, courses

COURSES = int(os.environ.get("TONGBAN_COURSES", "3000"))


def an_option(clock_starts: str = "acceptance") -> Option:
    stages = (
        Stage(code="examine", name="承办", post="examiner", limit=Span(value=3)),
        Stage(code="decide", name="批准", post="decider", limit=Span(value=2)),
    )
    return msgspec.structs.replace(
        food_option(),
        special_procedures=(HEARING, REVIEW, INSPECTION),
        stages=stages,
        clock_starts=clock_starts,
        promised_limit=Span(value=7),
        statutory_limit=Span(value=20),
    )


def told_by(course: Walker) -> list[Told]:
    return recount(course.acts, course.option, lambda at: CALENDAR)


@pytest.mark.parametrize("clock_starts", ["acceptance", "receipt"])
@pytest.mark.django_db
def test_counting_again_gives_the_day_that_walking_gives(clock_starts):
    option = an_option(clock_starts)
    seen = 0
    for course in courses(COURSES, option, seed=2):
        found = told_by(course)
        assert differences(found, course.clocks, course.acts) == [], [each.verb for each in course.acts]
        seen += len(found)
    assert seen > COURSES * 2


@pytest.mark.django_db
def test_the_derivation_counts_exactly_the_limit_and_says_why_each_day_does_not_count():
    for course in courses(300, an_option(), seed=3):
        for each in told_by(course):
            if each.limit_unit != "workday":
                continue
            assert sum(part.counted for part in each.due.derivation) == each.limit_value + each.extended_by
            assert "到期日为" in each.words
            days = [part.to_on - part.from_on for part in each.due.derivation]
            assert all(day >= timedelta() for day in days)
            assert each.due.derivation[-1].to_on == each.due_on


@pytest.mark.django_db
def test_whatever_is_changed_in_the_store_is_named():
    chance = Random(5)
    for course in courses(300, an_option(), seed=4):
        clock = chance.choice(course.clocks)
        clock.due_on += ONE_DAY * chance.choice((-1, 1, 30))
        found = differences(told_by(course), course.clocks, course.acts)
        assert len(found) == 1
        assert "应当是" in found[0].words


@pytest.mark.django_db
def test_a_case_counted_again_is_right_in_four_statements(cast, django_assert_num_queries):
    case = reviewed(cast)
    recompute(fresh(case))
    with django_assert_num_queries(3):  # entries, editions of the calendar, clocks
        found = recompute(case)
    assert found.is_right
    assert [each.kind for each in found.told][:2] == ["notice", "deemed_acceptance"]


@pytest.mark.django_db
def test_a_tampered_clock_and_a_tampered_entry_are_each_named(cast):
    case = reviewed(cast)
    Clock.objects.filter(case=case, kind="promised").update(due_on=after(90).date())
    assert [each.words[:6] for each in recompute(case).differences] == ["承诺办结时限"]
    row = Entry.objects.get(chain=case.chain, verb="accept")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE ledger_entry SET at = at - interval '3 days' WHERE id = %s", [row.pk])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    found = recompute(case).differences
    assert (found[0].place, "被改动过" in found[0].words) == (row.seq, True)


@pytest.mark.django_db
def test_a_pause_is_part_of_the_explanation(cast):
    with listed(special_procedures=(HEARING,)):
        case = accepted(cast)
        examining.start_special(case, code="hearing", reason="申请人要求听证。", by=cast("zhaomin"), at=after(1))
        examining.finish_special(fresh(case), code="hearing", result="已经听证。", by=cast("zhaomin"), at=after(3))
        promised = next(each for each in recompute(fresh(case)).told if each.kind == "promised")
    assert "听证" in promised.words
    assert str(Limit(promised.limit_value, promised.due.terms.limit.unit)) in promised.words


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 10**8), st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))))
@pytest.mark.django_db
def test_the_parts_always_add_up_to_the_whole_to_the_second(seed, later, waits):
    course = Walker(Random(seed), an_option()).walk()
    until = course.at + timedelta(seconds=later)
    begin = course.acts[0].at
    province = [Waiting(begin + timedelta(seconds=a), begin + timedelta(seconds=a + b)) for a, b in waits]
    parts = attribute(course.acts, outside=frozenset({"expert_review"}), until=until, province=province)
    end = course.at if course.status in ENDS else until
    whole = (end.replace(microsecond=0) - begin.replace(microsecond=0)) // timedelta(seconds=1)
    assert sum(each.seconds for each in shares(parts)) == sum(each.seconds for each in parts) == whole
    assert elapsed(parts) == whole
    assert all(one.until == other.since for one, other in pairwise(parts))


@pytest.mark.django_db
def test_only_who_holds_the_case_is_counted():
    course = Walker(Random(1), an_option())
    course.do("receive")
    for hours, verb in ((2, "ask_correction"), (30, "correct"), (1, "accept")):
        course.at += timedelta(hours=hours)
        course.do(verb)
    parts = attribute(course.acts, outside=outside_codes(course.option), until=course.at + timedelta(hours=5))
    held = {each.owner: each.seconds // 3600 for each in shares(parts)}
    assert held == {Owner.APPLICANT: 30, Owner.OFFICE: 8, Owner.PROVINCE: 0, Owner.THIRD_PARTY: 0}


@pytest.mark.django_db
def test_an_expert_review_is_a_third_party_and_a_hearing_is_ours():
    assert outside_codes(an_option()) == {"expert_review"}
