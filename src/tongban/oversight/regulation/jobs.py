"""What a timer calls for 审管协同: late pushes are told of, cancelled approvals have their tasks; twice is once."""

from datetime import date, datetime

from tongban.foundation.kernel.clock import local_day
from tongban.registers.agencies.models import Agency
from tongban.registers.lists import queries as lists
from tongban.registers.lists.rules.rows import key_of, words

from .commands.cancelled import open_cancelled_task
from .commands.pushing import escalate
from .models import CancelledTask, SupervisionPush
from .rules.interplay import period_of


def escalate_what_is_late(*, at: datetime) -> int:
    """超期提醒双方: every push past its limit, once a limit; gives how many."""
    rows = SupervisionPush.objects.filter(due_on__lt=local_day(at), escalated_at__isnull=True)
    return sum(escalate(each, at=at) is not None for each in rows.order_by("due_on", "pk"))


def open_cancelled_tasks(*, at: datetime) -> int:
    """Tasks of the turn for every cancelled approval on the list; gives how many are new.

    A row whose body is not in the register waits: the console's coverage names it (R-050).
    """
    on = local_day(at)
    rows = lists.cancelled_rows(on)
    if not rows:
        return 0
    bodies = {each.name: each for each in Agency.objects.filter(is_active=True)}
    wanted = {}
    for row in rows:
        body = bodies.get(words(row["supervisor"]))
        turn = period_of(date.fromisoformat(words(row["cancelled_on"])), int(words(row["every_months"])), on)
        if body is not None and turn is not None:
            wanted[key_of(row), turn.since] = (row, body, turn)
    standing = set(CancelledTask.objects.filter(row_key__in={key for key, _ in wanted}).values_list("row_key", "since"))
    missing = [each for place, each in wanted.items() if place not in standing]
    for row, body, turn in missing:
        open_cancelled_task(row, body, turn, at=at)
    return len(missing)
