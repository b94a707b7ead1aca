"""Reports and bulletins as supervision sees them, and frequent matters that no other province takes (R-005)."""

import re
from collections.abc import Callable
from html import unescape
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.clock import now
from tongban.oversight.supervision.commands.counting import count_months
from tongban.oversight.supervision.models import FrozenReport
from tongban.oversight.supervision.tests.synthetic import closed, write
from tongban.registers.catalog.queries import current_guides
from tongban.registers.lists.queries import is_listed

AtConsole = Callable[[str], Client]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("login", "answer"), [("zhengyawen", 200), ("linjing", 200), ("wangfang", 403)])
def test_who_sees_the_reports(at_console: AtConsole, login: str, answer: int) -> None:
    assert at_console(login).get(reverse("console-frozen")).status_code == answer


@pytest.mark.req("R-005")
def test_a_report_is_frozen_on_the_page_and_stands_beside_the_figures_of_now(at_console: AtConsole) -> None:
    client = at_console("zhengyawen")
    answer = client.post(reverse("console-freeze"), {"kind": "windows"})
    made = FrozenReport.objects.get()
    assert answer["Location"] == reverse("console-frozen-one", args=[made.pk])
    page = client.get(answer["Location"]).content.decode()
    assert page.count(made.frozen.lines[0].value) == 2, "frozen and of now are the same, just now"
    assert made.content_hash in page
    assert made.document.number in client.get(reverse("console-frozen")).content.decode()
    again = client.post(reverse("console-freeze"), {"kind": "windows"})
    assert again.status_code == 409
    assert "已经冻结" in again.content.decode()
    assert client.post(reverse("console-freeze"), {"kind": "x"}).status_code == 404
    assert at_console("linjing").post(reverse("console-freeze"), {"kind": "crossing"}).status_code == 403


@pytest.mark.req("R-203")
def test_every_number_of_the_results_leads_to_the_page_that_counts_it(at_console: AtConsole) -> None:
    client = at_console("zhengyawen")
    page = client.get(client.post(reverse("console-freeze"), {"kind": "results"})["Location"]).content.decode()
    links = {unescape(each) for each in re.findall(r'href="([^"]+)">查来源', page)}
    assert len(links) >= 7
    assert {each: client.get(each).status_code for each in links} == dict.fromkeys(links, 200)
    assert page.count("查来源") == len(FrozenReport.objects.get().frozen.lines)
    seen = at_console("linjing").get(reverse("console-frozen-one", args=[FrozenReport.objects.get().pk]))
    assert "查来源" not in seen.content.decode()


@pytest.mark.req("R-005")
def test_a_frequent_matter_that_is_not_on_the_list_is_flagged(
    at_console: AtConsole, django_assert_max_num_queries: Any
) -> None:
    on = now().date()
    unlisted = next(each for each in current_guides() if not is_listed("cross_province", each.option_code, on))
    write(closed(Random(5), unlisted, 15))
    count_months(at=now())
    client = at_console("linjing")
    page = client.get(reverse("console-crossings")).content.decode()
    table = page[page.index("还没有跨省通办的事项") :]
    assert unlisted.name in table
    assert ">15<" in table
    with django_assert_max_num_queries(8):
        client.get(reverse("console-crossings"))
