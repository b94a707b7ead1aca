"""我的企业 in the browser (R-161)."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.licenses.models import License
from tongban.registers.licenses.tests.conftest import given, kind
from tongban.registers.parties.models import Party

__all__ = ["given", "kind"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def near_its_end(given: Callable[..., License]) -> License:
    found, day = given(), local_day(now()) + timedelta(days=45)
    License.objects.filter(pk=found.pk).update(valid_to=day, valid_from=day - timedelta(days=1825))
    return found


@pytest.mark.req("R-161")
def test_the_space_shows_licences_days_and_team_and_leads_to_the_renewal(
    browser: Callable[..., Client], near_its_end: License
):
    enterprise = Party.objects.get(name__contains="明月")
    leader = browser("liqiang", acting_for=enterprise)
    assert "我的企业" in leader.get("/me").content.decode()
    shown = leader.get("/me/enterprise").content.decode()
    for said in ("食品经营许可证", "还有 45 天到期", "办理延续", "经办人", "李*"):
        assert said in shown
    address = shown.split('href="/items/', 1)[1].split('"', 1)[0].replace("&amp;", "&")
    assert leader.get(f"/items/{address}").status_code == 200
    calendar = leader.get("/me/enterprise/calendar.ics").content.decode()
    assert calendar.count("BEGIN:VCALENDAR") == 1
    assert "证照到期" in calendar.replace("\r\n ", "")
    taken = leader.post("/me/enterprise/data.zip")
    names = zipfile.ZipFile(io.BytesIO(taken.content)).namelist()
    assert {"licenses.json", "licenses.csv", "team.csv"} <= set(names)
    at_body = browser("zhaomin").get("/console/renewals").content.decode()
    assert "食品经营许可证" in at_body
    assert near_its_end.identifier in at_body


@pytest.mark.req("R-161")
def test_the_team_is_changed_by_the_legal_representative_only(browser: Callable[..., Client]):
    enterprise = Party.objects.get(name__contains="明月")
    leader, handler = browser("liqiang", acting_for=enterprise), browser("zhangwei", acting_for=enterprise)
    someone: dict[str, Any] = {"name": "周游", "id_number": "620200199508210031"}
    assert handler.post("/me/enterprise/team", someone).status_code == 403
    assert leader.post("/me/enterprise/team", {**someone, "name": "周有"}).status_code == 422
    assert leader.post("/me/enterprise/team", someone).status_code == 302
    page = leader.get("/me/enterprise").content.decode()
    assert "周*" in page
    address = page.rsplit('action="/me/enterprise/team/', 1)[1].split('"', 1)[0]
    assert handler.post(f"/me/enterprise/team/{address}").status_code == 403
    assert leader.post(f"/me/enterprise/team/{address}").status_code == 302
    assert browser("zhouyou").get("/me/enterprise").status_code == 409
