"""My licences (P20), and a licence instead of an upload: agreed to by a press, seen by the clerk for this case only."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import lodged
from tongban.registers.agencies.models import Agency
from tongban.registers.licenses.commands import Content, make_files, revoke, take_in
from tongban.registers.licenses.models import License, LicenseRefusal, LicenseType, LicenseUse
from tongban.registers.licenses.queries import check_file, content_of
from tongban.registers.licenses.rules.copies import LASTS
from tongban.registers.licenses.rules.validity import Term
from tongban.registers.parties.models import Party

from .test_application import begun, fill, hidden

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
FACE = {
    "holder_name": "嘉峪关明月餐饮有限公司(样例)",
    "uscc": "91620200MA8J000178",
    "legal_representative": "李强",
    "kind": "有限责任公司",
    "founded_on": "2024-01-05",
    "premises": "嘉峪关市雄关街道样例路1号",
    "scope": "餐饮服务",
}
CARD = {
    "holder_name": "李强",
    "id_number": "620201199003070017",
    "sex": "男",
    "nation": "汉",
    "born_on": "1990-03-07",
    "address": "嘉峪关市雄关街道样例路3号",
    "authority": "嘉峪关市公安局",
}


def held(key: str, holder: str, face: dict[str, Any], issuer: str) -> License:
    return take_in(
        LicenseType.objects.get(key=key),
        holder=Party.objects.get(name__contains=holder),
        issuer=Agency.objects.get(key=issuer),
        content=Content(face, Term(date(2024, 1, 5)), "620200600000117"),
        serial="20240000001",
        by=SYSTEM,
        at=now(),
    )


@pytest.fixture
def business() -> License:
    return held("business_license", "明月", FACE, "market-regulation")


def agreed(client: Client, license: License) -> str:
    """A draft in which the licence takes the place of the paper; its address."""
    draft = begun(client)
    fill(client, draft)
    page = client.get(f"{draft}/materials/business_license").content.decode()
    assert "同意在这个办件里使用" in page
    data = {"agree": license.identifier, "revision": hidden(page, "revision")}
    assert client.post(f"{draft}/materials/business_license", data).status_code == 302
    return draft


def submitted(client: Client, draft: str) -> Case:
    page = client.get(f"{draft}/check").content.decode()
    data = {"agree": "on", "once": hidden(page, "once")}
    answer = client.post(f"{draft}/check", data)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return Case.objects.get(number=draft.rsplit("/", 1)[1])


@pytest.mark.req("R-129", "R-130")
def test_a_licence_is_used_with_consent_and_seen_for_this_case_only(
    browser: Browser, person: Callable[[str], Actor], business: License
) -> None:
    client = browser("liqiang")
    draft = agreed(client, business)
    assert "您已同意" in client.get(f"{draft}/materials/business_license").content.decode()
    assert not LicenseUse.objects.exists(), "a draft is nobody's case yet"
    case = submitted(client, draft)
    use = LicenseUse.objects.get()
    assert (use.case_number, use.material_code, use.consent) == (case.number, "business_license", "online")
    assert case.materials.get(requirement_code="business_license").state == "spared"
    clerk = browser("wangfang")
    seen = clerk.get(f"/workbench/cases/{case.number}/licenses/business_license").content.decode()
    assert "仅供办件" in seen
    assert "91620200MA8J000178" in seen
    read = Entry.objects.filter(verb="read", about=f"party:{business.holder_id}").latest("pk")
    assert read.facts["subject"] == f"case:{case.number}"
    case.refresh_from_db()
    bad = {"business_license": {"verdict": "bad", "problem": "要纸质的"}}
    receiving.precheck(case, verdicts=bad, by=person("wangfang"), at=now())
    assert LicenseRefusal.objects.get().reason == "要纸质的"


@pytest.mark.req("R-129")
def test_what_is_given_out_is_a_marked_copy_that_ends_and_never_the_original(
    browser: Browser, business: License, tmp_path: Path
) -> None:
    make_files(business.editions.get(), base_url="https://example.invalid", at=now())
    case = submitted(client := browser("liqiang"), agreed(client, business))
    clerk, address = browser("wangfang"), f"/workbench/cases/{case.number}/licenses/business_license"
    assert "下载加注件" in clerk.get(address).content.decode()
    made = clerk.post(address, {"do": "copy"})
    assert (made["Content-Type"], made["Content-Disposition"][:10]) == ("application/pdf", "attachment")
    assert made.content != content_of(business.editions.get().files.get(kind="pdf"))
    read = Entry.objects.filter(verb="read", about=f"party:{business.holder_id}").latest("pk")
    assert (read.facts["subject"], read.facts["fields"][0]) == (f"case:{case.number}", "加注件")
    found = check_file(made.content, on=local_day(now()))
    assert (found.is_in_force, found.file.identifier) == (True, business.identifier)
    assert found.copy_until == local_day(now()) + LASTS
    assert not check_file(made.content, on=local_day(now()) + LASTS + timedelta(days=1)).is_in_force
    told = verified(browser("zhouyou"), made.content)
    assert "这是加注件，不是原件" in told
    assert browser("zhouyou").post(address, {"do": "copy"}).status_code in (302, 403, 404)
    if tool := shutil.which("pdftotext"):
        (tmp_path / "copy.pdf").write_bytes(made.content)
        words = subprocess.run([tool, str(tmp_path / "copy.pdf"), "-"], capture_output=True, check=True).stdout.decode()
        assert [each for each in ("加注失效时间", "不得另作他用") if each not in "".join(words.split())] == []
    business.refresh_from_db()
    revoke(business, ground="行政许可法 第六十九条", reason="样例", by=SYSTEM, at=now())
    assert clerk.post(address, {"do": "copy"}).status_code == 409
    assert not check_file(made.content, on=local_day(now())).is_in_force


@pytest.mark.req("R-127", "R-131")
def test_the_holder_has_both_files_as_they_were_sealed_and_nobody_else_has(browser: Browser) -> None:
    client, card = browser("liqiang"), held("id_card", "李强", CARD, "public-security")
    page = f"/me/licenses/{card.public_id}"
    assert "下载PDF" not in client.get(page).content.decode(), "it is not made yet"
    make_files(card.editions.get(), base_url="https://example.invalid", at=now())
    assert "下载OFD" in client.get(page).content.decode()
    for kind in ("pdf", "ofd"):
        told = client.post(page, {"do": kind})
        assert told.content == content_of(card.editions.get().files.get(kind=kind))
        assert told["Content-Disposition"] == f'attachment; filename="license.{kind}"'
        read = Entry.objects.filter(verb="read", about=f"party:{card.holder_id}").latest("pk")
        assert read.facts["purpose"] == "本人下载自己的证照文件"
        assert "真实有效" in verified(browser("zhouyou"), told.content)
        assert browser("zhouyou").post(page, {"do": kind}).status_code == 404


def verified(client: Client, content: bytes) -> str:
    """What anybody is told of a file (真伪查验)."""
    return client.post("/verify/license", {"file": SimpleUploadedFile("file", content)}).content.decode()


@pytest.mark.req("R-129")
def test_a_licence_that_was_revoked_meanwhile_holds_the_application_up(browser: Browser, business: License) -> None:
    client = browser("liqiang")
    draft = agreed(client, business)
    business.refresh_from_db()
    revoke(business, ground="行政许可法 第六十九条", reason="样例", by=SYSTEM, at=now())
    page = client.get(f"{draft}/check").content.decode()
    data = {"agree": "on", "once": hidden(page, "once")}
    answer = client.post(f"{draft}/check", data)
    assert answer.status_code == 409
    assert "撤销" in answer.content.decode()
    assert not Case.objects.exists()
    assert not LicenseUse.objects.exists()


def test_another_persons_licence_is_not_agreed_to(browser: Browser, business: License) -> None:
    client = browser("zhouyou")
    draft = begun(client)
    page = client.get(f"{draft}/materials/business_license").content.decode()
    assert "同意在这个办件里使用" not in page
    data = {"agree": business.identifier, "revision": hidden(page, "revision")}
    assert client.post(f"{draft}/materials/business_license", data).status_code == 422


def test_my_licences_show_their_face_in_part_until_they_are_opened(browser: Browser) -> None:
    client = browser("liqiang")
    assert "还没有电子证照" in client.get("/me/licenses").content.decode()
    card = held("id_card", "李强", CARD, "public-security")
    listed = client.get("/me/licenses").content.decode()
    assert "居民身份证" in listed
    assert "有效" in listed
    page = client.get(f"/me/licenses/{card.public_id}").content.decode()
    assert "620201199003070017" not in page
    assert "6202**********0017" in page
    before = Entry.objects.filter(verb="read").count()
    shown = client.post(f"/me/licenses/{card.public_id}", {"do": "show"}).content.decode()
    assert "620201199003070017" in shown
    assert Entry.objects.filter(verb="read").count() == before + 1
    assert browser("zhouyou").get(f"/me/licenses/{card.public_id}").status_code == 404


def test_a_clerk_sees_no_face_without_the_holders_consent(browser: Browser, person: Callable[[str], Actor]) -> None:
    _, case = lodged(person("liqiang"), at=now())
    page = browser("wangfang").get(f"/workbench/cases/{case.number}/licenses/business_license").content.decode()
    assert "还没有同意" in page
