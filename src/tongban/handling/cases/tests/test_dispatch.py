"""Dispatch (分派): every accepted case lies in exactly one queue, with somebody who is there and may examine it."""

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.handling.cases.commands import examining, receiving
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.worklists import Wanted, worklist
from tongban.handling.cases.rules.states import Status
from tongban.registers.agencies.models import Staff

from .colleagues import acting, colleague
from .driving import accepted, after, day, fresh, received

BODY = "market-regulation"
ACCEPTS = 200


@pytest.fixture
def examiners(db) -> list[Staff]:
    return [Staff.objects.get(number="JY0063"), *(colleague(BODY, f"TT000{n}", "examiner") for n in (1, 2, 3))]


def clone(case: Case, number: int) -> Case:
    """Another accepted case like this one, without its papers: only the row that dispatch counts."""
    case.pk, case.number = None, f"{number:017d}"
    case.save(force_insert=True)
    return case


@pytest.mark.req("R-076")
def test_two_hundred_cases_are_shared_evenly_among_those_who_are_there(cast, examiners):
    away = examiners[3]
    Staff.objects.filter(pk=away.pk).update(on_leave_until=day(0))
    wangfang = cast("wangfang")
    given_to: Counter[int | None] = Counter()
    for _ in range(ACCEPTS):
        case = received(cast)
        receiving.accept(case, by=wangfang, at=after(0, 11))
        given_to[fresh(case).assignee_id] += 1
    assert away.pk not in given_to
    assert set(given_to) == {each.pk for each in examiners[:3]}
    assert max(given_to.values()) - min(given_to.values()) <= 1


@pytest.mark.req("R-076")
@pytest.mark.parametrize(("leave", "is_there"), [(0, False), (-1, True), (5, False)])
def test_leave_ends_with_its_last_day(cast, leave, is_there):
    Staff.objects.filter(number="JY0063").update(on_leave_until=day(leave))
    assert (accepted(cast).assignee_id is not None) is is_there


@pytest.mark.req("R-076")
def test_when_nobody_is_there_the_case_waits_in_the_common_queue_of_its_department(cast):
    Staff.objects.filter(number="JY0063").update(is_active=False)
    case = accepted(cast)
    assert case.assignee_id is None
    other = acting(colleague(BODY, "TT0009", "examiner"))
    assert [each.number for each in worklist(other, Wanted(), today=day(0)).cases] == [case.number]


@pytest.mark.req("R-076")
def test_a_case_lies_in_one_queue_of_one_department(cast):
    case = accepted(cast)
    mine = {each.pk for each in worklist(cast("zhaomin"), Wanted(status=("accepted",)), today=day(0)).cases}
    other = worklist(cast("lvhongwei"), Wanted(), today=day(0)).cases
    assert case.pk in mine
    assert case.pk not in {each.pk for each in other}


people = st.lists(
    st.tuples(st.booleans(), st.sampled_from([None, -2, 0, 3]), st.integers(0, 3)), min_size=0, max_size=4
)


@pytest.mark.req("R-076")
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(staff=people)
def test_whoever_is_there_the_case_goes_to_the_one_with_the_least_in_hand(cast, staff):
    with transaction.atomic():
        Staff.objects.filter(number="JY0063").update(is_active=False)
        case = accepted(cast)
        template = Case.objects.get(pk=case.pk)
        hands: dict[int, int] = {}
        for place, (is_active, leave, load) in enumerate(staff):
            person = colleague(BODY, f"TT10{place}", "examiner")
            on_leave_until = None if leave is None else day(leave)
            Staff.objects.filter(pk=person.pk).update(is_active=is_active, on_leave_until=on_leave_until)
            for each in range(load):
                template.assignee_id = person.pk
                clone(template, 100 * place + each)
            if is_active and (leave is None or leave < 0):
                hands[person.pk] = load
        chosen = accepted(cast).assignee_id
        assert chosen in hands if hands else chosen is None
        assert chosen is None or hands[chosen] == min(hands.values())
        transaction.set_rollback(True)


@pytest.mark.req("R-076")
def test_a_case_is_passed_on_with_a_reason_to_somebody_who_may_examine_it(cast, examiners):
    case, by = accepted(cast), cast("zhengyawen")
    examining.reassign(case, given={"staff": "TT0001", "reason": "原承办人出差。"}, by=by, at=after(1))
    assert fresh(case).assignee_id == examiners[1].pk
    examining.start_special(case, code="hearing", reason="申请人要求。", by=cast("zhaomin"), at=after(1))
    examining.reassign(case, given={"staff": "TT0002", "reason": "原承办人调离。"}, by=by, at=after(2))
    assert (fresh(case).assignee_id, case.status) == (examiners[2].pk, Status.SUSPENDED)


@pytest.mark.req("R-076")
@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("TT0003", "on_leave"),
        ("JY0064", "unknown"),
        ("JY0060", "unknown"),
        ("nobody", "unknown"),
        ("TT0002", "same_hands"),
    ],
)
def test_a_case_is_not_passed_on_to_who_cannot_examine_it(cast, examiners, number, code):
    Staff.objects.filter(number="TT0003").update(on_leave_until=day(9))
    case = received(cast)
    receiving.accept(case, by=acting(examiners[2]), at=after(0, 11))
    with pytest.raises(Invalid) as refusal:
        examining.reassign(case, given={"staff": number, "reason": "忙。。"}, by=cast("zhengyawen"), at=after(1))
    assert [fault.code for fault in refusal.value.faults] == [code]


def test_a_case_is_not_passed_on_by_a_stranger_or_without_a_reason(cast, examiners):
    case = accepted(cast)
    with pytest.raises(NotYours):
        examining.reassign(case, given={"staff": "TT0001", "reason": "忙。。"}, by=cast("lvhongwei"), at=after(1))
    with pytest.raises(Invalid):
        examining.reassign(case, given={"staff": "TT0001", "reason": ""}, by=cast("zhaomin"), at=after(1))
