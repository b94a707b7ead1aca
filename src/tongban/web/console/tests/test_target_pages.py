"""The ledger of the plan as supervision sees and keeps it (R-009), and the matrix of duties (R-171)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.oversight.supervision.models import PlanTarget

AtConsole = Callable[[str], Client]
KEY = "T10-2022-10-31"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("login", "answer"), [("zhengyawen", 200), ("linjing", 200), ("wutao", 403), ("wangfang", 403)]
)
def test_supervision_and_reviewers_see_the_ledger_and_nobody_else(
    at_console: AtConsole, login: str, answer: int
) -> None:
    client = at_console(login)
    addresses = [reverse("console-targets"), reverse("console-duties"), reverse("console-target", args=[KEY])]
    assert {client.get(each).status_code for each in addresses} == {answer}


@pytest.mark.req("R-009")
def test_evidence_is_linked_and_the_target_done_on_the_page(at_console: AtConsole) -> None:
    client = at_console("zhengyawen")
    take = "console-target-take"
    refused = client.post(reverse(take, args=[KEY, "complete"]))
    assert refused.status_code == 409
    assert "还没有关联佐证" in refused.content.decode()
    wrong = client.post(reverse(take, args=[KEY, "link_outside"]), {"number": "嘉政", "title": "清单", "dated_on": "x"})
    assert wrong.status_code == 422
    assert 'value="x"' in wrong.content.decode()
    sent = {"number": "嘉政发〔2022〕99号", "title": "关于公布清单的通知（样例）", "dated_on": "2022-10-20"}
    assert client.post(reverse(take, args=[KEY, "link_outside"]), sent).status_code == 302
    assert client.post(reverse(take, args=[KEY, "complete"])).status_code == 302
    page = client.get(reverse("console-target", args=[KEY])).content.decode()
    assert "按期完成" in page
    assert "外部文件，本系统没有核对" in page
    assert PlanTarget.objects.get(key=KEY).status == "done"


@pytest.mark.req("R-009")
def test_the_ledger_answers_for_any_day(at_console: AtConsole, django_assert_max_num_queries: Any) -> None:
    client = at_console("linjing")
    page = client.get(reverse("console-targets"), {"on": "2022-09-15"}).content.decode()
    assert "临期" in page
    assert "逾期" not in page.partition("状态怎么算")[0].replace("逾期完成", "")
    with django_assert_max_num_queries(4):
        client.get(reverse("console-targets"), {"standing": "over"})
    for evil in ("\x00", "9" * 30, "2026-13-99"):
        assert client.get(reverse("console-targets"), {"on": evil, "standing": evil}).status_code == 200
    assert client.get(reverse("console-target", args=["T99"])).status_code == 404


@pytest.mark.req("R-171")
def test_the_matrix_flags_the_tasks_that_nobody_leads(at_console: AtConsole) -> None:
    page = at_console("zhengyawen").get(reverse("console-duties")).content.decode()
    assert "3项任务原文没有牵头部门" in page
    assert "三(一)2-二是" in page
