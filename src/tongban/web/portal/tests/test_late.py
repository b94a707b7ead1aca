"""A late case as its applicant sees it (超期说明、时限说明书): why, whose time it was, an objection, the reckoning."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.models import Case, Clock, OverdueExplanation
from tongban.handling.cases.tests.driving import accepted, fresh
from tongban.registers.documents.models import OfficialDocument

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


@pytest.fixture
def late(cast: Callable[..., Actor]) -> Case:
    """Weeks over its promise, and explained today."""
    case = accepted(cast, at=now() - timedelta(days=20))
    given = {"cause": "workload", "words": "申请集中，正在逐件核对。", "expected_on": local_day(now()).isoformat()}
    act("explain_overdue", case, given, by=cast("zhaomin", now()), at=now())
    return fresh(case)


def test_the_reason_stands_on_the_case_and_can_be_objected_to_once(browser: Browser, late: Case) -> None:
    client = browser("liqiang")
    page = client.get(f"/cases/{late.number}").content.decode()
    assert "申请集中，正在逐件核对。" in page
    assert "向您道歉" in page
    assert "时间用在哪里" in page
    address = f"/cases/{late.number}/dispute"
    assert address in page
    empty = client.post(address, {"words": ""})
    assert (empty.status_code, "请写明您不同意的地方" in empty.content.decode()) == (422, True)
    assert client.post(address, {"words": "我当天就交齐了。"}).status_code == 302
    assert OverdueExplanation.objects.get(case=late).dispute == "我当天就交齐了。"
    again = client.get(f"/cases/{late.number}").content.decode()
    assert "我当天就交齐了。" in again
    assert address not in again
    assert client.get(address).status_code == 409
    assert browser("zhouyou").get(address).status_code == 404


def test_who_holds_the_receipt_reads_how_every_limit_was_reckoned(browser: Browser, late: Case) -> None:
    receipt = OfficialDocument.objects.get(subject=late.chain, kind="receipt")
    visitor = browser()
    found = visitor.get(f"/verify/{receipt.verification_code}").content.decode()
    address = f"/verify/{receipt.verification_code}/limits"
    assert address in found
    page = visitor.get(address).content.decode()
    assert "复算一致" in page
    assert "承诺办结时限" in page
    assert "到期日为" in page
    assert "李强" not in page
    assert "申请集中" not in page
    Clock.objects.filter(case=late, kind="promised").update(due_on=local_day(now()) + timedelta(days=90))
    assert "复算不一致" in visitor.get(address).content.decode()


def test_a_code_that_is_none_leads_nowhere(browser: Browser) -> None:
    assert browser().get("/verify/AAAAAAAAAA/limits").status_code == 404
