"""Coverage by comprehensive windows as supervision sees it (R-003)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.clock import local_day, now
from tongban.oversight.supervision.queries.windows import window_coverage
from tongban.registers.agencies.models import Staff

AtConsole = Callable[[str], Client]
PAGE = "console-windows"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("login", "answer"), [("zhengyawen", 200), ("linjing", 200), ("wutao", 403)])
def test_supervision_and_reviewers_see_the_coverage(at_console: AtConsole, login: str, answer: int) -> None:
    assert at_console(login).get(reverse(PAGE)).status_code == answer


@pytest.mark.req("R-003")
def test_each_number_opens_the_matters_that_it_counts(at_console: AtConsole) -> None:
    client = at_console("zhengyawen")
    whole = client.get(reverse(PAGE)).content.decode()
    assert "100.0%" in whole
    assert "没有缺口" in whole
    Staff.objects.filter(venue__key="city-center").update(is_active=False)
    page = client.get(reverse(PAGE)).content.decode()
    assert "100.0%" not in page.partition("</div>")[0]
    assert "只能到部门自己的窗口" in page
    gap = window_coverage(local_day(now())).gaps[0].guide
    own = client.get(reverse(PAGE), {"agency": gap.agency_short_name}).content.decode()
    assert gap.name in own


def test_few_statements_and_nothing_that_breaks_it(at_console: AtConsole, django_assert_max_num_queries: Any) -> None:
    client = at_console("linjing")
    client.get(reverse(PAGE))
    with django_assert_max_num_queries(6):
        client.get(reverse(PAGE), {"on": "2026-11-01", "show": "taken"})
    for evil in ("\x00", "9" * 30, "0000-00-00"):
        assert client.get(reverse(PAGE), dict.fromkeys(("on", "show", "agency"), evil)).status_code == 200
