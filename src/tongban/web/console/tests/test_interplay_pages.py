"""The pages of 审管协同: signed, found, fed back; disputed and ruled; proposed and answered; who may open them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.exchange.connectors.provincial_supervision.bound import BOUND
from tongban.exchange.connectors.provincial_supervision.commands.reporting import enqueue
from tongban.exchange.connectors.provincial_supervision.commands.taking_in import take_in_table
from tongban.exchange.connectors.provincial_supervision.models import DroppedRow, SupervisionReport
from tongban.exchange.connectors.provincial_supervision.simulator import Simulator
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.tests.driving import after, day, granted
from tongban.oversight.regulation.commands import supervising
from tongban.oversight.regulation.jobs import open_cancelled_tasks
from tongban.oversight.regulation.models import CancelledTask, EndingProposal, SupervisionPush
from tongban.oversight.regulation.subscribers import push_decision
from tongban.web.ui.once import FIELD

from .pages import nasty_to_every_form

AtConsole = Callable[[str], Client]
Cast = Callable[..., Actor]
pytestmark = pytest.mark.django_db
INSPECTOR = "shibowen"
FOUND = {"kind": "to_mend", "found_on": "2026-01-05", "words": "后厨没有分色刀具。"}


@pytest.fixture
def push(cast: Cast) -> SupervisionPush:
    """A decision that its supervisor has not signed yet."""
    case = granted(cast)
    push_decision(Entry.objects.get(chain=case.chain, verb="grant"))
    return SupervisionPush.objects.get(case=case)


def read(client: Client, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer.content[:400]
    return answer.content.decode()


def send(client: Client, name: str, pk: int, verb: str, **given: str) -> Any:
    return client.post(reverse(name, args=[pk, verb]), {**given, FIELD: f"{name}{verb}{sorted(given.items())}"})


@pytest.mark.req("R-055")
def test_supervision_signs_records_feeds_back_and_proposes_from_the_page(at_console: AtConsole, push: SupervisionPush):
    desk = at_console(INSPECTOR)
    assert "待签收" in read(desk, "console-pushes")
    page = read(desk, "console-push", push.pk)
    assert "李强" in page
    assert "推送监管部门" in page, "the whole chain"
    assert Entry.objects.filter(verb="read", facts__subject=push.chain).exists(), "the look is on record"
    assert send(desk, "console-push-take", push.pk, "sign").status_code == 302
    assert "act-feed_back" not in read(desk, "console-push", push.pk), "nothing to feed back yet"
    refused = send(desk, "console-push-take", push.pk, "record", **(FOUND | {"kind": ""}))
    assert refused.status_code == 422
    assert "后厨没有分色刀具。" in refused.content.decode(), "what was typed stays"
    assert send(desk, "console-push-take", push.pk, "record", **FOUND).status_code == 302
    assert send(desk, "console-push-take", push.pk, "feed_back", words="已经建档。").status_code == 302
    wanted = {"way": "revoke", "fact": "到期复查仍没有改正。", "ground": "行政许可法 第六十九条"}
    assert send(desk, "console-push-take", push.pk, "propose_ending", **wanted).status_code == 302
    proposal = EndingProposal.objects.get(push=push)
    decider = at_console("chenli")
    assert "终止许可的建议" in read(decider, "console-pushes")
    assert "采纳" in read(decider, "console-proposal", proposal.pk)
    assert send(decider, "console-proposal-take", proposal.pk, "take_up").status_code == 302
    assert "听取当事人陈述" in read(decider, "console-proposal", proposal.pk)


@pytest.mark.req("R-053")
def test_the_approver_reads_the_results_behind_the_case_and_the_look_is_on_record(
    cast: Cast, at_console: AtConsole, push: SupervisionPush
):
    supervising.sign(push, by=cast(INSPECTOR), at=after(2))
    supervising.record(
        push, kind="penalty", words="无健康证明上岗，罚款。", found_on=day(3), by=cast(INSPECTOR), at=after(3)
    )
    number = push.case.number
    case_page = read(at_console("zhaomin"), "desk-case", number)
    assert reverse("desk-supervised", args=[number]) in case_page
    assert "无健康证明上岗" not in case_page
    page = read(at_console("zhaomin"), "desk-supervised", number)
    assert "最近三次" in page
    assert "无健康证明上岗，罚款。" in page
    assert Entry.objects.filter(verb="read", facts__purpose="审查：监管结果").exists()
    assert reverse("desk-supervised", args=[number]) not in read(at_console("wangfang"), "desk-case", number)


@pytest.mark.req("R-055")
def test_the_arbiter_rules_from_the_page_and_the_editor_takes_it_into_the_next_map(
    at_console: AtConsole, push: SupervisionPush
):
    said = {"reason": "食堂由卫健部门监管。", "body": "市卫生健康委员会"}
    assert send(at_console(INSPECTOR), "console-push-take", push.pk, "dispute", **said).status_code == 302
    arbiter = at_console("zhengyawen")
    assert "认为应该归市卫生健康委员会" in read(arbiter, "console-push", push.pk)
    ruling = {"body": "市卫生健康委员会", "reason": "按三定方案。"}
    assert send(arbiter, "console-push-take", push.pk, "rule", **ruling).status_code == 302
    editor = at_console("fangyuan")
    assert "裁定待写入下一版" in read(editor, "console-responsibility")
    answer = editor.post(reverse("console-responsibility-take"), {FIELD: "a"})
    assert answer.status_code == 302
    assert "市卫生健康委员会" in editor.get(answer["Location"]).content.decode()


@pytest.mark.req("R-050", "R-056")
def test_the_map_shows_edition_coverage_cancelled_approvals_and_figures(at_console: AtConsole, push: SupervisionPush):
    page = read(at_console("zhengyawen"), "console-responsibility")
    assert "现行许可都有监管部门" in page
    assert "机动车维修经营许可" in page
    assert "按时签收率" in page
    apart = read(at_console("linjing"), "console-responsibility", mode="审管分离")
    assert "高危险性体育项目经营许可" in apart
    assert "药品零售企业许可" not in apart
    assert "没有符合的事项" in read(at_console("zhaomin"), "console-responsibility", q="火箭")


@pytest.mark.req("R-051")
def test_what_the_province_rejected_shows_its_fields_and_goes_again(
    cast: Cast, at_console: AtConsole, push: SupervisionPush
):
    before, BOUND.system = BOUND.system, Simulator()
    supervising.sign(push, by=cast(INSPECTOR), at=after(2))
    words = "后厨没有分色刀具。"
    supervising.record(push, kind="to_mend", words=words, found_on=day(3), by=cast(INSPECTOR), at=after(3))
    enqueue(Entry.objects.get(chain=push.chain, verb="record"))
    faults = [{"pointer": "/name", "message": "“事项名称”没有填。"}]
    SupervisionReport.objects.update(faults=faults, rejected_at=after(4))
    desk = at_console("zhengyawen")
    page = read(desk, "console-supervision-data", show="rejected")
    assert "“事项名称”没有填。" in page
    assert "模拟的省互联网+监管系统" in page
    key = SupervisionReport.objects.get().pk
    assert desk.post(reverse("console-supervision-resend", args=[key]), {FIELD: "a"}).status_code == 302
    assert "等回执" in read(desk, "console-supervision-data", show="waiting")
    assert at_console("wangfang").get(reverse("console-supervision-data")).status_code == 403
    assert at_console(INSPECTOR).post(reverse("console-supervision-resend", args=[key])).status_code == 403
    BOUND.system = before


@pytest.mark.req("R-052")
def test_the_manager_sees_what_departments_delivered_and_that_the_counts_add_up(at_console: AtConsole):
    row = {"ref": "J-1", "code": "11620200MB1234567X300013102400001", "name": "样例许可", "subject_name": "样例超市"}
    row |= {"subject_code": "91620200MA7D0002X9", "result": "合格", "found_on": "2026-11-26", "words": "样例"}
    for content in (row, row, row | {"ref": "J-2", "result": "很好"}):
        DroppedRow.objects.create(content=content, dropped_by="drop_market_regulation")
    desk = at_console("zhengyawen")
    assert "前置表里还有3条没有取" in read(desk, "console-supervision-data")
    take_in_table(at=now())
    page = read(desk, "console-supervision-data")
    assert "前置表里还有" not in page
    assert "部门数据每天的账" in page
    assert "相等" in page
    assert "不相等" not in page
    assert "第3条：“监管结果”要是这些里的一个" in page


@pytest.mark.req("R-056")
def test_a_task_on_a_cancelled_approval_is_finished_from_its_page(at_console: AtConsole):
    open_cancelled_tasks(at=after(1))
    task = CancelledTask.objects.get(row_key="2018-01")
    inspector = at_console("moxiang")
    assert "审批已经取消" in read(inspector, "console-cancelled-task", task.pk)
    assert send(inspector, "console-cancelled-task-take", task.pk, "finish", **FOUND).status_code == 302
    assert CancelledTask.objects.get(pk=task.pk).found_on == date(2026, 1, 5)
    assert at_console(INSPECTOR).get(reverse("console-cancelled-task", args=[task.pk])).status_code == 404


def test_these_pages_are_for_supervision_and_departments(at_console: AtConsole, push: SupervisionPush):
    addresses = [reverse("console-pushes"), reverse("console-push", args=[push.pk])]
    for login in (INSPECTOR, "zhaomin", "chenli", "zhengyawen"):
        assert [at_console(login).get(each).status_code for each in addresses] == [200, 200]
    assert [at_console("luoting").get(each).status_code for each in addresses] == [200, 404]
    for login in ("wangfang", "liqiang", "gaoyuan"):
        assert [at_console(login).get(each).status_code for each in addresses] == [403, 403]
    assert at_console("").get(addresses[0]).status_code == 302
    assert at_console(INSPECTOR).get(reverse("workbench"))["Location"] == addresses[0]
    assert at_console("linjing").post(reverse("console-responsibility-take")).status_code == 403


def test_nasty_words_are_told_off_in_words(at_console: AtConsole, cast: Cast, push: SupervisionPush):
    take = "console-push-take"
    dispute = {reverse(take, args=[push.pk, "dispute"]): ["body", "reason"]}
    nasty_to_every_form(at_console(INSPECTOR), dispute)
    SupervisionPush.objects.filter(pk=push.pk).update(status="sent", agency=cast(INSPECTOR).agency_id, arbiter=None)
    supervising.sign(SupervisionPush.objects.get(pk=push.pk), by=cast(INSPECTOR), at=after(2))
    fields = {
        reverse(take, args=[push.pk, "record"]): ["kind", "found_on", "words"],
        reverse(take, args=[push.pk, "propose_ending"]): ["way", "fact", "ground"],
        reverse(take, args=[push.pk, "no-such-verb"]): ["words"],
    }
    nasty_to_every_form(at_console(INSPECTOR), fields)


@pytest.mark.parametrize(("name", "most"), [("console-pushes", 7), ("console-responsibility", 9)])
def test_a_page_takes_few_statements(
    at_console: AtConsole, push: SupervisionPush, django_assert_max_num_queries: Any, name: str, most: int
):
    client = at_console("zhengyawen")
    client.get(reverse(name))
    with django_assert_max_num_queries(most):
        client.get(reverse(name))
