"""Pages of security incidents and drills (R-197, R-198)."""

from collections.abc import Callable

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL, now
from tongban.oversight.incidents.commands import drilling
from tongban.oversight.incidents.models import Incident, IncidentNotice
from tongban.oversight.incidents.rules.notices import ITEMS
from tongban.oversight.incidents.rules.plan import BOUND

pytestmark = pytest.mark.django_db
GIVEN = {name: f"样例{label}" for name, label in ITEMS.items()}
JUDGED = {"severity": "major", "touches_persons": "yes", "playbook": "leak", "words": "涉及电话。"}


@pytest.mark.req("R-197")
def test_an_incident_is_reported_assessed_and_told_of_in_the_browser(at_console: Callable[[str], Client]):
    system = at_console("gaoyuan")
    said = {"title": "名单外泄", "system": "办件库", "words": "群里看到。", "discovered_at": ""}
    refused = system.post("/console/incidents/new", said)
    assert refused.status_code == 422
    assert "群里看到。" in refused.content.decode()
    when = now().astimezone(LOCAL).strftime("%Y-%m-%dT%H:%M")
    assert system.post("/console/incidents/new", {**said, "discovered_at": when}).status_code == 302
    found = Incident.objects.get(title="名单外泄")
    page = f"/console/incidents/{found.pk}"
    keeper = at_console("tianhui")
    assert keeper.post(f"{page}/assess", {**JUDGED, "playbook": ""}).status_code == 422
    assert keeper.post(f"{page}/assess", JUDGED).status_code == 302
    assert keeper.post(f"{page}/steps/stop", {"words": "撤回了。"}).status_code == 302
    assert keeper.post(f"{page}/affected", {"numbers": "123"}).status_code == 422
    short = keeper.post(f"{page}/notices/authority", {**GIVEN, "measures": ""})
    assert short.status_code == 422
    assert "要写明已经采取的补救措施" in short.content.decode()
    assert not IncidentNotice.objects.filter(incident=found).exists()
    assert keeper.post(f"{page}/notices/authority", GIVEN).status_code == 302
    assert keeper.post(f"{page}/notices/nobody", GIVEN).status_code == 404
    assert keeper.post(f"{page}/acts/contain", {"words": "控制住了。"}).status_code == 302
    closing = at_console("zhengyawen").post(f"{page}/acts/close", {"words": "结案。"})
    assert closing.status_code == 409
    assert "还没有告知个人" in closing.content.decode()
    seen = at_console("yanming").get(page).content.decode()
    assert "撤回了。" in seen
    assert "<form" not in seen.split("<main", 1)[1].split("</main", 1)[0]
    assert "名单外泄" in at_console("zhengyawen").get("/console/incidents?show=real").content.decode()


@pytest.mark.req("R-198")
def test_a_drill_begins_in_the_browser_and_its_plan_is_there_to_print(
    at_console: Callable[[str], Client], person: Callable[[str], Actor]
):
    book = BOUND.plan.playbook("outage")
    assert book is not None
    drill = drilling.plan(book, half="2031-2", by=person("zhengyawen"), at=now())
    keeper = at_console("tianhui")
    assert "2031年下半年" in keeper.get("/console/drills").content.decode()
    assert keeper.post(f"/console/drills/{drill.pk}/acts/begin").status_code == 302
    assert "演练：系统中断" in keeper.get(f"/console/drills/{drill.pk}").content.decode()
    early = at_console("zhengyawen").post(f"/console/drills/{drill.pk}/acts/score", {"words": "太早。"})
    assert "还没有结案" in early.content.decode()
    plan = keeper.get("/console/incidents/plan").content.decode()
    assert "启用预留编号和纸质收件单" in plan
    assert "应急领导小组组长" in plan
