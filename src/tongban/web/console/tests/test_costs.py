"""What matters cost, as supervision sees it: sums of slips, their file, and the archives that are unsound."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.handling.cases.commands.delivering import close
from tongban.handling.cases.tests.driving import after, served
from tongban.handling.dossiers.commands.slipping import make_slip

AtConsole = Callable[[str], Client]
MONTHS = {"from": "2026-11", "to": "2026-11"}


@pytest.mark.parametrize(("login", "answer"), [("zhengyawen", 200), ("linjing", 200), ("wangfang", 403), ("", 302)])
def test_supervision_and_the_bureau_see_what_matters_cost(at_console: AtConsole, login: str, answer: int) -> None:
    for name in ("console-costs", "console-costs-file"):
        assert at_console(login).get(reverse(name), MONTHS).status_code == answer


def test_the_page_and_its_file_are_the_sums_of_the_slips(at_console: AtConsole, cast: Any) -> None:
    case = served(cast)
    close(case, at=after(3, 11))
    slip = make_slip(case, at=after(3, 11))
    client = at_console("zhengyawen")
    page = client.get(reverse("console-costs"), MONTHS).content.decode()
    assert all(word in page for word in ("全市", "平均跑几趟", "检测有问题"))
    rows = list(csv.reader(io.StringIO(client.get(reverse("console-costs-file"), MONTHS).content.decode("utf-8-sig"))))
    heads, city = rows[1], rows[-1]
    told = dict(zip(heads, city, strict=True))
    assert (told["agency"], told["slips"], told["office_seconds"]) == ("全市", "1", str(slip.office_seconds))


def test_months_without_an_ended_case_say_so(at_console: AtConsole) -> None:
    page = at_console("zhengyawen").get(reverse("console-costs"), {"from": "2026-02", "to": "2026-02"}).content.decode()
    assert "没有办结的办件" in page


@pytest.mark.req("R-131")
def test_the_page_says_how_long_each_kind_is_kept_and_that_nothing_is_thrown_away_by_itself(
    at_console: AtConsole,
) -> None:
    page = at_console("zhengyawen").get(reverse("console-costs")).content.decode()
    for words in ("档案保管期限表", "行政许可、行政确认", "没有作决定就结束", "10年", "DA/T 85", "系统不会自动删除"):
        assert words in page
