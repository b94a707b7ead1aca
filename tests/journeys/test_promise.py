"""A promise from its text to its repair (告知承诺): signed, decided at once, found false, heard, revoked, barred."""

import pytest

from tongban.config.subscriptions import CARRIERS, SUBSCRIPTIONS
from tongban.exchange.connectors.credit.bound import BOUND
from tongban.exchange.connectors.credit.models import CreditPush
from tongban.exchange.connectors.credit.simulator import Simulator
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.subscriptions import run_all
from tongban.handling.cases.commands import drafting
from tongban.handling.cases.models import Case, Commitment
from tongban.handling.cases.tests.applying import stored_file
from tongban.oversight.regulation.models import CommitmentCheck, CreditRecord
from tongban.registers.catalog.checklist import checklist
from tongban.registers.catalog.queries import cards, guide
from tongban.running.demo_city.filling import filled_form, first_situation

from .browsing import PHONE, Meet, Person, axe, policy_violations, runs_off_the_side
from .conftest import actor_of

HYGIENE = "000123020000"
EXAMINER, DECIDER = "lvhongwei", "daiyongqiang"
FALSE = {"fact": "现场没有消毒设备，与承诺完全不符。", "ground": "行政许可法 第六十九条第二款"}


@pytest.mark.req("R-144", "R-145", "R-146")
def test_a_false_promise_is_revoked_and_its_maker_barred_until_repaired(
    meet: Meet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BOUND, "platform", Simulator(LineFaults()))
    number = _begun()
    liqiang = meet("liqiang", width=PHONE)
    _sign_and_submit(liqiang, number)
    decider = meet(DECIDER)
    decider.open(f"/workbench/cases/{number}?act=finish_on_the_spot")
    decider.click(decider.page.locator("[data-key='Ctrl+Enter']"))
    assert Case.objects.get(number=number).status == "granted", decider.text()
    _news()
    check = CommitmentCheck.objects.get(case__number=number)
    _found_false(meet(EXAMINER), check)
    _has_its_say(liqiang, number)
    decider.open(f"/console/checks/{check.pk}")
    _clean(decider, "check-hearing")
    _act(decider, "revoke", FALSE)
    _news()
    assert Case.objects.get(number=number).revoked_at is not None
    liqiang.open(f"/cases/{number}")
    assert liqiang.sees("准予决定已经撤销")
    liqiang.open("/me/credit")
    _clean(liqiang, "my-credit")
    _repaired(liqiang, meet("zhengyawen"), CreditRecord.objects.get(check_of=check))
    _news()
    reported = CreditPush.objects.filter(commitment__case__number=number).order_by("pk")
    assert [each.kind for each in reported if each.receipt] == ["promise", "broken", "barred", "repaired"]


def _begun() -> str:
    """A draft for a hygiene licence on promise: the form filled in, what no promise stands for handed in."""
    code = next(each.option_code for each in cards() if HYGIENE in each.option_code and each.option_code.endswith("06"))
    liqiang, at, option = actor_of("liqiang"), now(), guide(code).option
    answers = first_situation(option)
    draft = drafting.begin_draft(code, by=liqiang, at=at, answers=answers)
    for each in checklist(option, answers, held={}).needed:
        drafting.add_file(draft, each.material.code, stored_file(liqiang, at=at), by=liqiang, at=at)
    drafting.save_form(draft, filled_form(option, {"applicant.name": "李强"}), revision=0, at=at)
    return draft.number


def _sign_and_submit(liqiang: Person, number: str) -> None:
    liqiang.open(f"/drafts/{number}/commitment")
    _clean(liqiang, "commitment")
    liqiang.page.fill("[name=name]", "李强")
    liqiang.click("button", "签名承诺")
    assert liqiang.sees("已签名"), liqiang.text()
    liqiang.open(f"/drafts/{number}/check")
    liqiang.page.check("[name=agree]")
    liqiang.click("button", "提交申请")
    assert Commitment.objects.filter(case__number=number).exists(), liqiang.text()


def _found_false(examiner: Person, check: CommitmentCheck) -> None:
    examiner.open("/console/checks")
    _clean(examiner, "checks")
    examiner.open(f"/console/checks/{check.pk}")
    _act(examiner, "take_on", {})
    _clean(examiner, "check")
    _act(examiner, "advise_revocation", FALSE)
    assert examiner.sees("拟撤销告知书"), examiner.text()


def _has_its_say(liqiang: Person, number: str) -> None:
    liqiang.open(f"/cases/{number}")
    liqiang.click("link", "陈述、申辩")
    _clean(liqiang, "case-commitment")
    liqiang.page.fill("[name=words]", "设备送修了，下周就回来。")
    liqiang.click("button", "提交意见")
    assert liqiang.sees("已经收到您的意见"), liqiang.text()


def _repaired(liqiang: Person, supervisor: Person, record: CreditRecord) -> None:
    CreditRecord.objects.filter(pk=record.pk).update(repair_from=record.began_on)  # ninety days later
    liqiang.open("/me/credit")
    liqiang.page.fill("[name=evidence]", "设备装好了，罚款也交了。")
    liqiang.click("button", "申请信用修复")
    supervisor.open(f"/console/credit/{record.pk}")
    _clean(supervisor, "credit-record")
    _act(supervisor, "lift", {"reason": "现场看过，属实。"})
    assert supervisor.sees("已修复")
    supervisor.open("/console/credit/platform")
    _clean(supervisor, "credit-platform")


def _act(person: Person, verb: str, given: dict[str, str]) -> None:
    """One step of a page of the console."""
    for name, words in given.items():
        person.page.fill(f"#{verb}-{name}", words)
    person.click(person.page.locator(f"#act-{verb} button"))


def _news() -> None:
    """What the worker does twice a second: who hears the ledger hears it, what goes out goes out."""
    for _ in range(3):
        run_all(SUBSCRIPTIONS, CARRIERS, at=now())


def _clean(person: Person, name: str) -> None:
    """Nothing for axe to find, nothing blocked, nothing off the side."""
    person.shoot(f"promise-{name}")
    assert axe(person.page) == []
    assert policy_violations(person.page) == []
    assert not runs_off_the_side(person.page)
