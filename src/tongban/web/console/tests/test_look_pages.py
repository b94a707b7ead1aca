"""Pages of watched looks: questions, the audit of looks, the policy (R-196)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.oversight.reading.commands.asking import ask_why
from tongban.oversight.reading.jobs import audit_looks
from tongban.oversight.reading.models import LookFinding, ReadQuestion
from tongban.oversight.reading.queries.policies import policy, watched_now
from tongban.oversight.reading.tests.looking import looked

pytestmark = pytest.mark.django_db
POLICY = {
    "purposes": "核对证件\n回复来电｜个人信息保护法 第十三条",
    "answer_workdays": "3",
    "burst_least": "50",
    "burst_factor": "2.5",
    "day_from": "8",
    "day_to": "19",
    "reason": "收紧一点",
}


@pytest.mark.req("R-196")
def test_the_leader_answers_and_supervision_decides_in_the_browser(
    at_console: Callable[[str], Client], person: Callable[[str], Actor]
):
    entry = looked("liqiang", by=person("zhaomin"), at=now(), purpose="核对证件")
    found = ask_why(entry.pk, by=person("liqiang"), at=now())
    leader = at_console("chenli")
    assert "李*" in leader.get("/console/questions").content.decode()
    assert leader.post(f"/console/questions/{found.pk}/acts/answer", {"answer": ""}).status_code == 422
    assert leader.post(f"/console/questions/{found.pk}/acts/answer", {"answer": "办件需要。"}).status_code == 302
    ReadQuestion.objects.filter(pk=found.pk).update(status="disputed", objection="那天没有办事。")
    watcher = at_console("zhengyawen")
    assert "不认可" in watcher.get(f"/console/questions/{found.pk}").content.decode()
    decided = watcher.post(f"/console/questions/{found.pk}/acts/find_improper", {"reason": "没有办件。"})
    assert decided.status_code == 302
    assert "查看不当" in watcher.get("/console/questions").content.decode()
    assert at_console("zhaomin").get("/console/questions").status_code == 403


@pytest.mark.req("R-196")
def test_findings_are_listed_with_their_rows_explained_and_exported_on_record(
    at_console: Callable[[str], Client], person: Callable[[str], Actor]
):
    entry = looked("zhouyou", by=person("wangfang"), at=now() - timedelta(days=1), purpose="随便看看")
    audit_looks(at=now())
    found = LookFinding.objects.filter(kind="no_case").get()
    audit = at_console("yanming")
    assert "没有本人经手的办件" in audit.get("/console/looks").content.decode()
    page = audit.get(f"/console/looks/{found.pk}").content.decode()
    assert "随便看看" in page
    assert str(entry.pk) in page
    assert "周游" not in page
    taken = audit.post("/console/looks/export", {"kind": "no_case"})
    assert "王芳" in taken.content.decode("utf-8-sig")
    assert Entry.objects.get(chain="look-audit").facts["rows"] == 1
    sent = audit.post(f"/console/looks/{found.pk}/acts/explain", {"reason": "窗口代查，已核实。"})
    assert sent.status_code == 302
    assert at_console("chenli").get("/console/looks").status_code == 403


@pytest.mark.req("R-196")
def test_the_security_administrator_keeps_policy_and_watch_list(at_console: Callable[[str], Client]):
    keeper = at_console("tianhui")
    assert keeper.get("/console/look-policy").status_code == 200
    assert keeper.post("/console/look-policy", {**POLICY, "day_to": "x"}).status_code == 422
    assert keeper.post("/console/look-policy", POLICY).status_code == 302
    assert policy().burst_factor == 2.5
    assert not policy().purposes[1].needs_case
    someone = {"name": "周游", "id_number": "620200199508210031", "kind": "canary", "reason": "哨兵记录"}
    assert keeper.post("/console/look-policy/watch", {**someone, "name": "周有"}).status_code == 422
    assert keeper.post("/console/look-policy/watch", someone).status_code == 302
    assert list(watched_now().values()) == ["canary"]
    page = keeper.get("/console/look-policy").content.decode()
    assert "收紧一点" in page
    assert "周*" in page
    assert "620200199508210031" not in page
    assert at_console("yanming").get("/console/look-policy").status_code == 403
