"""What departments do, held against the platform on a page; and the six fields on phones."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.clock import local_day, now

pytestmark = pytest.mark.django_db
AtConsole = Callable[[str], Client]


@pytest.mark.req("R-137")
def test_a_gap_is_entered_planned_and_then_excepted(at_console: AtConsole) -> None:
    editor, bureau = at_console("wutao"), at_console("linjing")
    wrong = editor.post(reverse("console-inclusion-new"), {"agency": "market-regulation", "name": ""})
    assert wrong.status_code == 422
    assert "请写事项名称" in wrong.content.decode()
    sent = {"agency": "market-regulation", "name": "样例：计量检定"}
    address = editor.post(reverse("console-inclusion-new"), sent)["Location"]
    assert "没有纳入" in editor.get(address).content.decode()
    past = {"planned_on": str(local_day(now()) - timedelta(days=1))}
    assert editor.post(address + "/acts/plan", past).status_code == 422
    assert editor.post(address + "/acts/plan", {"planned_on": str(local_day(now()))}).status_code == 302
    listed = bureau.get(reverse("console-inclusion") + "?stands=planned&agency=market-regulation").content.decode()
    assert "样例：计量检定" in listed
    refused = editor.post(address + "/acts/except", {"ground": "law", "basis": "样例法 第一条", "reason": "样例"})
    assert refused.status_code == 422
    said = {"ground": "law", "basis": "样例法 第一条", "reason": "由全国系统统一办理"}
    assert bureau.post(address + "/acts/except", said).status_code == 302
    page = bureau.get(address).content.decode()
    assert "按规定不纳入" in page
    assert "法律法规另有规定，样例法 第一条" in page
    assert bureau.post(address + "/acts/fly").status_code == 404


@pytest.mark.req("R-141")
def test_the_six_fields_are_shown_with_their_numbers_and_usage(at_console: AtConsole) -> None:
    page = at_console("zhengyawen").get(reverse("console-mobile")).content.decode()
    assert all(name in page for name in ("公安", "人社", "教育", "卫生健康", "民政", "住建"))
    assert "够了" in page
    assert "占比" in page
