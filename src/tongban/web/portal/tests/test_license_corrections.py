"""纠错 from end to end: the holder asks, the issuing body reads, answers, and the new edition is what is shown."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.foundation.ledger.models import Entry
from tongban.registers.documents.tests.samples import pdf
from tongban.registers.licenses.models import FaceCorrection, License
from tongban.registers.licenses.tests.cast import FACE, give
from tongban.registers.parties.models import Party

from .test_application import hidden

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
SAID = {"field": "premises", "wrong": "门牌号少了一位", "right": "嘉峪关市雄关街道样例路11号"}


@pytest.fixture
def license(cast) -> License:
    return give(cast, holder=Party.objects.get(name="李强"))


def asked(client: Client, license: License, **changes):
    place = f"/me/licenses/{license.public_id}/correction"
    page = client.get(place).content.decode()
    return client.post(place, SAID | {"once": hidden(page, "once")} | changes)


def test_a_holder_asks_with_evidence_and_the_body_puts_it_right(browser: Browser, license: License) -> None:
    holder, clerk = browser("liqiang"), browser("zhaomin")
    own = f"/me/licenses/{license.public_id}"
    assert f"{own}/correction" in holder.get(own).content.decode()
    proof = SimpleUploadedFile("房产证.pdf", pdf(), "application/pdf")
    assert asked(holder, license, files=[proof])["Location"] == own
    found = FaceCorrection.objects.get()
    assert "等待核实" in holder.get(own).content.decode()
    place = f"/workbench/licenses/corrections/{found.code}"
    assert place in clerk.get("/workbench/licenses/corrections").content.decode()
    page = clerk.get(place).content.decode()
    assert [each in page for each in (FACE["premises"], SAID["wrong"], SAID["right"], "房产证.pdf")] == [True] * 4
    read = Entry.objects.filter(verb="read", about=f"party:{license.holder_id}").latest("pk")
    assert read.facts["purpose"] == "核实证照纠错申请"
    file = page.split("/workbench/files/")[1].split('"')[0]
    opened = clerk.get(f"/workbench/files/{file}")
    assert b"".join(opened)[:5] == b"%PDF-"
    assert browser("leishaohua").get(f"/workbench/files/{file}").status_code == 404
    sent = {
        "verb": "make_right",
        "once": hidden(page, "once"),
        "make_right-value": SAID["right"],
        "make_right-effective_on": license.valid_from.isoformat(),
        "make_right-reason": "",
    }
    again = clerk.post(place, sent)
    assert again.status_code == 422
    assert 'href="#make_right-reason"' in again.content.decode()
    sent |= {"make_right-reason": "门牌号录错了。", "once": hidden(again.content.decode(), "once")}
    assert clerk.post(place, sent).status_code == 302
    license.refresh_from_db()
    shown = holder.get(own).content.decode().replace("<wbr>", "")
    assert [each in shown for each in (SAID["right"], "已更正", "门牌号录错了", license.identifier)] == [True] * 4
    assert license.edition_number == 2


def test_what_is_right_is_left_with_a_reason(browser: Browser, license: License) -> None:
    asked(browser("liqiang"), license)
    found, clerk = FaceCorrection.objects.get(), browser("zhaomin")
    place = f"/workbench/licenses/corrections/{found.code}"
    sent = {"verb": "leave_as_is", "once": hidden(clerk.get(place).content.decode(), "once")}
    assert clerk.post(place, sent).status_code == 422
    sent = {**sent, "leave_as_is-reason": "和登记的一致。", "once": "another"}
    assert clerk.post(place, sent).status_code == 302
    assert "和登记的一致" in browser("liqiang").get(f"/me/licenses/{license.public_id}").content.decode()
    assert browser("sunqiang").get(place).status_code == 200, "the body's others read it"


def test_what_was_typed_stays_and_every_fault_is_told(browser: Browser, license: License) -> None:
    answer = asked(browser("liqiang"), license, field="", right="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [each in page for each in ("请选择哪一项写错了", "请写明应该怎么写", SAID["wrong"])] == [True] * 3
    for evil in ("\0", "9" * 3000, "<script>"):
        answer = asked(browser("liqiang"), license, field=evil, wrong=evil, right="")
        assert answer.status_code == 422
        assert "<script>alert" not in answer.content.decode()


def test_it_is_taken_back_by_its_holder_only(browser: Browser, license: License) -> None:
    holder = browser("liqiang")
    asked(holder, license)
    place = f"/me/licenses/{license.public_id}/corrections/{FaceCorrection.objects.get().code}/take-back"
    assert browser("zhouyou").post(place).status_code == 404
    assert [holder.post(place).status_code for _ in range(2)] == [302, 302]
    assert FaceCorrection.objects.get().status == "taken_back"
    assert browser("zhouyou").get(f"/me/licenses/{license.public_id}/correction").status_code == 404
