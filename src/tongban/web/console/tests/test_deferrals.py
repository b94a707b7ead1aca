"""容缺与承诺 as supervision sees it: who is open, near the day or over it, by department; few statements."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases import jobs
from tongban.handling.cases.queries.deferrals import Group, by_agency, deferrals
from tongban.handling.cases.rules import deferral as rules
from tongban.handling.cases.tests.driving import accepted, after, day, issued, listed
from tongban.registers.catalog.content import Span

pytestmark = pytest.mark.django_db
GAP: dict[str, Any] = {"without": ("layout_plan",), "wants_deferral": True}
TEN: dict[str, Any] = {"promised_limit": Span(value=10), "statutory_limit": Span(value=20)}


@pytest.mark.req("R-151")
def test_each_deferral_stands_in_its_group(cast: Callable[[str], Actor], django_assert_num_queries: Any) -> None:
    waiting = issued(cast, **GAP)
    with listed(deferral=rules.TAIZHOU, **TEN):
        late = accepted(cast, **GAP)
        jobs.lapse_deferrals(at=after(17))
    with listed(deferral=rules.ANYANG, **TEN):
        near = accepted(cast, **GAP)
    watcher = cast("zhengyawen")

    def numbers(group: Group) -> set[str]:
        return {each.number for each in deferrals(watcher, group, on=day(13), size=20)}

    assert numbers(Group.OPEN) == {waiting.number, late.number, near.number}
    assert near.number in numbers(Group.SOON)
    assert numbers(Group.OVERDUE) == {late.number} == numbers(Group.SUSPENDED)
    assert numbers(Group.MADE_GOOD) == set()
    with django_assert_num_queries(2):  # the lines, and the departments
        lines = deferrals(watcher, Group.OPEN, on=day(13), size=20)
        found = by_agency(watcher, on=day(13))
    assert [each.counts[Group.OPEN] for each in found] == [3]
    assert {each.due_on for each in lines if each.number == waiting.number} == {None}
    assert deferrals(cast("liqiang"), Group.OPEN, on=day(13), size=20)
    assert not deferrals(cast("zhouyou"), Group.OPEN, on=day(13), size=20)


@pytest.mark.req("R-151")
def test_the_page_shows_them_and_opens_their_cases(
    cast: Callable[[str], Actor], at_console: Callable[[str], Client]
) -> None:
    case = issued(cast, **GAP)
    client = at_console("zhengyawen")
    page = client.get(reverse("console-deferrals")).content.decode()
    assert "容缺与承诺" in page
    assert reverse("desk-case", args=[case.number]) in page
    assert "领取结果时" in page
    nothing = client.get(reverse("console-deferrals"), {"show": "ended", "agency": "x", "before": "-1"})
    assert "没有“逾期，撤回或退件”的容缺办件" in nothing.content.decode()
    only = client.get(reverse("console-deferrals"), {"agency": str(case.agency_id), "show": "open"}).content.decode()
    assert "看全市" in only


@pytest.mark.parametrize(("login", "answer"), [("zhengyawen", 200), ("linjing", 200), ("wangfang", 403)])
def test_supervision_and_reviewers_may_open_it(at_console: Callable[[str], Client], login: str, answer: int) -> None:
    assert at_console(login).get(reverse("console-deferrals")).status_code == answer
