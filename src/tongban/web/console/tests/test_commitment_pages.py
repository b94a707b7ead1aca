"""The pages of promises (承诺核查、信用记录、信用平台): worklist, acts, repair, reporting, who may open them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.exchange.connectors.credit.bound import BOUND
from tongban.exchange.connectors.credit.commands.pushing import carry, enqueue
from tongban.exchange.connectors.credit.rules import CHANNEL
from tongban.exchange.connectors.credit.simulator import Simulator
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.handling.cases import promises
from tongban.oversight.regulation.commands import repairing
from tongban.oversight.regulation.models import CommitmentCheck, CreditRecord
from tongban.oversight.regulation.tests.promised import FALSE, advised, granted_on_promise, opened, revoked
from tongban.web.ui.once import FIELD

from .pages import nasty_to_every_form

AtConsole = Callable[[str], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def line(settings: Any) -> Iterator[None]:
    """The demo city's pretended platform; every matter may be promised."""
    settings.TONGBAN_DEMO = True
    before, listed = BOUND.platform, list(promises.BOUND)
    BOUND.platform, promises.BOUND[:] = Simulator(LineFaults()), []
    yield
    BOUND.platform, promises.BOUND[:] = before, listed


def read(client: Client, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer.content[:400]
    return answer.content.decode()


@pytest.mark.req("R-145")
def test_the_worklist_shows_risk_way_and_light_and_narrows(cast, at_console: AtConsole):
    check = opened(cast)
    CommitmentCheck.objects.filter(pk=check.pk).update(due_on="2026-01-05")
    page = read(at_console("zhaomin"), "console-checks", overdue="1")
    assert "待核查" in page
    assert "超期" in page
    assert "风险怎么分级" in page
    assert "没有核查任务" in read(at_console("zhaomin"), "console-checks", status="revoked")
    assert "待核查" in read(at_console("zhengyawen"), "console-checks"), "supervision sees the whole city"


@pytest.mark.req("R-145")
def test_a_check_is_taken_on_and_ordered_to_be_mended_from_its_page(cast, at_console: AtConsole):
    check, client = opened(cast), at_console("zhaomin")
    page = read(client, "console-check", check.pk)
    assert "制度已经建立" in page
    assert "抽查比例" in page
    assert "签名和承诺书一致" in page
    client.post(reverse("console-check-take", args=[check.pk, "take_on"]), {FIELD: "a"})
    given = {"finding": "制度没有上墙。", "demand": "", "due_on": "2030-01-07", FIELD: "b"}
    answer = client.post(reverse("console-check-take", args=[check.pk, "order_rectification"]), given)
    assert answer.status_code == 422
    assert "制度没有上墙。" in answer.content.decode(), "what was typed stays"
    given |= {"demand": "把制度贴到墙上。", FIELD: "c"}
    assert client.post(reverse("console-check-take", args=[check.pk, "order_rectification"]), given).status_code == 302
    assert "限期整改通知书" in read(client, "console-check", check.pk)


@pytest.mark.req("R-145")
def test_what_the_party_said_is_before_the_decider(cast, at_console: AtConsole):
    check = advised(cast)
    CommitmentCheck.objects.filter(pk=check.pk).update(statement="制度送去装裱了。", wants_hearing=False)
    client = at_console("chenli")
    page = read(client, "console-check", check.pk)
    assert "制度送去装裱了。" in page
    assert 'id="act-revoke"' in page
    answer = client.post(reverse("console-check-take", args=[check.pk, "revoke"]), {**FALSE, FIELD: "a"})
    assert answer.status_code == 302
    assert "承诺虚假，决定已撤销" in read(client, "console-check", check.pk)


@pytest.mark.req("R-146")
def test_a_repair_is_reviewed_from_the_record_page(cast, at_console: AtConsole):
    record = CreditRecord.objects.get(check_of=revoked(cast))
    client = at_console("zhengyawen")
    assert "限制中" in read(client, "console-credit") or "限制到期" in read(client, "console-credit")
    assert "李强" not in read(client, "console-credit"), "a natural person's name is masked in a list"
    CreditRecord.objects.filter(pk=record.pk).update(repair_from="2026-01-05")
    record.refresh_from_db()
    repairing.ask_repair(record, evidence="制度已经建立。", by=cast("liqiang"), at=now())
    assert "制度已经建立。" in read(client, "console-credit-record", record.pk)
    answer = client.post(reverse("console-credit-take", args=[record.pk, "lift"]), {"reason": "属实。", FIELD: "a"})
    assert answer.status_code == 302
    assert "已修复" in read(client, "console-credit-record", record.pk)


@pytest.mark.req("R-146")
def test_what_was_reported_shows_its_receipt_and_what_failed_is_sent_anew(cast, at_console: AtConsole):
    case = granted_on_promise(cast)
    entry = Entry.objects.get(chain=case.chain, verb="submit")
    enqueue(entry)
    BOUND.platform = Simulator(LineFaults(loss=1.0))
    carriers = {CHANNEL: carry, "message": lambda parcel, at: None}
    deliver_outbox(carriers, at=now())
    client = at_console("zhengyawen")
    page = read(client, "console-credit-platform")
    assert "模拟的信用平台" in page
    assert "重新报送" in page
    BOUND.platform = Simulator(LineFaults())
    key = read(client, "console-credit-platform").partition("/resend")[0].rpartition("/")[2]
    assert client.post(reverse("console-credit-resend", args=[key]), {FIELD: "a"}).status_code == 302
    deliver_outbox(carriers, at=now())
    assert "模拟-CN-" in read(client, "console-credit-platform", show="received")


def test_the_simulator_says_what_it_is_and_takes_faults(at_console: AtConsole):
    client = at_console("zhengyawen")
    assert "这是模拟器" in read(client, "console-credit-simulator")
    given = {"loss": "0.5", "duplicates": "", "delay": "", "bad_receipts": "x", "seed": "3", FIELD: "a"}
    assert client.post(reverse("console-credit-misbehave"), given).status_code == 422
    assert (
        client.post(reverse("console-credit-misbehave"), given | {"bad_receipts": "0", FIELD: "b"}).status_code == 302
    )


@pytest.mark.parametrize("name", ["console-checks", "console-credit", "console-credit-platform"])
def test_these_pages_are_for_departments_and_supervision(at_console: AtConsole, name: str):
    for login in ("zhaomin", "sunqiang", "chenli", "zhengyawen"):
        assert at_console(login).get(reverse(name)).status_code == 200
    for login in ("wangfang", "liqiang"):
        assert at_console(login).get(reverse(name)).status_code == 403
    assert at_console("").get(reverse(name)).status_code == 302


def test_another_bodys_check_is_not_there(cast, at_console: AtConsole):
    check = opened(cast)
    CommitmentCheck.objects.filter(pk=check.pk).update(agency_id=cast("wangfang").agency_id)
    assert at_console("zhaomin").get(reverse("console-check", args=[check.pk])).status_code == 404


def test_nasty_words_are_told_off_in_words(cast, at_console: AtConsole):
    check = advised(cast)
    fields = {
        reverse("console-check-take", args=[check.pk, "drop"]): ["reason"],
        reverse("console-check-take", args=[check.pk, "revoke"]): ["fact", "ground"],
        reverse("console-check-take", args=[check.pk, "no-such-verb"]): ["reason"],
    }
    nasty_to_every_form(at_console("chenli"), fields)
    faults = {reverse("console-credit-misbehave"): ["loss", "duplicates", "delay", "bad_receipts", "seed"]}
    nasty_to_every_form(at_console("zhengyawen"), faults)


@pytest.mark.parametrize(
    ("name", "most"), [("console-checks", 6), ("console-credit", 5), ("console-credit-platform", 7)]
)
def test_a_page_takes_few_statements(cast, at_console: AtConsole, django_assert_max_num_queries, name, most):
    opened(cast)
    client = at_console("zhengyawen")
    client.get(reverse(name))
    with django_assert_max_num_queries(most):
        client.get(reverse(name))
