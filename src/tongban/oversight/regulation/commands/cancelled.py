"""Cancelled approvals are supervised on (取消审批后的监管): a task for each turn, and what was found (R-056)."""

from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.oversight.regulation.models import CancelledTask
from tongban.oversight.regulation.rules.interplay import Period, TaskStatus
from tongban.oversight.regulation.rules.interplay_flow import CANCELLED_TASK_FLOW
from tongban.registers.agencies.models import Agency
from tongban.registers.lists.rules.rows import Row, key_of, words

from .supervising import LONGEST, finding_of

LONGEST_NAME, LONGEST_WAY = 200, 500


@transaction.atomic
def open_cancelled_task(row: Row, agency: Agency, period: Period, *, at: datetime) -> CancelledTask:
    """生成监管任务: of one row of the list, for one turn."""
    task = CancelledTask.objects.create(
        row_key=key_of(row),
        name=words(row["name"])[:LONGEST_NAME],
        way=words(row["way"])[:LONGEST_WAY],
        agency=agency,
        status=TaskStatus.OPEN,
        since=period.since,
        due_on=period.due_on,
    )
    facts = {"row": task.row_key, "agency": agency.key, "due_on": period.due_on.isoformat()}
    advance(task, CANCELLED_TASK_FLOW.steps["open"], by=SYSTEM, at=at, facts=facts)
    return task


@transaction.atomic
def finish(task: CancelledTask, *, kind: str, found_on: date, words: str, by: Actor, at: datetime) -> Entry:
    """登记检查情况: by the supervising body's inspectors."""
    step = CANCELLED_TASK_FLOW.take("finish", task, by=by)
    if by.agency_id != task.agency_id or by.staff_id is None:
        raise NotYours("这个任务由别的部门办理。")
    said = finding_of(kind, found_on, words, at=at)
    changes = {
        "kind": said.value,
        "words": words.strip()[:LONGEST],
        "found_on": found_on,
        "done_by_id": by.staff_id,
        "done_at": at,
    }
    return advance(task, step, by=by, at=at, facts={"kind": said.value}, changes=changes)
