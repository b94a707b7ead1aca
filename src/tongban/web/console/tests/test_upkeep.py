"""Guides and their lights, owners, and the errors that people point out with their three working days."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import NOBODY
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.tests.applying import food_code
from tongban.registers.answers.commands import keep_unanswered
from tongban.registers.answers.models import GuideTask
from tongban.registers.entrances.models import Entrance
from tongban.registers.upkeep.commands import report_error
from tongban.registers.upkeep.jobs import alert_stale
from tongban.registers.upkeep.models import GuideOwner, Report
from tongban.registers.upkeep.rules.states import Section

AtConsole = Callable[[str], Client]
HOSTILE = ("<img src=x onerror=alert(1)>", "\x00", "' OR 1=1 --", "字" * 9000)


@pytest.fixture
def report() -> Report:
    made = report_error(
        food_code(), section=Section.WHERE, words="电话打不通。", phone="13893700017", by=NOBODY, at=now()
    )
    return made.report


@pytest.mark.req("R-090")
def test_a_guide_is_reviewed_and_its_light_turns_green(at_console: AtConsole):
    alert_stale(now())
    client = at_console("wutao")
    assert food_code() in client.get(reverse("console-upkeep")).content.decode()
    page = client.get(reverse("console-guide", args=[food_code()])).content.decode()
    assert "我核对过了" in page
    assert client.post(reverse("console-guide-review", args=[food_code()])).status_code == 302
    assert GuideOwner.objects.get(option__code=food_code()).light == "fresh"


def test_an_owner_of_the_same_body_is_named_and_no_other(at_console: AtConsole):
    alert_stale(now())
    client, address = at_console("wutao"), reverse("console-guide-owner", args=[food_code()])
    assert client.post(address, {"owner": "JY0063"}).status_code == 302
    assert GuideOwner.objects.get(option__code=food_code()).staff.name == "赵敏"  # type: ignore[union-attr]
    assert client.post(address, {"owner": "JY0001"}).status_code == 422


@pytest.mark.req("R-090")
def test_a_report_is_upheld_and_answered_with_its_clock(at_console: AtConsole, report: Report):
    client = at_console("zhaomin")
    assert "余" in client.get(reverse("console-reports")).content.decode()
    assert client.post(reverse("console-report-act", args=[report.pk, "uphold"])).status_code == 302
    refused = client.post(reverse("console-report-act", args=[report.pk, "fix"]), {"words": "电话改好了。"})
    assert refused.status_code == 409
    assert "电话改好了。" in refused.content.decode(), "what was typed stays"
    answered = client.post(reverse("console-report-act", args=[report.pk, "answer"]), {"words": "线路已经修好。"})
    assert answered.status_code == 302
    assert "线路已经修好。" in client.get(reverse("console-report", args=[report.pk])).content.decode()
    assert "按时处理" in client.get(reverse("console-reports") + "?show=settled").content.decode()


def test_an_answer_that_says_nothing_is_told(at_console: AtConsole, report: Report):
    answer = at_console("wutao").post(reverse("console-report-act", args=[report.pk, "dismiss"]), {"words": ""})
    assert answer.status_code == 422
    assert "请写4到500个字" in answer.content.decode()


def test_the_phone_is_on_record_before_it_is_shown(at_console: AtConsole, report: Report):
    client = at_console("wutao")
    assert "13893700017" not in client.get(reverse("console-report", args=[report.pk])).content.decode()
    page = client.post(reverse("console-report-phone", args=[report.pk])).content.decode()
    assert "13893700017" in page
    assert Entry.objects.filter(about=f"report:{report.pk}", verb="read").count() == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_is_answered(at_console: AtConsole, report: Report, text: str):
    client = at_console("linjing")
    for name in ("console-upkeep", "console-reports", "console-flaws", "console-entrances"):
        query = dict.fromkeys(("q", "light", "show", "after", "health", "kind"), text)
        assert client.get(reverse(name), query).status_code == 200
    answer = client.post(reverse("console-report-act", args=[report.pk, "dismiss"]), {"words": text})
    assert answer.status_code in (302, 422)
    assert "<img src=x" not in answer.content.decode()
    assert client.post(reverse("console-report-act", args=[report.pk, "explode"])).status_code == 404


@pytest.mark.parametrize(
    ("login", "sees", "acts"),
    [
        ("wutao", 200, 302),
        ("linjing", 200, 302),
        ("zhaomin", 200, 302),
        ("zhengyawen", 200, 403),
        ("wangfang", 403, 403),
    ],
)
def test_who_may_see_and_who_may_act(at_console: AtConsole, report: Report, login: str, sees: int, acts: int):
    alert_stale(now())
    client = at_console(login)
    pages = [*map(reverse, ("console-upkeep", "console-reports", "console-flaws"))]
    pages.append(reverse("console-report", args=[report.pk]))
    pages.append(reverse("console-guide", args=[food_code()]))
    assert {client.get(each).status_code for each in pages} == {sees}
    assert client.post(reverse("console-guide-review", args=[food_code()])).status_code == acts
    assert client.post(reverse("console-report-act", args=[report.pk, "uphold"])).status_code == acts


def test_the_entrances_tell_their_last_look(at_console: AtConsole):
    row = Entrance.objects.filter(is_active=True).order_by("pk")[0]
    Entrance.objects.filter(pk=row.pk).update(health="failing", said="连不上", looked_at=now(), health_since=now())
    client = at_console("zhengyawen")
    page = client.get(reverse("console-entrances") + "?health=failing").content.decode()
    assert row.name in page
    assert "连不上" in page
    assert (
        "没有符合的入口" in client.get(reverse("console-entrances") + "?health=failing&after=99999999").content.decode()
    )


@pytest.mark.req("R-092")
def test_what_the_assistant_could_not_answer_is_looked_at_and_dismissed(at_console: AtConsole):
    keep_unanswered({(food_code(), "食品证要挂在墙上吗"): 2}, at=now())
    task, client = GuideTask.objects.get(text="食品证要挂在墙上吗"), at_console("zhaomin")
    assert task.text in client.get(reverse("console-guide-tasks")).content.decode()
    page = client.get(reverse("console-guide-task", args=[task.pk])).content.decode()
    assert "还是答不上" in page
    assert client.post(reverse("console-guide-task-act", args=[task.pk, "add"])).status_code == 409
    dismiss = reverse("console-guide-task-act", args=[task.pk, "dismiss"])
    assert client.post(dismiss, {"words": "短"}).status_code == 422
    assert client.post(dismiss, {"words": "挂在哪里由店家自己定。"}).status_code == 302
    assert task.text in client.get(reverse("console-guide-tasks") + "?show=dismissed").content.decode()
    assert at_console("fangyuan").get(reverse("console-guide-task", args=[task.pk])).status_code == 404
