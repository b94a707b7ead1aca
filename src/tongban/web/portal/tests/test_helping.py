"""What a helper sees (R-168): what was chosen, while the mandate runs; nothing after it, by no door."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case, MaterialFile
from tongban.handling.cases.tests.applying import MONDAY, NEEDED, food_code, given, lodged
from tongban.handling.outreach.commands.acting import act_for, sign_mandate
from tongban.handling.outreach.commands.asking import ask
from tongban.handling.outreach.tests.test_outreach import HOME, arranged
from tongban.registers.documents import shelf
from tongban.registers.documents.models import OfficialDocument, StoredFile
from tongban.registers.documents.tests import samples
from tongban.registers.parties.models import Mandate, Party
from tongban.registers.parties.rules import Field
from tongban.registers.parties.sealed import open_field

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-168")]
CODES = "/me/mandates/codes/new"
MARK = '<span class="tag info">代</span>'
SEEN = ["material:layout_plan", "field:phone"]


@pytest.fixture
def mandate(browser: Callable[..., Client]) -> Mandate:
    """李强 lets 周游, his brother, help with one matter: the phone and one material may be seen."""
    principal, helper = browser("liqiang"), browser("zhouyou")
    step = principal.post(CODES, {"verb": "choose", "option": food_code(), "days": "3"}).content.decode()
    for words in ("让对方看什么", "本人的证件号码", "文书和办理结果", "生成委托码"):
        assert words in step
    address = principal.post(CODES, {"option": food_code(), "days": "3", "data": SEEN})["Location"]
    path, _, code = address.partition("?code=")
    peeked = helper.post("/me/mandates/take", {"code": code}).content.decode()
    assert "本人的手机号" in peeked
    assert "本人的证件号码" not in peeked
    assert "志愿者" not in peeked, "who is not registered is not offered it"
    wrong = helper.post("/me/mandates/take", {"code": code, "verb": "take", "role": "family"})
    assert wrong.status_code == 422
    said = {"code": code, "verb": "take", "role": "family", "kinship": "sibling"}
    assert helper.post("/me/mandates/take", said).status_code == 302
    assert "家里人（兄弟姐妹）" in principal.get(path).content.decode()
    assert principal.post(path, {"verb": "agree"}).status_code == 302
    assert "家里人" in principal.get("/me/mandates").content.decode()
    return Mandate.objects.latest("pk")


@pytest.fixture
def case(mandate: Mandate, cast: Any) -> Case:
    """The case that stands under the mandate, with its files on the shelf and its receipt."""
    found = lodged(cast("liqiang"))[1]
    Case.objects.filter(pk=found.pk).update(mandate=mandate)
    StoredFile.objects.filter(holder=found.chain).update(sha256=shelf.put(samples.pdf()))
    return found


def helper_of(browser: Callable[..., Client], mandate: Mandate) -> Client:
    return browser("zhouyou", acting_for=Party.objects.get(pk=mandate.principal_id), mandate=mandate)


def doors(case: Case, mandate: Mandate) -> dict[str, str]:
    """Every way to what the helper may see."""
    paper = OfficialDocument.objects.filter(subject=case.chain).first()
    assert paper is not None
    layout, plan = (
        MaterialFile.objects.get(material__case=case, material__requirement_code=code).file_id
        for code in ("layout_plan", "equipment_list")
    )
    return {
        "page": f"/cases/{case.number}",
        "file": f"/files/{layout}",
        "hidden file": f"/files/{plan}",
        "paper": f"/cases/{case.number}/papers/{paper.pk}",
        "pdf": f"/cases/{case.number}/papers/{paper.pk}.pdf",
        "api": f"/api/v1/cases/{case.number}",
        "api paper": f"/api/v1/cases/{case.number}/documents/{paper.verification_code}.pdf",
        "helping": f"/me/helping/{mandate.pk}",
    }


def answers(client: Client, ways: dict[str, str]) -> dict[str, int]:
    found = {}
    for name, address in ways.items():
        answer = client.get(address)
        found[name] = answer.status_code
        if answer.streaming:
            answer.getvalue()
    return found


def test_a_helper_sees_what_was_chosen_and_no_more(
    browser: Callable[..., Client], case: Case, mandate: Mandate
) -> None:
    client, ways = helper_of(browser, mandate), doors(case, mandate)
    assert answers(client, ways) == {
        "page": 200,
        "file": 200,
        "hidden file": 404,
        "paper": 404,
        "pdf": 404,
        "api": 200,
        "api paper": 404,
        "helping": 200,
    }
    page = client.get(ways["page"]).content.decode()
    assert ways["file"] in page
    assert ways["hidden file"] not in page
    told = client.get(ways["api"]).json()
    shown = {each["requirement_code"] for each in told["materials"] if each["files"]}
    assert (shown, told["documents"], told["results"]) == ({"layout_plan"}, [], [])


def test_numbers_are_shown_on_record_and_only_those_that_were_chosen(
    browser: Callable[..., Client], case: Case, mandate: Mandate
) -> None:
    client, address = helper_of(browser, mandate), f"/me/helping/{mandate.pk}"
    principal = Party.objects.get(pk=mandate.principal_id)
    phone, number = (open_field(principal, each) for each in (Field.PHONE, Field.ID_NUMBER))
    assert phone not in client.get(address).content.decode()
    shown = client.post(address).content.decode()
    assert phone in shown
    assert number not in shown
    entry = Entry.objects.get(verb="read", facts__purpose="受托帮办")
    assert (entry.facts["fields"], entry.about) == (["phone"], f"party:{mandate.principal_id}")
    assert "受托帮办" in browser("liqiang").get("/me/views").content.decode()
    assert browser("maxiuying").get(address).status_code == 404


@pytest.mark.parametrize("way", ["expired", "taken back"])
def test_after_it_is_over_nothing_is_seen_by_any_door(
    browser: Callable[..., Client], case: Case, mandate: Mandate, way: str
) -> None:
    client, ways = helper_of(browser, mandate), doors(case, mandate)
    assert client.get(ways["page"]).status_code == 200
    if way == "expired":
        yesterday = local_day(now()) - timedelta(days=1)
        Mandate.objects.filter(pk=mandate.pk).update(valid_from=yesterday, valid_to=yesterday)
    else:
        assert browser("liqiang").post(f"/me/mandates/{mandate.pk}/revoke").status_code == 302
    assert set(answers(client, ways).values()) == {404}
    assert client.post(ways["helping"]).status_code == 404
    assert case.number not in client.get("/cases").content.decode()
    assert client.post("/me/acting-for", {"party": f"{mandate.principal_id}:{mandate.pk}"}).status_code == 404
    assert case.number not in client.get("/api/v1/cases").content.decode()


@pytest.mark.req("R-072")
def test_what_a_helper_did_is_marked_on_both_sides(browser: Callable[..., Client], cast: Any, mandate: Mandate) -> None:
    helper = cast("zhouyou", now(), acting_for_id=mandate.principal_id, mandate_id=mandate.pk)
    given_files = given(helper, *NEEDED, "business_license")
    case = lodged(helper, at=now(), materials=given_files)[1]
    assert Entry.objects.get(chain=case.chain, verb="submit").on_behalf == f"mandate:{mandate.pk}"
    for login, address in (("liqiang", f"/cases/{case.number}"), ("wangfang", f"/workbench/cases/{case.number}")):
        assert MARK in browser(login).get(address).content.decode(), login
    assert "受托人" in browser("liqiang").get(f"/api/v1/cases/{case.number}").content.decode()


@pytest.mark.req("R-072")
def test_what_a_clerk_did_under_a_mandate_stands_in_the_course_of_the_case(
    browser: Callable[..., Client], cast: Any
) -> None:
    clerk, principal = cast("wangfang"), cast("liqiang")
    number = lodged(principal)[1].number
    asked = arranged(ask(replace(HOME, kind="agent", option_code=food_code()), by=principal, at=MONDAY), clerk)
    sign_mandate(asked, until=MONDAY.date(), by=principal, at=MONDAY)
    pages = (("liqiang", f"/cases/{number}"), ("wangfang", f"/workbench/cases/{number}"))
    for login, address in pages:
        assert MARK not in browser(login).get(address).content.decode()
    act_for(asked, words="代交申请表和身份证复印件", case_number=number, by=clerk, at=MONDAY)
    for login, address in (
        *pages,
        ("liqiang", f"/me/help/{asked.code}"),
        ("wangfang", f"/workbench/outreach/{asked.code}"),
    ):
        page = browser(login).get(address).content.decode()
        assert MARK in page, address
        assert "代交申请表和身份证复印件" in page
