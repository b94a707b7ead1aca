"""Cancelled approvals (已取消审批): nobody applies for them any more, and they are supervised on; the map is whole."""

import pytest

from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.permits import ApprovalCancelled
from tongban.handling.cases.tests.applying import MONDAY, lodged
from tongban.handling.cases.tests.driving import after, day, received
from tongban.oversight.regulation.commands.cancelled import finish
from tongban.oversight.regulation.jobs import open_cancelled_tasks
from tongban.oversight.regulation.models import CancelledTask
from tongban.oversight.regulation.queries.pushes import cancelled_tasks_visible_to, coverage
from tongban.registers.catalog.tests.editions import FOOD
from tongban.registers.lists import commands as lists
from tongban.registers.lists import queries

pytestmark = pytest.mark.django_db
ROW = {
    "name": "食品经营许可",
    "code": FOOD,
    "agency": "市市场监督管理局",
    "cancelled_on": "2026-11-23",
    "basis": "国务院决定（测试）",
    "supervisor": "市市场监督管理局",
    "way": "按风险分级检查。",
    "every_months": "6",
}
FOUND = {"kind": "passed", "words": "现场看过，符合要求。"}


def cancel(cast, **changes):
    draft = lists.start("cancelled", by=cast("fangyuan"), at=MONDAY)
    lists.put_row(draft, key="2026-01", cells={**ROW, **changes}, by=cast("fangyuan"), at=MONDAY)
    lists.propose(draft, by=cast("fangyuan"), at=MONDAY)
    lists.publish(draft, by=cast("linjing"), at=MONDAY)


@pytest.mark.req("R-056")
def test_a_cancelled_approval_takes_no_application_and_is_supervised_on(cast):
    waiting = received(cast)
    cancel(cast)
    with pytest.raises(ApprovalCancelled, match="不用申请。日常监管由市市场监督管理局负责"):
        lodged(cast("liqiang"))
    with pytest.raises(ApprovalCancelled):
        receiving.accept(waiting, by=cast("wangfang"), at=MONDAY)
    assert open_cancelled_tasks(at=after(1)) >= 1
    assert open_cancelled_tasks(at=after(2)) == 0, "once a turn"
    task = CancelledTask.objects.select_related("agency").get(row_key="2026-01")
    assert (task.since.isoformat(), task.due_on.isoformat()) == ("2026-11-23", "2027-05-23")
    with pytest.raises(NotYours):
        finish(task, **FOUND, found_on=day(2), by=cast("luoting"), at=after(2))
    finish(task, **FOUND, found_on=day(2), by=cast("shibowen"), at=after(2))
    assert CancelledTask.objects.get(pk=task.pk).done_at == after(2)
    with pytest.raises(NotNow):
        finish(task, **FOUND, found_on=day(2), by=cast("shibowen"), at=after(2))
    assert task.pk not in cancelled_tasks_visible_to(cast("luoting")).values_list("pk", flat=True)


def test_before_the_day_of_its_cancellation_an_approval_goes_on(cast):
    cancel(cast, cancelled_on="2026-12-31")
    lodged(cast("liqiang"))
    assert not CancelledTask.objects.filter(row_key="2026-01").exists()


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [({"supervisor": "火星局"}, "/supervisor"), ({"every_months": "0"}, None), ({"cancelled_on": "去年"}, None)],
)
def test_a_row_that_cannot_be_supervised_is_not_published(cast, changes, pointer):
    with pytest.raises(Invalid) as refusal:
        cancel(cast, **changes)
    assert pointer is None or [each.pointer for each in refusal.value.faults] == [pointer]


@pytest.mark.req("R-050")
def test_the_map_is_published_only_with_a_supervisor_for_every_permit_in_force(cast):
    draft = lists.start("responsibility", by=cast("fangyuan"), at=MONDAY)
    key = next(row["key"] for row in draft.rows if row["key"].endswith(FOOD))
    with pytest.raises(NotNow, match="要写全"):
        lists.drop_row(draft, key=key, reason="测试", by=cast("fangyuan"), at=MONDAY)
    lists.put_row(draft, key=key, cells={"supervisor": ""}, by=cast("fangyuan"), at=MONDAY)
    with pytest.raises(Invalid) as refusal:
        lists.propose(draft, by=cast("fangyuan"), at=MONDAY)
    assert [each.pointer for each in refusal.value.faults] == [f"/{key}/supervisor"]
    other = {"supervisor": "市卫生健康委员会", "mode": "审管一体"}
    lists.put_row(draft, key=key, cells=other, by=cast("fangyuan"), at=MONDAY)
    with pytest.raises(Invalid, match="1处"):
        lists.propose(draft, by=cast("fangyuan"), at=MONDAY)
    lists.put_row(draft, key=key, cells={"mode": "审管分离"}, by=cast("fangyuan"), at=MONDAY)
    lists.propose(draft, by=cast("fangyuan"), at=MONDAY)
    lists.publish(draft, by=cast("linjing"), at=MONDAY)
    assert not queries.unsupervised(day(1))
    assert coverage(day(1)).is_whole
