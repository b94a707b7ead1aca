"""用途登记查询 and every other way for staff to personal data: each leaves a read with its purpose (R-196)."""

from collections.abc import Callable

import pytest
from django.test import Client

from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.queries import READ
from tongban.handling.cases.models import Case
from tongban.registers.parties.models import Account

pytestmark = pytest.mark.django_db
LIQIANG = {"id_kind": "id_card", "id_number": "620201199003070017"}


def reads() -> list[Entry]:
    return list(Entry.objects.filter(verb=READ).order_by("pk"))


@pytest.mark.req("R-196")
def test_a_look_up_needs_a_purpose_and_a_case_or_the_law(
    at_desk: Callable[[str], Client], received: Callable[..., Case]
):
    clerk, case = at_desk("wangfang"), received()
    before = len(reads())
    refused = clerk.post("/workbench/lookup", {**LIQIANG, "purpose": "核对证件"})
    assert refused.status_code == 422
    assert "办件编号" in refused.content.decode()
    assert clerk.post("/workbench/lookup", {**LIQIANG, "purpose": "好奇"}).status_code == 422
    assert len(reads()) == before
    shown = clerk.post("/workbench/lookup", {**LIQIANG, "purpose": "核对证件", "case": case.number}).content.decode()
    assert "620201199003070017" not in shown
    assert "李*" in shown
    by_law = clerk.post("/workbench/lookup", {**LIQIANG, "purpose": "回复当事人来电"})
    assert by_law.status_code == 200
    told = [(each.facts["purpose"], each.facts["subject"]) for each in reads()[before:]]
    assert told == [("核对证件", case.chain), ("回复当事人来电", "")]


@pytest.mark.req("R-196")
def test_a_field_is_shown_for_the_stated_purpose_only_and_on_record(
    at_desk: Callable[[str], Client], received: Callable[..., Case]
):
    clerk, case = at_desk("wangfang"), received()
    page = clerk.post("/workbench/lookup", {**LIQIANG, "purpose": "核对证件", "case": case.number})
    word = _word(page.content.decode())
    shown = clerk.post("/workbench/lookup/reveal", {"word": word, "field": "phone"}).content.decode()
    assert "15400000001" in shown
    last = reads()[-1]
    assert (last.facts["purpose"], last.facts["fields"]) == ("核对证件", ["phone"])
    other = at_desk("limin").post("/workbench/lookup/reveal", {"word": word, "field": "phone"})
    assert other.status_code == 409
    assert "重新写明用途" in other.content.decode()


def test_somebody_elses_case_is_no_reason(at_desk: Callable[[str], Client], received: Callable[..., Case]):
    case = received()
    asked = {**LIQIANG, "purpose": "核对证件", "case": case.number}
    assert at_desk("caiyongqiang").post("/workbench/lookup", asked).status_code == 404
    assert at_desk("liqiang").get("/workbench/lookup").status_code == 403


@pytest.mark.req("R-196")
@pytest.mark.parametrize(
    ("way", "login"),
    [
        ("case page", "wangfang"),
        ("full value", "wangfang"),
        ("dossier", "zhengyawen"),
        ("contacts of the console", "zhengyawen"),
        ("scan", "wangfang"),
        ("look-up", "wangfang"),
    ],
)
def test_every_way_of_staff_to_personal_data_leaves_a_read_with_its_purpose(
    way: str, login: str, at_desk: Callable[[str], Client], received: Callable[..., Case]
):
    browser, case = at_desk(login), received()
    before, address = len(reads()), f"/workbench/cases/{case.number}"
    match way:
        case "case page":
            browser.get(address)
        case "full value":
            browser.post(f"{address}/full", {"field": "party.id_number", "purpose": "核对证件"})
        case "dossier":
            browser.get(f"{address}/dossier")
        case "contacts of the console":
            browser.get("/console/contacts.csv")
        case "scan":
            browser.post("/workbench/scan", {"q": LIQIANG["id_number"]})
        case _:
            browser.post("/workbench/lookup", {**LIQIANG, "purpose": "核对证件", "case": case.number})
    staff = Account.objects.get(login=login).staff
    found = reads()[before:]
    assert found, f"{way} shows personal data and leaves no record"
    assert all(each.facts["purpose"] for each in found)
    assert {each.by_ref for each in found} == {f"staff:{staff.pk}"}


def _word(page: str) -> str:
    return page.split('name="word" value="', 1)[1].split('"', 1)[0]
