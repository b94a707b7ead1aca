"""实施方案落实情况: all 36 tasks, each with its rows, tests and figures; overdue is said."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.queries.figures import Figures, figures
from tongban.handling.cases.tests.applying import lodged
from tongban.registers.agencies.models import Staff, Venue
from tongban.registers.agencies.queries import figures as agencies
from tongban.registers.catalog.queries import cards
from tongban.registers.plan.reading import read_rows, read_tasks
from tongban.registers.plan.rules import State, days_over
from tongban.web.portal.plan_figures import REASONS, Counted, count, metrics_of
from tongban.web.portal.plan_page import BOARD

pytestmark = pytest.mark.django_db
TASKS = read_tasks(settings.CITY)
ROWS = read_rows(settings.ROOT)
NOTHING = Figures(0, 0, 0, 0, 0, 0, 0)
EMPTY = Counted(cases=NOTHING, agencies=agencies.Figures(0, 0, 0, 0, 0))


@pytest.fixture(autouse=True)
def fresh_board() -> Any:
    BOARD.forget()
    yield
    BOARD.forget()


@pytest.mark.req("R-204")
def test_every_task_is_there_with_lead_deadline_and_state(client: Client):
    shown = client.get("/plan").content.decode()
    assert [each.key for each in TASKS if f'href="/plan/{each.key}"' not in shown] == []
    assert [each.text for each in TASKS if each.text not in shown] == []
    assert "2022年10月31日(周一)" in shown
    assert "天</strong>" in shown, "what is overdue is said"


@pytest.mark.req("R-204")
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_a_task_shows_its_rows_its_tests_and_its_code(client: Client, task: Any):
    shown = client.get(f"/plan/{task.key}").content.decode()
    rows = [row for row in ROWS if task.section in row.chapters]
    assert rows
    assert [row.id for row in rows if row.id not in shown] == []
    tests = [each for row in rows for each in row.shown_by]
    assert [each for each in tests if each.partition("::")[0] not in shown] == []


@pytest.mark.req("R-204")
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_a_task_has_live_figures_that_say_what_they_count_or_says_why_there_are_none(client: Client, task: Any):
    shown = client.get(f"/plan/{task.key}").content.decode()
    found = metrics_of(task.section, EMPTY)
    assert bool(found) is not (task.section in REASONS), "a figure or a reason, never both and never neither"
    assert [each.label for each in found if each.label not in shown or each.meaning not in shown] == []
    assert ("这一项还没有可统计的数据" in shown) is (not found)
    assert REASONS.get(task.section, "") in shown


@pytest.mark.req("R-204")
def test_the_figures_of_the_demo_city_are_those_of_its_registers(client: Client):
    found = count(now(), rows=3, rows_done=2)
    told = {each.label: each.value for task in TASKS for each in metrics_of(task.section, found)}
    venues = Venue.objects.filter(is_active=True).count()
    assert told["公布的办理项"] == str(len(cards()))
    assert told["按统一名称命名"] == f"{venues} / {venues}"
    assert told["已完成的要求"] == "2 / 3"
    assert told["在岗工作人员"] == str(Staff.objects.filter(is_active=True).count())
    assert told["清单更新"].isdigit()


def test_a_figure_counts_what_is_there(person: Any):
    at = now()
    before = figures(on=local_day(at))
    _, case = lodged(person("liqiang"), at=at)
    after = figures(on=local_day(at))
    spared = case.materials.filter(state="spared", replaced_at=None).count()
    assert spared > 0
    assert after == replace(
        before,
        papers_spared=before.papers_spared + spared,
        lodged=before.lodged + 1,
        lodged_online=before.lodged_online + 1,
    )
    assert figures(on=local_day(at) + timedelta(days=366)) == NOTHING


def test_the_figures_are_counted_once_in_ten_minutes(client: Client, django_assert_num_queries: Any):
    client.get("/plan/T05")
    with django_assert_num_queries(0):
        client.get("/plan/T05")
        client.get("/plan")


def test_what_is_done_is_not_overdue():
    task = next(each for each in TASKS if each.deadlines)
    on = task.deadlines[0] + timedelta(days=3)
    assert days_over(task, on=on, state=State.BEGUN)[task.deadlines[0]] == 3
    assert days_over(task, on=on, state=State.DONE) == {}
    assert days_over(task, on=task.deadlines[0], state=State.BEGUN) == {}
