"""Lights, cards and time as supervision sees them: an urging, a contest, figures that open their cases."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.worktime.queries import without_asking
from tongban.handling.cases.commands import examining
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.driving import accepted, fresh, granted
from tongban.oversight.supervision.jobs import watch_limits
from tongban.oversight.supervision.models import Card, Urge
from tongban.web.console.tests.pages import post

AtConsole = Callable[[str], Client]
Cast = Callable[..., Actor]
LATE = timedelta(days=20)

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(cast: Cast) -> Case:
    """A case that has been over its promise for days."""
    case = accepted(cast, at=now() - LATE)
    watch_limits(at=now())
    return case


def card_of(case: Case) -> Card:
    return Card.objects.get(case=case, rule="promise_exceeded")


def read(client: Client, name: str, *args: object, **query: str) -> str:
    return client.get(reverse(name, args=args), query).content.decode()


def test_a_late_case_is_urged_and_the_owner_answers_from_the_first_page(
    at_console: AtConsole, cast: Cast, late: Case
) -> None:
    supervisor, owner = at_console("zhengyawen"), at_console("zhaomin")
    page = read(supervisor, "console-late")
    assert reverse("desk-case", args=[late.number]) in page
    assert "还没有公开说明原因" in page
    empty = post(supervisor, reverse("console-urge", args=[late.number]), words="")
    assert empty.status_code == 422
    assert "请写明要督办什么" in empty.content.decode()
    post(supervisor, reverse("console-urge", args=[late.number]), words="请今天送审。")
    assert "请今天送审。" in read(owner, "workbench")
    urged = Urge.objects.get(case=late)
    short = post(owner, reverse("desk-urge", args=[urged.pk]), answer="好")
    assert (short.status_code, "请写明办到哪一步" in short.content.decode()) == (422, True)
    post(owner, reverse("desk-urge", args=[urged.pk]), answer="已经送审，明天办结。")
    assert "已经送审，明天办结。" in read(supervisor, "console-late")
    assert "请今天送审。" not in read(owner, "workbench")


def test_the_reason_and_the_objection_stand_on_the_page(at_console: AtConsole, cast: Cast, late: Case) -> None:
    given = {"cause": "workload", "words": "申请集中，正在逐件核对。", "expected_on": local_day(now()).isoformat()}
    act("explain_overdue", late, given, by=cast("zhaomin", now()), at=now())
    act("dispute_explanation", fresh(late), {"words": "早就交齐了。"}, by=cast("liqiang", now()), at=now())
    page = read(at_console("zhengyawen"), "console-late")
    assert "申请集中，正在逐件核对。" in page
    assert "申请人有异议" in page


@pytest.mark.parametrize("name", ["console-late", "console-cards"])
def test_a_page_of_late_cases_costs_the_same_however_many_there_are(
    name: str, at_console: AtConsole, cast: Cast, late: Case
) -> None:
    client = at_console("zhengyawen")
    with without_asking():  # whether the calendar is looked after in this half minute is no matter of the page
        read(client, name)
        with CaptureQueriesContext(connection) as one:
            read(client, name)
        for _ in range(3):
            accepted(cast, at=now() - LATE)
        watch_limits(at=now())
        with CaptureQueriesContext(connection) as more:
            read(client, name)
    assert len(more) == len(one) <= 7  # session, cases, entries, explanations, urgings, agencies


def test_a_card_is_contested_on_its_page_and_decided_by_supervision(
    at_console: AtConsole, cast: Cast, late: Case
) -> None:
    card, owner, supervisor = card_of(late), at_console("zhaomin"), at_console("zhengyawen")
    page = reverse("console-card", args=[card.pk])
    assert "亮牌时的用时归因" in owner.get(page).content.decode()
    assert page in read(owner, "workbench")
    take = reverse("console-card-take", args=[card.pk, "contest"])
    refused = post(owner, take, reason="系统故障一整天。", evidence="")
    assert refused.status_code == 422
    assert "系统故障一整天。" in refused.content.decode()
    post(owner, take, reason="系统故障一整天。", evidence="运行记录第8页。")
    assert "系统故障一整天。" in supervisor.get(page).content.decode()
    post(supervisor, reverse("console-card-take", args=[card.pk, "lift"]), finding="运行记录属实。")
    assert "已撤销" in supervisor.get(page).content.decode()


def test_others_departments_do_not_see_a_card(at_console: AtConsole, cast: Cast, late: Case) -> None:
    assert at_console("wangfang").get(reverse("console-card", args=[card_of(late).pk])).status_code == 404
    assert at_console("liqiang").get(reverse("console-cards")).status_code == 403


@pytest.mark.req("R-086")
def test_each_figure_of_time_opens_as_many_cases(at_console: AtConsole, cast: Cast) -> None:
    at = now() - timedelta(days=1)
    case = accepted(cast, at=at)
    examining.examine(case, opinion="符合。", proposal="grant", by=cast("zhaomin", at), at=at)
    examining.review(case, opinion="同意。", by=cast("sunqiang", at), at=at)
    examining.grant(case, opinion="准予。", by=cast("chenli", at), at=at)
    client = at_console("zhengyawen")
    page = read(client, "console-spent")
    links = re.findall(r'<a href="([^"]*spent/cases[^"]*)">(\d+)</a>', page)
    assert links
    for href, number in links[:12]:
        assert client.get(unescape(href)).content.decode().count('class="number"') == min(int(number), 50)
    assert "即办件目标清单" in page
    watch_limits(at=now())
    carded = re.findall(r'<a href="([^"]*console/cards[^"]*)">(\d+)</a>', read(client, "console-spent"))
    for href, number in carded:
        assert client.get(unescape(href)).content.decode().count('class="number small"') == int(number)
    rows = list(csv.reader(io.StringIO(client.get(reverse("console-spent-file")).content.decode("utf-8-sig"))))
    assert rows[1][0] == "部门"
    assert rows[2][0] == "全市"
    assert len(rows[2]) == len(rows[1])


def test_reviewers_read_figures_of_time_and_get_no_cases(at_console: AtConsole, cast: Cast) -> None:
    granted(cast)
    assert "spent/cases" not in read(at_console("linjing"), "console-spent")
    assert at_console("linjing").get(reverse("console-spent-cases")).status_code == 403
    assert at_console("wangfang").get(reverse("console-late")).status_code == 403


@pytest.mark.parametrize("word", ["\x00", "'; DROP TABLE x;--", "９" * 40, "-1", "1" * 30, "x~1", "2026-01-01~9"])
def test_odd_words_in_the_address_break_nothing(word: str, at_console: AtConsole) -> None:
    client = at_console("zhengyawen")
    names = ("light", "agency", "cursor", "status", "owner", "colour", "after", "which", "option", "from", "to")
    for name in ("console-late", "console-cards", "console-spent", "console-spent-cases"):
        assert client.get(reverse(name), dict.fromkeys(names, word)).status_code == 200
