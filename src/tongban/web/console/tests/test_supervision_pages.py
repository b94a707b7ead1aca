"""Indicators, process and channels as supervision sees them: numbers that open their cases, files, few statements."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tongban.foundation.kernel.clock import now
from tongban.oversight.supervision.commands.counting import count_months
from tongban.oversight.supervision.queries.indicators import indicators
from tongban.oversight.supervision.queries.period import Period
from tongban.oversight.supervision.rules.visits import DEFINITIONS
from tongban.oversight.supervision.tests.synthetic import closed, draw, shortened, write
from tongban.registers.catalog.queries import current_guides
from tongban.registers.catalog.tests.editions import food_code

AtConsole = Callable[[str], Client]
MONTHS = {"from": "2026-01", "to": "2026-11"}
YEAR = Period(date(2026, 1, 1), date(2026, 11, 1))
NAMES = ("console-indicators", "console-channels")

pytestmark = pytest.mark.django_db


@pytest.fixture
def year() -> None:
    guides = [each for each in current_guides() if each.basic_code == "000131024000"]
    chance = Random(99)
    write([draw(chance, guides) for _ in range(120)])
    count_months(at=now())


def read(client: Client, name: str, *args: str, **query: str) -> str:
    return client.get(reverse(name, args=args), MONTHS | query).content.decode()


@pytest.mark.parametrize(
    ("login", "answer"), [("zhengyawen", 200), ("linjing", 200), ("wutao", 403), ("wangfang", 403)]
)
def test_supervision_and_reviewers_see_figures_and_nobody_else(at_console: AtConsole, login: str, answer: int) -> None:
    client = at_console(login)
    addresses = [*map(reverse, NAMES), reverse("console-process", args=[food_code()])]
    assert {client.get(each).status_code for each in addresses} == {answer}


@pytest.mark.req("R-004", "R-094")
def test_each_number_on_the_page_opens_as_many_cases(at_console: AtConsole, year: None) -> None:
    client = at_console("zhengyawen")
    page = read(client, "console-indicators")
    links = re.findall(
        r'<a href="([^"]*indicators/cases[^"]*which=(?:ended|zero|online|whole|once)[^"]*)">(\d+)</a>', page
    )
    assert len(links) > 20
    for href, number in links[:12]:
        assert count_rows(client, unescape(href)) == int(number)
    assert str(indicators(YEAR).total.ended) in page
    assert "一次办成率" in page
    assert "网上可办率" in page


def count_rows(client: Client, href: str) -> int:
    count = 0
    while href:
        page = client.get(href).content.decode()
        count += page.count('class="number"')
        found = re.search(r'<a rel="next" href="([^"]+)"', page)
        href = unescape(found[1]) if found else ""
    return count


def test_a_reviewer_reads_the_numbers_and_gets_no_cases(at_console: AtConsole, year: None) -> None:
    client = at_console("linjing")
    assert "indicators/cases" not in read(client, "console-indicators")
    assert client.get(reverse("console-indicators-cases")).status_code == 403


@pytest.mark.req("R-094")
def test_the_page_says_how_each_figure_is_made_and_as_of_when(at_console: AtConsole, year: None) -> None:
    page = read(at_console("linjing"), "console-indicators")
    assert "截至" in page
    for each in DEFINITIONS:
        assert each.words in page
        assert each.formula in page
    assert "GROUPING SETS" in page


@pytest.mark.req("R-094")
def test_a_matter_below_the_whole_way_without_a_legal_exception_is_a_gap(at_console: AtConsole) -> None:
    page = read(at_console("linjing"), "console-indicators", show="gaps")
    rows = page[page.index('id="matters"') :]
    assert "网上受理" in rows
    assert "网上反馈电子证照" not in rows.partition("</table>")[0]
    assert "最晚2027年6月30日（周三）补齐" in page, "and by when it is to be closed"


@pytest.mark.req("R-095")
def test_the_process_is_shown_and_exported_with_the_same_numbers(at_console: AtConsole, year: None) -> None:
    client = at_console("zhengyawen")
    page = read(client, "console-process", food_code())
    assert "待补正" in page
    assert "退回承办" in page
    address = reverse("console-process-file", args=[food_code(), "csv"])
    rows = list(csv.reader(io.StringIO(client.get(address, MONTHS).content.decode("utf-8-sig"))))
    times = {row[0]: row[1:] for row in rows if len(row) == 4}
    assert f">{times['退回承办'][1]}</a>" in page
    book = load_workbook(io.BytesIO(client.get(address.replace("csv", "xlsx"), MONTHS).content))
    assert book.sheetnames[:3] == ["说明", "各状态用时", "步骤"]


@pytest.mark.req("R-095")
def test_two_editions_are_compared_on_the_page_and_in_the_file(at_console: AtConsole) -> None:
    old = next(each for each in current_guides() if each.option_code == food_code())
    chance = Random(100)
    write([*closed(chance, old, 12), *closed(chance, shortened(old), 11)])
    client = at_console("zhengyawen")
    page = read(client, "console-process", food_code())
    assert "最近办结的12件和11件" in page
    assert "95%置信区间" in page
    assert "清单改了什么" in page
    address = reverse("console-process-file", args=[food_code(), "csv"])
    told = client.get(address, MONTHS).content.decode("utf-8-sig")
    assert "前后对照" in told
    assert told.count(",12,11\r\n") == 3
    backwards = read(client, "console-process", food_code(), before="2", after="1")
    assert "变化前的版本要比变化后的早" in backwards


@pytest.mark.req("R-097")
def test_channels_are_shown_with_their_counts(at_console: AtConsole, year: None) -> None:
    page = read(at_console("zhengyawen"), "console-channels")
    assert "p=" in page
    assert "都有窗口可以办" in page


@pytest.mark.parametrize(
    "name", ["console-indicators", "console-indicators-cases", "console-process", "console-channels"]
)
def test_what_comes_in_an_address_breaks_nothing(at_console: AtConsole, name: str, year: None) -> None:
    client = at_console("zhengyawen")
    args = [food_code()] if name == "console-process" else []
    for evil in ("\x00", "9" * 30, "-1", "'; DROP", "²", "2026-13", "0000-00"):
        names = ("from", "to", "agency", "which", "option", "verb", "state", "month", "after", "before", "show")
        assert client.get(reverse(name, args=args), dict.fromkeys(names, evil)).status_code == 200


@pytest.mark.parametrize(
    ("name", "statements"),
    [("console-indicators", 5), ("console-indicators-cases", 4), ("console-process", 5), ("console-channels", 3)],
)
def test_few_statements_whatever_the_number_of_cases(
    at_console: AtConsole, year: None, django_assert_max_num_queries: Any, name: str, statements: int
) -> None:
    """Session, revision, figures and as of when, names of departments; for a process its states, acts and editions."""
    client = at_console("zhengyawen")
    args = [food_code()] if name == "console-process" else []
    client.get(reverse(name, args=args), MONTHS)
    with django_assert_max_num_queries(statements):
        client.get(reverse(name, args=args), MONTHS)


@pytest.mark.req("R-049")
@pytest.mark.parametrize(("login", "answer"), [("zhengyawen", 200), ("linjing", 200), ("wangfang", 403)])
def test_supervision_sees_how_long_each_kind_of_special_procedure_takes(
    login: str, answer: int, at_console: AtConsole
) -> None:
    found = at_console(login).get(reverse("console-specials"))
    assert found.status_code == answer
    assert answer != 200 or "没有超期的特殊环节" in found.content.decode()
