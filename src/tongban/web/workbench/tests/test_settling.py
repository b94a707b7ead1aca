"""Invoices are taken once and settled by the table at the desk; who applied reads what is paid (R-119)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tongban.foundation.ledger.models import Entry
from tongban.handling.bundles.commands import accepting
from tongban.handling.bundles.models import BundleCase
from tongban.handling.bundles.tests.joining import after, again, begun, case_of, decided, department, filled
from tongban.handling.reimbursements.models import InvoiceUsed, Settlement
from tongban.handling.reimbursements.subscribers import release_invoices
from tongban.registers.parties.models import Account

AtDesk = Callable[[str], Client]
pytestmark = pytest.mark.django_db
LINE = "620001 0000012345 三级 35000 31200"


def applied(cast: Any) -> BundleCase:
    values = filled("medical", {"elsewhere": "no", "poor": "yes", "aid.aid_kind": "allowance"})
    bundle = begun(cast("liqiang"), code="medical", values=values).bundle
    accepting.accept(bundle, by=cast("wangfang"), at=after(0, 11))
    return again(bundle)


def examiner(bundle: BundleCase, at_desk: AtDesk) -> Client:
    acting = department(case_of(bundle, "refund")).examiner
    return at_desk(Account.objects.get(pk=acting.account_id or 0).login)


def sent(client: Client, bundle: BundleCase, lines: str, once: str = "1") -> Any:
    return client.post(address(bundle), {"invoices": lines, "once": once})


def address(bundle: BundleCase) -> str:
    return reverse("desk-settlement", args=[case_of(bundle, "refund").number])


@pytest.mark.req("R-119")
def test_one_set_of_invoices_settles_every_scheme_and_no_invoice_is_reimbursed_twice(cast, at_desk):
    bundle, other = applied(cast), applied(cast)
    client = examiner(bundle, at_desk)
    assert "按标准核定" in client.get(address(bundle)).content.decode()
    assert sent(client, bundle, LINE).status_code == 302
    told = client.get(address(bundle)).content.decode()
    assert all(each in told for each in ("18000.00", "4920.00", "6210.00", "29130.00"))
    assert {each.scheme: each.amount for each in Settlement.objects.all()} == {
        "refund": 18000_00,
        "serious": 4920_00,
        "aid": 6210_00,
    }
    again_used = sent(client, other, LINE, "2")
    assert again_used.status_code == 409
    assert "不能重复报销" in again_used.content.decode()
    assert LINE in again_used.content.decode(), "what was typed stays"
    kept = InvoiceUsed.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        InvoiceUsed.objects.create(
            case=case_of(other, "refund"),
            issuer=kept.issuer,
            number=kept.number,
            level="tertiary",
            total=1,
            eligible=1,
            taken_at=after(1),
        )
    own = at_desk("liqiang").get(reverse("own-bundle", args=[bundle.number])).content.decode()
    assert "核定支付" in own
    assert "18000.00 元" in own


@pytest.mark.req("R-119")
def test_settled_anew_before_the_decision_and_free_again_when_nothing_is_paid(cast, at_desk):
    bundle, other = applied(cast), applied(cast)
    client = examiner(bundle, at_desk)
    sent(client, bundle, LINE)
    assert sent(client, bundle, f"{LINE}\n620001 0000012346 一级 1200 1200", "2").status_code == 302
    assert InvoiceUsed.objects.filter(released_at=None).count() == 2
    assert Settlement.objects.filter(replaced_at=None).count() == 3
    refund = case_of(bundle, "refund")
    decided(refund, department(refund), at=after(1, 10), grant=False)
    release_invoices(Entry.objects.filter(chain=refund.chain, verb="refuse").latest("pk"))
    assert not InvoiceUsed.objects.filter(released_at=None).exists()
    assert sent(client, other, LINE, "3").status_code == 302


@pytest.mark.req("R-119")
def test_every_fault_of_every_line_is_told_and_strangers_settle_nothing(cast, at_desk):
    bundle = applied(cast)
    client = examiner(bundle, at_desk)
    wrong = sent(client, bundle, f"{LINE}\n{LINE}\n? 1 特级 10 20\n")
    assert wrong.status_code == 422
    told = wrong.content.decode()
    assert all(
        each in told
        for each in ("是同一张票据", "医院等级写一级", "目录内金额不能超过总金额", "票据代码和号码照票据写")
    )
    assert sent(client, bundle, "", "2").status_code == 422
    assert sent(at_desk("wangfang"), bundle, LINE, "3").status_code in (403, 409, 422)
    assert not InvoiceUsed.objects.exists()
    flat = reverse("desk-settlement", args=[case_of(bundle, "serious").number])
    assert client.get(flat).status_code == 404
