"""Telling once, counted (二次告知数、重复索要率): by body and month, from the rows themselves."""

from datetime import date

import pytest

from tongban.handling.cases import holdings
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.queries.held import given_before
from tongban.handling.cases.tests.asking import SORRY, overridden, promised, told
from tongban.handling.cases.tests.driving import accepted, after, fresh, received
from tongban.oversight.supervision.queries.period import Period
from tongban.oversight.supervision.queries.tellings import second_tellings, tellings

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 1))

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-040")
def test_second_tellings_are_counted_for_the_body_that_asked_again(cast):
    case = told(cast)
    overridden(cast, case)
    overridden(cast, promised(cast))
    (row,) = tellings(NOVEMBER)
    assert (row.agency_id, row.month) == (case.agency_id, date(2026, 11, 1))
    assert (row.notices, row.second_tellings, row.against_precheck) == (1, 2, 1)
    seen = second_tellings(cast("zhengyawen"), NOVEMBER)
    assert {(each.number == case.number, each.is_against_precheck) for each in seen} == {(True, False), (False, True)}
    assert {each.reason for each in seen} == {SORRY}
    assert {each.by for each in seen} == {"陈立"}
    assert second_tellings(cast("zhouyou"), NOVEMBER) == []
    assert tellings(Period(date(2026, 10, 1), date(2026, 10, 1))) == []


@pytest.mark.req("R-101")
def test_what_was_asked_again_is_a_share_of_what_was_asked(cast):
    holdings.BOUND[:] = [given_before]
    accepted(cast)
    case = received(cast, at=after(3), without=("safety_rules", "health_certificates"))
    lines = [
        {"requirement_code": code, "problem": "没有提交。", "ask_again_reason": "换了场所，要新的。"}
        for code in ("safety_rules", "health_certificates")
    ]
    more = {"requirement_code": "business_license", "problem": "看不清。", "ask_again_reason": "执照换过了。"}
    receiving.ask_correction(fresh(case), items=[*lines, more], by=cast("wangfang"), at=after(3, 11))
    (row,) = tellings(NOVEMBER)
    assert (row.asked, row.asked_again) == (3, 3)
