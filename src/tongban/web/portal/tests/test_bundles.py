"""Applying for a bundle on the web (P24): one form, one number, its branches with their own states, one withdrawal."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.bundles.commands import accepting
from tongban.handling.bundles.models import BundleCase
from tongban.handling.bundles.queries.family import family_of
from tongban.handling.bundles.rules.applications import BundleApplication
from tongban.handling.bundles.tests.joining import CODE, CONTRACT, VALUES, department, finished, papers_of
from tongban.registers.parties.models import Party
from tongban.web.ui.bundles import place_of

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_shelf(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path


def sheet(**changes: Any) -> dict[str, Any]:
    return {f"e-{key}": value for key, value in VALUES.items()} | {"do": "submit", "once": "1"} | changes


def papers() -> dict[str, Any]:
    keys = papers_of(BundleApplication(code=CODE, channel="web", applicant=0, values=VALUES))
    return {f"upload-{place_of(key)}": SimpleUploadedFile("样例.pdf", PDF, "application/pdf") for key in keys}


def text(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, name
    return str(answer.content.decode())


@pytest.mark.req("R-082", "R-117")
def test_one_form_gives_one_number_and_branches_with_their_own_states(
    browser: Callable[..., Client], person: Callable[[str], Actor]
):
    liqiang, address = browser("liqiang"), reverse("bundle-apply", args=[CODE])
    page = text(liqiang, "bundle-apply", CODE)
    assert "李强" in page
    assert "620201199003070017" not in page.partition("e-transferee_phone")[2]
    shown = liqiang.post(address, sheet(do="refresh")).content.decode()
    assert "二手房合同网签备案" in shown
    first, second = (liqiang.post(address, sheet(**(papers() if turn == 0 else {}))) for turn in range(2))
    assert first.status_code == 302
    assert second.status_code in (302, 409, 422)
    bundle = BundleCase.objects.select_related("edition").get()
    assert first["Location"] == reverse("own-bundle", args=[bundle.number])
    page = text(liqiang, "own-bundle", bundle.number)
    assert page.count("已收件，待受理") == 3
    assert "要等“二手房合同网签备案”先办好" in page
    assert "还要等“完税”信息" in page
    assert "不动产登记一件事" in text(liqiang, "own-bundles")
    accepting.accept(bundle, by=person("wangfang"), at=now())
    assert "总承诺" in text(liqiang, "own-bundle", bundle.number)
    act = reverse("own-bundle-act", args=[bundle.number, "withdraw"])
    outsider = browser("zhouyou")
    assert outsider.post(act).status_code == 404
    assert outsider.get(reverse("own-bundle", args=[bundle.number])).status_code == 404
    assert "还没有一件事" in text(outsider, "own-bundles")
    assert liqiang.post(act, {"reason": "不买了", "once": "2"}).status_code == 302
    assert "已撤回" in text(liqiang, "own-bundle", bundle.number)


@pytest.mark.req("R-117")
def test_who_does_not_want_to_wait_for_the_others_says_so_and_reads_why_one_was_left_out(
    browser: Callable[..., Client], person: Callable[[str], Actor]
):
    liqiang = browser("liqiang")
    assert liqiang.post(reverse("bundle-apply", args=[CODE]), sheet(**papers())).status_code == 302
    bundle = BundleCase.objects.select_related("edition").get()
    late = now() + timedelta(days=4)
    accepting.accept(bundle, by=person("wangfang"), at=late)
    assert "这一件还没有受理" in text(liqiang, "own-bundle", bundle.number)
    front = family_of(bundle).child(CONTRACT).case
    finished(front, department(front), at=late + timedelta(hours=1))
    page = text(liqiang, "own-bundle", bundle.number)
    assert "带身份证到出件窗口现在就能领" in page
    assert "现在主要等：二手房合同网签备案" not in page
    act = reverse("own-bundle-act", args=[bundle.number, "send_singly"])
    assert browser("zhouyou").post(act).status_code == 404
    assert liqiang.post(act, {"once": "9"}).status_code == 302
    page = text(liqiang, "own-bundle", bundle.number)
    assert "您选了办好一项送一项" in page
    assert "现在就能领" not in page
    assert liqiang.post(act, {"once": "10"}).status_code == 409


def test_what_is_wrong_is_told_at_its_question_and_missing_papers_are_brought_once(
    browser: Callable[..., Client], person: Callable[[str], Actor]
):
    liqiang, address = browser("liqiang"), reverse("bundle-apply", args=[CODE])
    refused = liqiang.post(address, sheet(**{"e-price": "<很多>"}))
    assert refused.status_code == 422
    assert 'href="#e-price"' in refused.content.decode()
    assert "&lt;很多&gt;" in refused.content.decode()
    assert liqiang.post(address, sheet(once="3")).status_code == 302
    bundle = BundleCase.objects.select_related("edition").get()
    accepting.tell_once(bundle, by=person("wangfang"), at=now())
    assert "轮到您：一次补齐" in text(liqiang, "own-bundle", bundle.number)
    act = reverse("own-bundle-act", args=[bundle.number, "correct"])
    assert liqiang.post(act, {}).status_code == 422
    assert liqiang.post(act, papers()).status_code == 302
    assert "轮到您：一次补齐" not in text(liqiang, "own-bundle", bundle.number)


@pytest.mark.req("R-122")
def test_what_the_register_holds_of_an_enterprise_is_shown_and_not_asked(browser: Callable[..., Client]):
    client = browser("liqiang", acting_for=Party.objects.get(name__contains="明月"))
    address = reverse("bundle-apply", args=["company-change"])
    page = client.post(address, {"e-changed": ["name"], "e-company": "改过的", "do": "refresh", "once": "1"}).content
    told = page.decode()
    assert "登记信息里有的，不用填" in told
    assert "91620200MA8J000178" in told
    assert "改过的" not in told, "what the register holds is not taken from the browser"
    assert 'name="e-company"' not in told
    assert 'name="e-uscc"' not in told
    assert "公章重新刻制" in told
    assert "法定代表人名章重新刻制" not in told
    assert "食品经营许可变更" not in told, "the register says that it holds no such permit"
