"""我的企业 in the browser (R-161)."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.tests.applying import food_code
from tongban.registers.catalog.queries import cards
from tongban.registers.licenses.models import License
from tongban.registers.licenses.tests.conftest import given, kind
from tongban.registers.parties.commands import grant_mandate
from tongban.registers.parties.models import Mandate, Party
from tongban.registers.parties.rules import MandateSource

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
    assert {"licenses.json", "licenses.csv", "team.csv", "enterprise.xlsx"} <= set(names)
    book = load_workbook(io.BytesIO(zipfile.ZipFile(io.BytesIO(taken.content)).read("enterprise.xlsx")))
    assert book.sheetnames == ["企业", "办件", "证照", "日程", "人员"]
    assert [book["证照"].cell(1, 1).value, book["证照"].cell(2, 1).value] == ["证照", "食品经营许可证"]
    assert [calendar.count(f"TRIGGER:-P{days}D") for days in (90, 60, 30)] == [1, 1, 1]
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


@pytest.mark.req("R-161")
def test_a_handler_is_named_for_some_matters_and_a_term_and_taken_off_at_once(browser: Callable[..., Client]):
    enterprise, food = Party.objects.get(name__contains="明月"), food_code()
    leader = browser("liqiang", acting_for=enterprise)
    someone = {"name": "周游", "id_number": "620200199508210031", "scope": "named", "term": "180"}
    refused = leader.post("/me/enterprise/team", someone)
    assert refused.status_code == 422
    assert "请选择委托办理的事项" in refused.content.decode()
    both = leader.post("/me/enterprise/team", {**someone, "scope": "all", "matters": [food]})
    assert both.status_code == 422, "who chose matters does not give away all of them"
    assert leader.post("/me/enterprise/team", {**someone, "matters": [food]}).status_code == 302
    mandate = Mandate.objects.get(principal=enterprise, source=MandateSource.HANDLER)
    assert (mandate.option_codes, (mandate.valid_to - mandate.valid_from).days) == ([food], 180)
    shown = leader.get("/me/enterprise").content.decode()
    assert "经办人，食品经营许可" in shown
    handler = browser("zhouyou")
    assert handler.post("/me/acting-for", {"party": enterprise.pk}).status_code == 302
    assert handler.post(f"/items/{food}/begin").status_code == 302
    other = next(each.option_code for each in cards() if "enterprise" in each.audience and each.option_code != food)
    assert handler.post(f"/items/{other}/begin").status_code == 403
    assert leader.post(f"/me/mandates/{mandate.pk}/revoke").status_code == 302
    assert handler.get("/me/enterprise").status_code == 409
    assert handler.post("/me/acting-for", {"party": enterprise.pk}).status_code == 404


@pytest.mark.req("R-129", "R-161")
def test_the_enterprise_sees_who_looked_at_its_licence_as_soon_as_it_was_looked_at(
    browser: Callable[..., Client], near_its_end: License
):
    leader = browser("liqiang", acting_for=Party.objects.get(name__contains="明月"))
    assert "还没有人看过企业的完整信息" in leader.get("/me/enterprise").content.decode()
    clerk = browser("zhaomin")
    assert clerk.post(f"/workbench/licenses/{near_its_end.public_id}", {"purpose": "核对证件"}).status_code == 200
    page = leader.get("/me/enterprise").content.decode()
    assert "核对证件：" in page
    assert "经营场所" in page
    assert "文书 经营场所" not in page


@pytest.mark.req("R-161")
def test_an_agent_does_what_was_delegated_and_nothing_else_of_the_enterprise(
    browser: Callable[..., Client], person: Callable[..., Any], near_its_end: License
):
    enterprise, agent, at = Party.objects.get(name__contains="明月"), Party.objects.get(name="周游"), now()
    today, food = local_day(at), food_code()
    mandate = grant_mandate(
        enterprise,
        agent=agent,
        valid_from=today,
        valid_to=today + timedelta(days=30),
        option_codes=[food],
        by=person("liqiang"),
        at=at,
    )
    client = browser("zhouyou", acting_for=enterprise, mandate=mandate)
    assert client.post(f"/items/{food}/begin").status_code == 302
    other = next(each.option_code for each in cards() if each.option_code != food)
    assert client.post(f"/items/{other}/begin").status_code == 403
    assert client.get("/me/enterprise").status_code == 409
    assert client.get(f"/me/licenses/{near_its_end.public_id}").status_code == 404
    assert client.post("/me/enterprise/data.zip").status_code == 409
