"""Sub-centres and the ledger of what places are given, on the console's pages (R-069, R-172, R-193)."""

from collections.abc import Callable

import pytest
from django.test import Client

from tongban.foundation.kernel.clock import now
from tongban.handling.halls.models import Kiosk
from tongban.registers.agencies.models import Venue
from tongban.registers.places.models import Provision, SubCentre

AtConsole = Callable[[str], Client]
pytestmark = pytest.mark.django_db
CENTRES, LEDGER = "/console/subcentres", "/console/provisions"


@pytest.mark.req("R-069")
def test_six_stand_on_one_line_of_time_and_the_sixth_is_to_be_confirmed(at_console: AtConsole) -> None:
    bureau = at_console("zhengyawen")
    text = bureau.get(CENTRES).content.decode()
    for words in ("现在登记6个，1个待确认", "纳入市中心一体化管理", "2025年4季度", "超期"):
        assert words in text
    assert "等市政务服务管理局确认" in bureau.get(f"{CENTRES}/sixth").content.decode()
    wrong = bureau.post(f"{CENTRES}/sixth/confirm", {"name": "第六个"})
    assert (wrong.status_code, 'value="第六个"' in wrong.content.decode()) == (422, True)
    named = {"name": "市医保局分中心", "agency": "medical-insurance"}
    assert bureau.post(f"{CENTRES}/sixth/confirm", named).status_code == 302
    assert 'value="integrate"' in bureau.get(f"{CENTRES}/sixth").content.decode()
    assert bureau.post(f"{CENTRES}/sixth/decide", {"way": "merge", "number": "6号"}).status_code == 302
    planned = {"name": "迁入", "starts_on": "2026-11-01", "ends_on": "2026-12-01"}
    assert bureau.post(f"{CENTRES}/sixth/plan", planned | {"ends_on": "乱写"}).status_code == 422
    assert bureau.post(f"{CENTRES}/sixth/plan", planned).status_code == 302
    step = SubCentre.objects.get(key="sixth").steps.get()
    assert bureau.post(f"{CENTRES}/sixth/finish", {"step": "999", "evidence": "x"}).status_code == 404
    assert bureau.post(f"{CENTRES}/sixth/finish", {"step": str(step.pk), "evidence": "验收单"}).status_code == 302
    assert "0个待确认" in bureau.get(CENTRES).content.decode()


@pytest.mark.req("R-172", "R-193")
def test_gaps_are_listed_entered_and_reported_for_the_year(at_console: AtConsole) -> None:
    bureau = at_console("zhengyawen")
    text = bureau.get(LEDGER, {"show": "gaps", "q": "新城"}).content.decode()
    assert "窗口差1个" in text
    one = f"{LEDGER}/shengli-station/2026"
    assert bureau.post(one, {"windows": "许多", "funding": "1", "area": "1", "network": "1"}).status_code == 422
    assert bureau.post(one, {"windows": "2", "funding": "1", "area": "1", "network": "1"}).status_code == 302
    assert Provision.objects.get(venue__key="shengli-station", year=2026).windows == 2
    sheet = bureau.get(f"{LEDGER}/2026.csv")
    assert sheet["Content-Type"].startswith("text/csv")
    lines = sheet.content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0].startswith("场所,级别,单位,窗口")) == (53, True)
    amounts = dict.fromkeys(("windows", "people", "funding", "area", "network", "terminals"), "1")
    assert bureau.post(f"{LEDGER}/2027/norms/village", amounts).status_code == 302
    assert bureau.post(f"{LEDGER}/2027/norms/moon", amounts).status_code == 404
    assert "没有登记" in bureau.get(LEDGER, {"year": "2027", "show": "unknown"}).content.decode()


@pytest.mark.req("R-172")
def test_a_task_without_what_it_needs_is_listed_and_the_tablet_of_a_window_is_no_terminal(
    at_console: AtConsole,
) -> None:
    bureau = at_console("zhengyawen")
    tasks = f"{LEDGER}/tasks"
    assert "人员差1人" in bureau.get(tasks, {"show": "gaps"}).content.decode()
    assert "没有登记" in bureau.get(tasks, {"show": "unknown"}).content.decode()
    names = [f"{side}_{name}" for side in ("needs", "has") for name in ("funding", "people", "area", "systems")]
    sent = dict.fromkeys(names, "3")
    assert bureau.post(f"{tasks}/T29/2026", {**sent, "has_area": "大"}).status_code == 422
    assert bureau.post(f"{tasks}/T29/2026", {**sent, "has_area": "1"}).status_code == 302
    assert "场地差2平方米" in bureau.get(f"{tasks}/T29/2026").content.decode()
    assert bureau.get(f"{tasks}/T99/2026").status_code == 404
    hall = Venue.objects.get(key="xincheng-center")
    Kiosk.objects.create(name="评价器", venue=hall, window="1号窗口", status="running", token_hash=b"x", bound_at=now())
    assert "自助终端差1台" in bureau.get(f"{LEDGER}/xincheng-center/2026").content.decode()


def test_who_may_open_them(at_console: AtConsole) -> None:
    pages = (CENTRES, LEDGER, f"{LEDGER}/fumin-station/2026", f"{LEDGER}/2026.csv", f"{LEDGER}/tasks")
    for login, status in (("wangfang", 403), ("", 302)):
        assert {at_console(login).get(each).status_code for each in pages} == {status}
    head = at_console("chenli")
    assert {head.get(each).status_code for each in pages} == {200}
    assert head.get(f"{CENTRES}/tax").status_code == 403
    sent = {"windows": "2", "funding": "1", "area": "1", "network": "1"}
    assert head.post(f"{LEDGER}/fumin-station/2026", sent).status_code == 403


@pytest.mark.req("R-070")
def test_a_sub_centre_that_is_not_merged_gets_its_place_and_one_measure_reads_all(at_console: AtConsole) -> None:
    bureau, one = at_console("zhengyawen"), f"{CENTRES}/public-security"
    assert "还没有登记场所的" in bureau.get("/console/unified").content.decode()
    assert bureau.post(f"{one}/place", {"address": "路", "phone": ""}).status_code == 422
    placed = {"address": "嘉峪关市样例路8号", "phone": "0937-6240099"}
    assert bureau.post(f"{one}/place", placed).status_code == 302
    assert "嘉峪关市样例路8号" in bureau.get(one).content.decode()
    text = bureau.get("/console/unified", {"day": "乱写"}).content.decode()
    for words in ("全市", "市公安局政务服务分中心（样例）", "YT-03", "从取号到叫到的时间之和 ÷ 叫到的号数"):
        assert words in text
    assert at_console("wangfang").get("/console/unified").status_code == 403
