"""容缺受理选项 on the web: two equal options, the own name under the choice, the guide like the published list."""

import re
from typing import Any

import pytest
from django.urls import reverse

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import drafting, receiving
from tongban.handling.cases.models import Case, Deferral, Draft
from tongban.handling.cases.queries.filling import filling
from tongban.handling.cases.tests.applying import ANSWERS, FORM, LICENSE, food_code, lodged, stored_file
from tongban.registers.catalog.queries import guide
from tongban.registers.lists.rules.deriving import deferral_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(person: Any) -> Draft:
    """李强's application, complete but for the layout plan."""
    by = person("liqiang")
    found = drafting.begin_draft(food_code(), by=by, at=now(), answers=ANSWERS)
    drafting.save_form(found, FORM, revision=found.revision, at=now())
    drafting.save_material(found, "business_license", license_identifier=LICENSE, revision=found.revision, at=now())
    for code in ("equipment_list", "safety_rules", "health_certificates"):
        drafting.add_file(found, code, stored_file(by), by=by, at=now())
    return found


def sent(browser: Any, draft: Draft, **fields: str) -> Any:
    address = reverse("draft-deferral", args=[draft.number])
    return browser("liqiang").post(address, {"revision": str(draft.revision), **fields})


@pytest.mark.req("R-150")
def test_both_options_stand_side_by_side_and_not_deferring_is_chosen(browser: Any, draft: Draft) -> None:
    page = browser("liqiang").get(reverse("draft-deferral", args=[draft.number])).content.decode()
    radios = re.findall(r'<input[^>]*name="wants_deferral"[^>]*>', page)
    assert len(radios) == 2
    assert [("checked" in each, 'value="no"' in each) for each in radios] == [(True, True), (False, False)]
    assert "材料齐了再受理" in page
    assert "没补齐，结果先不能给您" in page
    assert "经营场所布局图" in page


@pytest.mark.req("R-150")
def test_who_defers_signs_with_the_own_name_and_it_goes_with_the_application(
    browser: Any, draft: Draft, person: Any
) -> None:
    refused = sent(browser, draft, wants_deferral="yes", signature="")
    assert (refused.status_code, "请写您的姓名" in refused.content.decode()) == (422, True)
    wrong = sent(browser, draft, wants_deferral="yes", signature="王芳")
    assert "签名和您登录的姓名不一致" in wrong.content.decode()
    assert sent(browser, draft, wants_deferral="yes", signature="李强").status_code == 302
    standing = Draft.objects.get(pk=draft.pk)
    assert "已签名选择" in browser("liqiang").get(reverse("draft", args=[draft.number])).content.decode()
    by = person("liqiang")
    drafting.submit_draft(standing, filling(standing, by=by, on=local_day(now())).form, by=by, at=now())
    case = Case.objects.get(number=draft.number)
    assert case.deferral.choice == "deferred"
    assert Entry.objects.get(chain=case.chain, seq=1).facts["deferral"]["chosen_by"] == "applicant"
    page = browser("liqiang").get(reverse("case", args=[case.number])).content.decode()
    assert "本人登录后签名" in page
    assert "领取结果时一次补齐" in page


@pytest.mark.req("R-150")
def test_who_brings_everything_needs_no_signature_and_it_is_on_record(browser: Any, draft: Draft, person: Any) -> None:
    assert sent(browser, draft, wants_deferral="no").status_code == 302
    standing, by = Draft.objects.get(pk=draft.pk), person("liqiang")
    drafting.submit_draft(standing, filling(standing, by=by, on=local_day(now())).form, by=by, at=now())
    case = Case.objects.get(number=draft.number)
    assert Deferral.objects.get(case=case).choice == "complete"
    assert case.materials.get(requirement_code="layout_plan").state == "missing"


@pytest.mark.req("R-148")
def test_the_option_is_not_there_while_a_main_material_is_missing(browser: Any, draft: Draft) -> None:
    draft.materials = [each for each in draft.materials if each["code"] != "safety_rules"]
    draft.save(update_fields=["materials"])
    client = browser("liqiang")
    page = client.get(reverse("draft-deferral", args=[draft.number])).content.decode()
    assert 'name="wants_deferral"' not in page
    assert "draft-deferral" not in client.get(reverse("draft", args=[draft.number])).content.decode()
    refused = sent(browser, draft, wants_deferral="yes", signature="李强")
    assert refused.status_code == 422
    assert not Draft.objects.get(pk=draft.pk).wants_deferral


@pytest.mark.req("R-150")
def test_it_may_still_be_chosen_until_the_case_is_accepted(browser: Any, person: Any) -> None:
    _, case = lodged(person("liqiang"), at=now(), without=("layout_plan",))
    client, address = browser("liqiang"), reverse("case-deferral", args=[case.number])
    assert address in client.get(reverse("case", args=[case.number])).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', client.get(address).content.decode())
    assert once
    answer = client.post(address, {"once": once[1], "wants_deferral": "yes", "signature": "李强"})
    assert answer.status_code == 302
    case = Case.objects.select_related("applicant", "agency").get(pk=case.pk)
    receiving.accept(case, by=person("wangfang"), at=now())
    assert client.get(address).status_code == 409
    assert browser("zhouyou").get(address).status_code == 404


@pytest.mark.req("R-152")
def test_the_guide_shows_the_row_of_the_published_list(browser: Any) -> None:
    row = deferral_row(guide(food_code()))
    assert row is not None
    page = browser().get(reverse("item", args=[food_code()])).content.decode()
    part = page[page.index('id="deferral"') :][:1500]
    assert all(f"<li>{name}</li>" in part for name in row["materials"])
    assert row["supplement"] in part
    assert reverse("list", args=["deferral"]) in part
