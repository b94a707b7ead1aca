"""Help in person at the desk (W18): written down from a call, arranged for two, the route on paper, the result."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.handling.outreach.models import Outreach
from tongban.handling.outreach.queries.requests import helpers
from tongban.handling.outreach.rules.asking import days_offered
from tongban.handling.outreach.rules.policy import BOUND
from tongban.registers.agencies.models import Staff

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-167")]
AtDesk = Callable[[str], Client]
LIST = "/workbench/outreach"


def last_day() -> date:
    return days_offered(BOUND.policy, today=local_day(now()), calendar=calendar())[-1]


def called(client: Client, **changes: object) -> Outreach:
    given: dict[str, object] = {
        "channel": "phone",
        "kind": "home",
        "asked_by": "family",
        "needs": ["elder"],
        "name": "马秀英",
        "phone": "13993700000",
        "address": "雄关街道样例路1号2单元301",
        "wanted_on": last_day().isoformat(),
        "wanted_slot": "am1",
    }
    assert client.post(f"{LIST}/new", given | changes).status_code == 302
    return Outreach.objects.latest("pk")


def plan(**changes: str) -> dict[str, str]:
    mine = Staff.objects.get(account__login="wangfang").number
    other = next(each.number for each in helpers(on=last_day()) if each.number != mine)
    given = {"on": last_day().isoformat(), "slot": "am1", "helper": mine, "companion": other}
    return given | changes


def test_from_a_call_to_the_result(at_desk: AtDesk):
    client = at_desk("wangfang")
    wrong = client.post(f"{LIST}/new", {"channel": "phone", "name": "马秀英"})
    assert wrong.status_code == 422
    assert "请至少选一项为什么需要帮办" in wrong.content.decode()
    made = called(client)
    one = f"{LIST}/{made.code}"
    page = client.get(one).content.decode()
    assert "请打电话告诉本人" in page
    assert "13993700000" not in page
    assert client.post(f"{one}/acts/arrange", plan(companion="")).status_code == 422
    assert client.post(f"{one}/acts/arrange", plan()).status_code == 302
    shown = client.post(f"{one}/reveal").content.decode()
    assert "13993700000" in shown
    assert "雄关街道样例路1号" in shown
    assert Entry.objects.get(verb="read", facts__purpose="上门帮办").facts["fields"] == ["name", "phone", "address"]
    assert client.post(f"{one}/acts/finish", {"result": "settled", "words": ""}).status_code == 422
    assert client.post(f"{one}/acts/finish", {"result": "settled", "words": "当场讲清楚了"}).status_code == 302
    page = client.get(one).content.decode()
    assert "当场讲清楚了" in page
    assert "登记结果，办完" not in page


def test_the_route_shows_addresses_only_when_that_is_on_record(at_desk: AtDesk):
    client = at_desk("wangfang")
    for address, slot in (("和诚路3号", "am2"), ("样例路2号", "am1")):
        made = called(client, address=address)
        client.post(f"{LIST}/{made.code}/acts/arrange", plan(slot=slot))
    route = f"{LIST}/route"
    closed = client.get(route, {"on": last_day().isoformat()}).content.decode()
    assert "第 2 家" in closed
    assert "和诚路3号" not in closed
    opened = client.post(route, {"on": last_day().isoformat()}).content.decode()
    assert opened.index("样例路2号") < opened.index("和诚路3号")
    assert "这一天没有要去的" in client.get(route, {"on": "乱写"}).content.decode()


def test_the_list_narrows_and_keeps_its_filters(at_desk: AtDesk):
    client = at_desk("wangfang")
    called(client)
    called(client, kind="green", address="", note="要轮椅")
    page = client.get(LIST, {"kind": "green"}).content.decode()
    assert page.count('<th role="rowheader"') == 1
    assert "没有符合的登记" in client.get(LIST, {"whose": "mine"}).content.decode()
    assert "没有符合的登记" not in client.get(LIST, {"q": "轮椅", "status": "open"}).content.decode()
    assert client.get(LIST, {"kind": "x", "status": "y", "day": "z", "after": "w"}).status_code == 200


def test_a_supervisor_reads_and_changes_nothing(at_desk: AtDesk):
    made = called(at_desk("wangfang"))
    watching = at_desk("zhengyawen")
    page = watching.get(f"{LIST}/{made.code}").content.decode()
    assert "安排谁去" not in page
    assert watching.post(f"{LIST}/{made.code}/acts/cancel", {"reason": "不办了"}).status_code == 403
    assert watching.post(f"{LIST}/{made.code}/reveal").status_code == 403


def test_the_page_of_one_takes_few_statements(at_desk: AtDesk, django_assert_max_num_queries):
    client = at_desk("wangfang")
    made = called(client)
    client.get(f"{LIST}/{made.code}")
    with django_assert_max_num_queries(7):  # the session · the request · helpers · history, and the frame's
        client.get(f"{LIST}/{made.code}")
