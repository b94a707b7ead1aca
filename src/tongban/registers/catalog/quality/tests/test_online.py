"""Online is the rule: what is not online needs a ground, a basis, an approver and a day of review."""

from datetime import date

import pytest

from tongban.registers.catalog.quality import blocking, judge, unanswered
from tongban.registers.catalog.tests.city_rules import ALL, SURROUNDINGS

from .defects import Defect

_OFFLINE = {
    "channels": ["window"],
    "online_depth": "consult",
    "visits_required": 1,
    "visit_reason": "当面核对本人",
}
_EXCEPTION = {
    "ground": "state_secret",
    "basis": {"law": "中华人民共和国保守国家秘密法", "article": "第二十六条"},
    "approved_by": "市政管局",
    "review_on": "2026-12-31",
}


@pytest.mark.req("R-015")
def test_offline_without_an_exception_cannot_be_published():
    broken, around = Defect(_OFFLINE).lay()
    assert [each.code for each in blocking(judge(broken, around))] == ["offline_without_exception"]


@pytest.mark.req("R-015")
def test_with_a_whole_exception_it_can():
    listed, around = Defect({**_OFFLINE, "online_exception": _EXCEPTION}).lay()
    assert judge(listed, around) == []


@pytest.mark.req("R-015")
@pytest.mark.parametrize("part", ["approved_by", "review_on", "ground"])
def test_an_exception_that_lacks_a_part_cannot(part):
    listed, around = Defect({**_OFFLINE, "online_exception": {**_EXCEPTION, part: ""}}).lay()
    assert blocking(judge(listed, around))


@pytest.mark.req("R-015")
def test_an_exception_without_a_legal_basis_cannot():
    listed, around = Defect({**_OFFLINE, "online_exception": {**_EXCEPTION, "basis": {"law": " "}}}).lay()
    assert "exception_incomplete" in {each.code for each in blocking(judge(listed, around))}


@pytest.mark.req("R-015")
def test_an_exception_past_its_review_needs_a_word():
    exception = {**_EXCEPTION, "review_on": "2026-12-31"}
    listed, around = Defect({**_OFFLINE, "online_exception": exception}, around={"on": date(2027, 1, 1)}).lay()
    assert [each.code for each in unanswered(judge(listed, around), {})] == ["exception_review_overdue"]
    listed, around = Defect({**_OFFLINE, "online_exception": exception}, around={"on": date(2026, 12, 31)}).lay()
    assert judge(listed, around) == []


@pytest.mark.req("R-015")
def test_the_citys_own_items_are_online_or_have_their_exception():
    offline = [each for each in ALL if not {"web", "mobile"} & set(each.option.channels)]
    assert offline
    assert all(each.option.online_exception for each in offline)
    assert SURROUNDINGS.on is not None
