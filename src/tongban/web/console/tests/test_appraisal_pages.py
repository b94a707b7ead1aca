"""Scores as supervision sees them: the table, a card, a trial, a new edition, a file to do the sums with (R-114)."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import msgspec
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import LOCAL, local_day, now
from tongban.foundation.kernel.written import read_yaml
from tongban.oversight.supervision.commands.appraising import publish_library
from tongban.oversight.supervision.commands.counting import count_months
from tongban.oversight.supervision.models import LibraryEdition
from tongban.oversight.supervision.queries.appraising import scores
from tongban.oversight.supervision.queries.period import of_month
from tongban.oversight.supervision.rules.appraising import MEASURES, Library, score
from tongban.oversight.supervision.tests.synthetic import draw, write
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.queries import current_guides

AtConsole = Callable[[str], Client]
LIBRARY = msgspec.convert(
    {"indicators": read_yaml((settings.CITY / "appraisal.yaml").read_bytes())["indicators"]}, Library
)
MARCH = of_month(date(2026, 3, 1))
ASKED = {"period": "2026-03"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def year() -> None:
    chance, guides = Random(3), sorted(current_guides(), key=lambda each: each.option_code)[::23]
    write([draw(chance, guides) for _ in range(80)])
    count_months(at=now())
    begun = datetime(2026, 1, 1, tzinfo=LOCAL)
    publish_library(LIBRARY, since=date(2026, 1, 1), reason="首版（样例）", by=SYSTEM, at=begun)


@pytest.mark.parametrize(("login", "answer"), [("zhengyawen", 200), ("linjing", 200), ("wutao", 403)])
def test_who_sees_the_scores(at_console: AtConsole, login: str, answer: int) -> None:
    assert at_console(login).get(reverse("console-appraisal")).status_code == answer


@pytest.mark.req("R-114")
def test_anybody_can_do_the_sums_again_from_the_file(at_console: AtConsole, year: None) -> None:
    client = at_console("linjing")
    told = client.get(reverse("console-appraisal-file"), ASKED).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(told)))
    heads = ["部门", *MEASURES.values(), "得分"]
    table = rows[rows.index(heads) + 1 :]
    assert table
    for row in table:
        counts = dict(zip(MEASURES, map(int, row[1:-1]), strict=True))
        assert str(score(LIBRARY, counts).total) == row[-1].replace("—", "None")
    page = client.get(reverse("console-appraisal"), ASKED).content.decode()
    assert all(row[-1] in page for row in table)


@pytest.mark.req("R-114", "R-115")
def test_a_card_shows_each_indicator_and_a_trial_keeps_nothing(
    at_console: AtConsole, year: None, django_assert_max_num_queries: Any
) -> None:
    client, found = at_console("zhengyawen"), scores(MARCH)
    assert found is not None
    best = found.rows[0]
    page = client.get(reverse("console-scorecard", args=[best.agency_id]), ASKED).content.decode()
    assert "第1名" in page
    assert str(best.total) in page
    assert "一次办成件数 ÷ 办结件数" in page
    assert "牵头、还没有完成的方案目标" in page
    lead = Agency.objects.get(key="industry")
    report = client.get(reverse("console-scorecard", args=[lead.pk]), ASKED).content.decode()
    assert "拓展“不来即享”利企服务" in report, "the report of a body says what the plan still wants of it"
    tried = client.get(reverse("console-appraisal"), {**ASKED, "weight-zero": "90"}).content.decode()
    assert "试算，不保存" in tried
    assert "现行" in tried
    assert scores(MARCH) == found
    with django_assert_max_num_queries(9):
        client.get(reverse("console-appraisal"), ASKED)
    for evil in ("\x00", "9" * 30, "2026-99", "²"):
        asked = {"period": evil, "weight-zero": evil}
        assert client.get(reverse("console-appraisal"), asked).status_code == 200
    assert client.get(reverse("console-scorecard", args=[10**9])).status_code == 404


@pytest.mark.req("R-114")
def test_a_new_edition_is_published_on_the_page_and_keeps_what_was_typed(at_console: AtConsole, year: None) -> None:
    client = at_console("zhengyawen")
    month = (local_day(now()).replace(day=1) + timedelta(days=40)).strftime("%Y-%m")
    sent = {"weight-zero": "40", "weight-whole": "5", "since": month, "reason": "更看重零跑动（样例）"}
    wrong = client.post(reverse("console-appraisal-edition"), sent)
    assert wrong.status_code == 422
    assert "合计要是100" in wrong.content.decode()
    assert 'value="40"' in wrong.content.decode()
    assert client.post(reverse("console-appraisal-edition"), {**sent, "weight-whole": "0"}).status_code == 302
    made = LibraryEdition.objects.get(number=2)
    zero = made.library.indicator("zero")
    assert zero is not None
    assert (zero.weight, f"{made.since:%Y-%m}") == (40, month)
    assert at_console("linjing").get(reverse("console-appraisal-edition")).status_code == 403
