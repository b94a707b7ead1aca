"""Policies and grants as the staff work on them: the whole way of an edition, of a list, of a payment file."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.ledger.models import Entry
from tongban.handling.benefits.jobs import match_policies, try_out_what_waits
from tongban.handling.benefits.models import BenefitGrant, PaymentBatch, PolicyDraft, PolicyEdition
from tongban.handling.benefits.tests.making import content, party_of, published

pytestmark = pytest.mark.django_db
AtConsole = Callable[[str], Client]
Cast = Callable[..., Actor]
# editor of the body, editor of another body, reviewer, supervisor, examiner, decider of the body, examiner of another
# body, window, applicant, nobody
CAST = ("wutao", "leiyu", "linjing", "zhengyawen", "zhaomin", "chenli", "lvhongwei", "wangfang", "liqiang", "")
TABLE = """
policies      ok   ok   ok   ok   no   no   no   no no in
policy-start  ok   ok   no   no   no   no   no   no no in
policy-draft  ok   none ok   ok   no   no   no   no no in
policy-take   ok   none no   no   no   no   no   no no in
policy-write  ok   none no   no   no   no   no   no no in
policy        ok   ok   ok   ok   no   no   no   no no in
policy-end    ok   no   no   no   no   no   no   no no in
grants        no   no   no   ok   ok   ok   ok   no no in
grants-take   no   no   no   no   ok   ok   ok   no no in
grant         no   no   no   ok   ok   ok   none no no in
grant-take    no   no   no   no   ok   no   none no no in
payments      no   no   no   ok   ok   ok   ok   no no in
pay           no   no   no   no   no   no   no   no no in
payment-file  no   no   no   no   none no   none no no in
"""
EXPECTED = {line.split()[0]: line.split()[1:] for line in TABLE.strip().splitlines()}
SENDING = {"policy-start", "policy-take", "policy-end", "grants-take", "grant-take", "pay"}
FORM = {
    "title": "老人补贴",
    "summary": "满70周岁不用申请",
    "benefit": "每人300元",
    "source_title": "样例文件",
    "source_number": "嘉样例〔2026〕1号",
    "source_clause": "第三条",
    "source_text": "原文",
    "contact": "0937-0000000",
    "audience": "person",
    "way": "unapplied",
    "every": "year",
    "amount": "300",
    "notice_days": "0",
    "from_on": "2026-01-01",
    "words-1": "年满70周岁",
    "when-1": "age >= 70",
}


@pytest.fixture
def elders(cast: Cast) -> PolicyEdition:
    return published(content(), cast, now())


@pytest.mark.req("R-159")
def test_a_policy_goes_its_whole_way_through_the_pages(at_console: AtConsole) -> None:
    editor, reviewer = at_console("wutao"), at_console("linjing")
    given = {"code": "elders", "title": "老人补贴", "agency": "market-regulation"}
    assert editor.post(reverse("console-policy-start"), {**given, "title": ""}).status_code == 422
    here = editor.post(reverse("console-policy-start"), given)["Location"]
    assert "送审以前还要改" in editor.get(here).content.decode()
    wrong = editor.post(f"{here}/write", {**FORM, "amount": "很多", "from_on": "一月"})
    assert wrong.status_code == 422
    assert all(each in wrong.content.decode() for each in ("很多", "金额写成", "日期请写成"))
    assert editor.post(f"{here}/write", FORM).status_code == 302
    early = editor.post(f"{here}/acts/propose", {"reason": "第一版"})
    assert "请先试算一次" in early.content.decode()
    editor.post(f"{here}/acts/simulate")
    assert "正在试算" in editor.get(here).content.decode()
    assert try_out_what_waits(at=now()) == 1
    assert "如果今天就执行" in editor.get(here).content.decode()
    editor.post(f"{here}/acts/propose", {"reason": "第一版"})
    assert editor.get(f"{here}/write").status_code == 403
    reviewer.post(f"{here}/acts/approve", {"effective_on": local_day(now()).isoformat()})
    assert PolicyDraft.objects.get().status == "approved"
    told = reviewer.get(reverse("console-policy", args=["elders"])).content.decode()
    assert all(each in told for each in ("执行中", "age &gt;= 70", "吴涛送审，林静审核"))
    assert "老人补贴" in reviewer.get(reverse("console-policies") + "?state=open&q=老人").content.decode()


@pytest.mark.req("R-160")
def test_a_list_is_checked_and_decided_by_two_and_paid_by_a_file(elders: PolicyEdition, at_console: AtConsole) -> None:
    match_policies(at=now())
    grant = BenefitGrant.objects.get()
    zhao, chen = at_console("zhaomin"), at_console("chenli")
    assert "年满70周岁" in zhao.get(reverse("console-grants")).content.decode()
    nothing = zhao.post(reverse("console-grants-take", args=["check"]))
    assert "请先勾选" in nothing.content.decode()
    zhao.post(reverse("console-grants-take", args=["check"]), {"pk": [grant.pk]})
    assert "马秀英" not in chen.get(reverse("console-grants")).content.decode(), "a list masks names"
    one = chen.get(reverse("console-grant", args=[grant.pk])).content.decode()
    assert all(each in one for each in ("按今天的登记：符合", "年龄：", "决定给予"))
    looks = Entry.objects.filter(about=f"party:{grant.party_id}", chain__startswith="reads:staff", verb="read")
    assert ["年龄"] in [each.facts["fields"] for each in looks]
    chen.post(reverse("console-grant-take", args=[grant.pk, "grant"]))
    grant.refresh_from_db()
    assert grant.status == "granted"
    zhao.post(reverse("console-pay"), {"policy": "elders"})
    answer = zhao.get(reverse("console-payment-file", args=[PaymentBatch.objects.get().pk]))
    assert "马秀英" in answer.content.decode()
    assert "300.00" in answer.content.decode()
    assert "都已经交付" in zhao.post(reverse("console-pay"), {"policy": "elders"}).content.decode()
    chen.post(reverse("console-grant-take", args=[grant.pk, "revoke"]), {"reason": "样例：重复"})
    assert "已撤销" in chen.get(reverse("console-grants") + "?status=all").content.decode()


def test_a_wrong_opinion_keeps_what_was_typed(elders: PolicyEdition, at_console: AtConsole) -> None:
    match_policies(at=now())
    address = reverse("console-grant-take", args=[BenefitGrant.objects.get().pk, "check"])
    answer = at_console("zhaomin").post(address, {"opinion": "fits_not", "words": ""})
    assert answer.status_code == 422
    assert "请写明哪一条不符合" in answer.content.decode()


@pytest.mark.parametrize("login", CAST)
def test_everybody_opens_what_is_theirs(
    login: str, elders: PolicyEdition, at_console: AtConsole, person: Callable[[str], Actor]
) -> None:
    match_policies(at=now())
    client, place = at_console(login), CAST.index(login)
    at_console("wutao").post(reverse("console-policy-start"), {"code": "elders"})
    draft, grant = PolicyDraft.objects.get(status="draft").pk, BenefitGrant.objects.get(party=party_of("maxiuying")).pk
    args: dict[str, tuple[object, ...]] = {
        "policy-draft": (draft,),
        "policy-take": (draft, "recall"),
        "policy-write": (draft,),
        "policy": ("elders",),
        "policy-end": ("elders",),
        "grants-take": ("decide",),
        "grant": (grant,),
        "grant-take": (grant, "check"),
        "payment-file": (0,),
    }
    found = {name: _word(_asked(client, name, args.get(name, ()))) for name in EXPECTED}
    assert found == {name: words[place] for name, words in EXPECTED.items()}


def _asked(client: Client, name: str, args: tuple[object, ...]) -> Any:
    address = reverse(f"console-{name}", args=list(args))
    return client.post(address) if name in SENDING else client.get(address)


def _word(answer: Any) -> str:
    if answer.status_code == 302 and answer["Location"].startswith("/sign-in"):
        return "in"
    return {403: "no", 404: "none"}.get(answer.status_code, "ok")
