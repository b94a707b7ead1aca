"""Pages of the standards library and of classified protection (R-186, R-199)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tongban.foundation.kernel.clock import local_day, now
from tongban.oversight.standards.models import ComplianceReport, Evidence

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-199")
def test_the_three_administrators_see_the_checklist_and_the_audit_administrator_has_no_form(
    at_console: Callable[[str], Client],
):
    audit = at_console("yanming").get("/console/protection").content.decode()
    assert "系统、安全、审计管理员三员分立" in audit
    assert "登记证据" not in audit
    keeper = at_console("tianhui")
    assert "登记证据" in keeper.get("/console/protection").content.decode()
    address = "/console/standards/mlps/clauses/8.1.9.3"
    said = {"words": "测评合格", "reference": "样例报告1号", "valid_until": ""}
    refused = keeper.post(address, said)
    assert refused.status_code == 422
    assert "测评合格" in refused.content.decode()
    until = (local_day(now()) + timedelta(days=30)).isoformat()
    assert keeper.post(address, {**said, "valid_until": until}).status_code == 302
    assert Evidence.objects.get().clause == "8.1.9.3"
    assert at_console("yanming").post(address, {**said, "valid_until": until}).status_code == 403


@pytest.mark.req("R-186")
def test_supervision_sees_who_fails_and_freezes_the_report(at_console: Callable[[str], Client]):
    watcher = at_console("zhengyawen")
    assert "GB/T 22239-2019" in watcher.get("/console/standards").content.decode()
    assert watcher.get("/console/standards/subjects").status_code == 200
    assert watcher.get("/console/standards/subjects?about=matter").status_code == 200
    assert watcher.post("/console/standards/freeze").status_code == 302
    made = ComplianceReport.objects.get()
    page = watcher.get(f"/console/standards/reports/{made.pk}").content.decode()
    assert made.content_hash in page
    assert "结果一样" in page
    assert watcher.get("/console/standards/nothing").status_code == 404
