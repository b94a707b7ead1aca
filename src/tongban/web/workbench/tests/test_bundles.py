"""One window for several matters by pages (W17 一件事总控): received once, accepted together, paid, told once."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tongban.exchange.connectors.tax_office.simulator import SimulatedTaxOffice, TaxFaults
from tongban.foundation.kernel.clock import now
from tongban.handling.bundles.bound import BOUND
from tongban.handling.bundles.commands import accepting
from tongban.handling.bundles.models import BundleCase, BundleChild
from tongban.handling.bundles.queries.family import family_of
from tongban.handling.bundles.rules.applications import BundleApplication
from tongban.handling.bundles.tests.joining import (
    CODE,
    CONTRACT,
    REGISTRATION,
    TAX,
    VALUES,
    department,
    finished,
    papers_of,
)
from tongban.handling.cases.queries.one_case import EntryRow
from tongban.registers.catalog.content import FormField, Option
from tongban.web.ui.bundles import place_of
from tongban.web.workbench.forms import shown_form, sources_in

from .conftest import PDF

AtDesk = Callable[[str], Client]
APPLICANT = {"id_kind": "id_card", "id_number": "620201199003070017", "name": "李强", "phone": "13893700001"}
NASTY = ("'\"><script>", "\x00", "9" * 400, "е́𝒳", "../..", "%(x)s", "{{ x }}")

VERBS = ("accept", "tell_once", "correct", "send_singly", "send", "collect", "withdraw", "ask", "pay")


@pytest.fixture
def tax() -> Iterator[None]:
    before = dict(BOUND)
    BOUND["tax_paid"] = SimulatedTaxOffice(TaxFaults(delay=timedelta()))
    yield
    BOUND.clear()
    BOUND.update(before)


def sheet(**changes: Any) -> dict[str, Any]:
    return APPLICANT | {f"e-{key}": value for key, value in VALUES.items()} | {"do": "receive", "once": "1"} | changes


def papers() -> dict[str, Any]:
    """Files that a browser without scripts sends along with the form; each place gets one."""
    keys = papers_of(BundleApplication(code=CODE, channel="window", applicant=0, values=VALUES))
    return {f"upload-{place_of(key)}": SimpleUploadedFile("样例.pdf", PDF, "application/pdf") for key in keys}


def received(client: Client, **changes: Any) -> BundleCase:
    answer = client.post(reverse("desk-bundle-intake", args=[CODE]), sheet(**papers()) | changes)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return BundleCase.objects.select_related("edition").latest("pk")


def act(client: Client, bundle: BundleCase, verb: str, **given: object) -> Any:
    return client.post(reverse("desk-bundle-act", args=[bundle.number, verb]), given)


def text(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, name
    return str(answer.content.decode())


@pytest.mark.req("R-082")
def test_from_one_form_to_the_released_certificate(at_desk: AtDesk, tax: None) -> None:
    clerk = at_desk("wangfang")
    assert "不动产登记一件事" in text(clerk, "desk-bundle-choose")
    assert "为什么要过户" in text(clerk, "desk-bundle-intake", CODE)
    shown = clerk.post(reverse("desk-bundle-intake", args=[CODE]), sheet(do="refresh")).content.decode()
    assert all(words in shown for words in ("二手房合同网签备案", "要等完税", "一套材料 2 份", "登记信息"))
    bundle = received(clerk)
    number = reverse("desk-bundle", args=[bundle.number])
    page = clerk.get(number).content.decode()
    assert page.count("查询码 <b") == 3
    assert "查询码 <b" not in clerk.get(number).content.decode()
    assert act(clerk, bundle, "accept").status_code == 302
    page = text(clerk, "desk-bundle", bundle.number)
    assert all(
        words in page for words in ("最慢", "等“二手房合同网签备案”办好", "等“完税”信息", "模拟的税务系统", "共用材料")
    )
    case = family_of(bundle).child(REGISTRATION).case
    assert act(clerk, bundle, "pay", case=case.number, amount="很多").status_code == 422
    assert act(clerk, bundle, "pay", case=case.number, amount="7500").status_code == 302
    assert act(clerk, bundle, "ask").status_code == 302
    assert "已放行" in text(clerk, "desk-bundle", bundle.number)
    assert bundle.number in text(clerk, "desk-case", case.number).replace(" ", "")
    assert "不动产登记一件事" in text(clerk, "desk-bundles")


@pytest.mark.req("R-082")
def test_sent_twice_it_is_received_once_and_missing_papers_are_told_for_all(at_desk: AtDesk) -> None:
    clerk = at_desk("wangfang")
    address = reverse("desk-bundle-intake", args=[CODE])
    first, second = (clerk.post(address, sheet()) for _ in range(2))
    assert (first.status_code, first["Location"]) == (302, second["Location"])
    bundle = BundleCase.objects.select_related("edition").get()
    page = text(clerk, "desk-bundle", bundle.number)
    assert "还缺材料，不能联合受理" in page
    refused = act(clerk, bundle, "accept")
    assert refused.status_code == 422
    assert "二手房合同网签备案" in refused.content.decode()
    assert act(clerk, bundle, "tell_once").status_code == 302
    assert "一次补正" in text(clerk, "desk-bundle", bundle.number)
    assert act(clerk, bundle, "correct", **papers()).status_code == 302
    assert act(clerk, bundle, "accept").status_code == 302
    assert act(clerk, bundle, "withdraw", reason="不买了").status_code == 422


@pytest.mark.req("R-082", "R-117")
def test_what_waits_what_filled_a_form_and_what_was_left_out_is_told_at_the_desk(at_desk: AtDesk, cast: Any) -> None:
    clerk = at_desk("wangfang")
    bundle = received(clerk)
    late = now() + timedelta(days=4)
    accepting.accept(bundle, by=cast("wangfang"), at=late)
    assert "联合受理时没有受理" in text(clerk, "desk-bundle", bundle.number)
    front = family_of(bundle).child(CONTRACT).case
    finished(front, department(front), at=late + timedelta(hours=1))
    BundleChild.objects.filter(bundle=bundle, member=TAX).update(filled={"taxpayer_name": CONTRACT})
    page = text(clerk, "desk-bundle", bundle.number)
    for words in (
        "已制证，等一起送",
        "申请人来领的现在就给",
        "的结果填入",
        "结果办齐了一起送达",
        "不等了，办好一项送一项",
    ):
        assert words in page, words
    assert act(clerk, bundle, "send_singly").status_code == 302
    page = text(clerk, "desk-bundle", bundle.number)
    assert "申请人不等" in page
    assert "已制证，等一起送" not in page


def test_what_was_typed_stays_with_its_faults(at_desk: AtDesk) -> None:
    wrong = {"e-price": "很<多>", "e-transferee_phone": "12"}
    page = at_desk("wangfang").post(reverse("desk-bundle-intake", args=[CODE]), sheet(**wrong))
    assert page.status_code == 422
    shown = page.content.decode()
    assert "很&lt;多&gt;" in shown
    assert 'href="#e-price"' in shown
    assert not BundleCase.objects.exists()


@pytest.mark.parametrize("nasty", NASTY)
def test_odd_words_are_told_in_words(nasty: str, at_desk: AtDesk) -> None:
    clerk = at_desk("wangfang")
    odd = sheet(**{"e-price": nasty, "left_out": nasty, "license-id_card": nasty, "file-p0": nasty, "token": nasty})
    for do in ("refresh", "receive", nasty):
        assert clerk.post(reverse("desk-bundle-intake", args=[CODE]), odd | {"do": do}).status_code in (200, 409, 422)
    assert clerk.get(reverse("desk-bundles"), {"scope": nasty, "before": nasty}).status_code == 200
    bundle = received(clerk, once="2")
    for verb in (
        "accept",
        "tell_once",
        "correct",
        "send_singly",
        "send",
        "collect",
        "withdraw",
        "ask",
        "pay",
        "nothing",
    ):
        given = {"case": nasty, "amount": nasty, "reason": nasty, "file-paper": nasty}
        assert act(clerk, bundle, verb, **given).status_code in (302, 403, 404, 409, 422, 503)


@pytest.mark.req("R-117")
def test_a_field_that_an_earlier_result_filled_shows_its_source() -> None:
    at = now()
    took = EntryRow(1, at, "take_over", "", "", "system", "", "", "", {"title": "营业执照", "fields": ["uscc"]})
    other = EntryRow(2, at, "accept", "", "", "counter", "", "", "", {"fields": ["name"]})
    option = Option(name="样例", form=(FormField(code="uscc", label="代码"), FormField(code="name", label="店名")))
    rows = shown_form(option, {"uscc": "92620200MA7E00029U", "name": "样例店"}, sources_in([took, other]))
    assert [(each.code, each.source) for _, shown in rows for each in shown] == [("uscc", "营业执照"), ("name", "")]
