"""Issues, inspections and meetings on their pages (R-115, R-116)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.clock import local_day, now
from tongban.oversight.supervision.models import Gathering, Issue

AtConsole = Callable[[str], Client]

pytestmark = pytest.mark.django_db


def said(**changes: str) -> dict[str, str]:
    due = local_day(now()) + timedelta(days=7)
    return {
        "title": "婚姻数据没有共享（样例）",
        "words": "窗口要群众带纸质证明（样例）。",
        "level": "city",
        "owner": "JY0064",
        "due_on": due.isoformat(),
        **changes,
    }


@pytest.mark.parametrize(
    ("login", "sees", "holds"),
    [("zhengyawen", 200, 200), ("linjing", 200, 200), ("sunqiang", 200, 403), ("wangfang", 403, 403)],
)
def test_who_opens_what(at_console: AtConsole, login: str, sees: int, holds: int) -> None:
    client = at_console(login)
    assert client.get(reverse("console-issues")).status_code == sees
    assert client.get(reverse("console-gatherings")).status_code == holds


@pytest.mark.req("R-116")
def test_an_issue_goes_its_way_on_the_pages(at_console: AtConsole, django_assert_max_num_queries: Any) -> None:
    raiser, owner = at_console("zhengyawen"), at_console("sunqiang")
    refused = raiser.post(reverse("console-issue-new"), said(owner=""))
    assert refused.status_code == 422
    assert "没有负责人不能登记" in refused.content.decode()
    assert "婚姻数据没有共享" in refused.content.decode()
    address = raiser.post(reverse("console-issue-new"), said())["Location"]
    made = Issue.objects.get()
    assert address == reverse("console-issue", args=[made.pk])
    assert 'id="act-resolve"' not in raiser.get(address).content.decode(), "the body that leads does that"
    take = "console-issue-take"
    short = owner.post(reverse(take, args=[made.pk, "resolve"]), {"resolution": ""})
    assert short.status_code == 422
    done = owner.post(reverse(take, args=[made.pk, "resolve"]), {"resolution": "已经共享（样例）"})
    assert done.status_code == 302
    assert owner.post(reverse(take, args=[made.pk, "verify"])).status_code == 403
    assert raiser.post(reverse(take, args=[made.pk, "verify"])).status_code == 302
    assert "已销号" in raiser.get(address).content.decode()
    assert at_console("zhouyaqin").get(address).status_code == 404
    with django_assert_max_num_queries(3):
        owner.get(reverse("console-issues"), {"show": "verified"})
    for evil in ("\x00", "9" * 30):
        assert raiser.get(reverse("console-issues"), {"show": evil, "level": evil, "after": evil}).status_code == 200


@pytest.mark.req("R-115")
def test_a_meeting_is_written_down_and_its_actions_follow(at_console: AtConsole) -> None:
    client = at_console("zhengyawen")
    form = {"kind": "meeting", "title": "四季度推进会（样例）", "held_on": local_day(now()).isoformat()}
    refused = client.post(reverse("console-gathering-new"), form)
    assert refused.status_code == 422
    assert "请写纪要" in refused.content.decode()
    sent = {**form, "minutes": "要求尽快共享数据（样例）。", "bodies": ["market-regulation", "justice"]}
    held = client.post(reverse("console-gathering-new"), sent)
    made = Gathering.objects.get()
    assert held["Location"] == reverse("console-gathering", args=[made.pk])
    added = client.post(reverse("console-issue-new") + f"?gathering={made.pk}", said())
    assert added["Location"] == held["Location"]
    page = client.get(held["Location"]).content.decode()
    assert "婚姻数据没有共享（样例）" in page
    assert "孙强" in page
    assert "近三个月没有督查" in client.get(reverse("console-gatherings")).content.decode()
