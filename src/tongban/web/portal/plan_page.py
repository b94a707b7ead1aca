"""How far the city's plan is (实施方案落实情况): every task, its rows, the tests that show them, and live figures."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.plan.reading import plan_at
from tongban.registers.plan.rules import CHAPTERS, Plan, Row, State, Task, code_of, days_over, rows_of, state_of
from tongban.web.portal.pages import page, public
from tongban.web.portal.plan_figures import REASONS, Counted, count, metrics_of
from tongban.web.ui.audience import everybody

KINDS = {State.DONE: "done", State.BEGUN: "info", State.NOT_BEGUN: "off"}


@dataclass(frozen=True, slots=True)
class Standing:
    """A task with how far it is; `over` tells for each deadline in the past by how many days."""

    task: Task
    rows: list[Row]
    state: State
    done: int
    over: dict[date, int]
    lead: str
    responsible: str

    @property
    def kind(self) -> str:
        return KINDS[self.state]

    @classmethod
    def of(cls, task: Task, plan: Plan, *, on: date) -> "Standing":
        rows = rows_of(task.section, plan.rows)
        state = state_of(rows)
        responsible = [*(plan.names[key] for key in task.responsible), *([task.others] if task.others else [])]
        return cls(
            task=task,
            rows=rows,
            state=state,
            done=sum(row.state is State.DONE for row in rows),
            over=days_over(task, on=on, state=state),
            lead="、".join(plan.names[key] for key in task.lead) or task.note,
            responsible="、".join(responsible) or "没有另列",
        )


class Board:
    """The figures as they were counted, for ten minutes: counting goes over whole tables."""

    LASTS = timedelta(minutes=10)

    def __init__(self) -> None:
        self._lock = Lock()
        self._counted: tuple[datetime, Counted] | None = None

    def read(self, plan: Plan, at: datetime) -> tuple[datetime, Counted]:
        with self._lock:
            if self._counted is None or at - self._counted[0] >= self.LASTS:
                done = sum(row.state is State.DONE for row in plan.rows)
                self._counted = (at, count(at, rows=len(plan.rows), rows_done=done))
            return self._counted

    def forget(self) -> None:
        self._counted = None


BOARD = Board()


@everybody
@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """The 36 tasks by chapter, each with lead, responsible, deadline and how many of its rows are done."""
    whole, on = _plan(), local_day(now())
    standings = [Standing.of(task, whole, on=on) for task in whole.tasks]
    chapters = [
        (title, [each for each in standings if each.task.chapter == chapter]) for chapter, title in CHAPTERS.items()
    ]
    done = sum(row.state is State.DONE for row in whole.rows)
    context = {"chapters": chapters, "rows": len(whole.rows), "done": done, "tasks": len(standings)}
    return public(page(request, "plan", context))


@everybody
@require_safe
def plan_task(request: HttpRequest, key: str) -> HttpResponse:
    """One task: its rows with the tests that show them, where the code is, and its figures."""
    whole, at = _plan(), now()
    task = next((each for each in whole.tasks if each.key == key), None)
    if task is None:
        raise NotFound("实施方案里没有这个任务。")
    standing = Standing.of(task, whole, on=local_day(at))
    reason = REASONS.get(task.section, "")
    counted_at, found = (at, None) if reason else BOARD.read(whole, at)
    context = {
        "standing": standing,
        "shown": [(row, KINDS[row.state], [_test(each) for each in row.shown_by]) for row in standing.rows],
        "code": code_of(standing.rows),
        "metrics": metrics_of(task.section, found) if found else [],
        "reason": reason,
        "counted_at": counted_at,
    }
    return public(page(request, "plan_task", context))


def _plan() -> Plan:
    found = plan_at(settings.ROOT, settings.CITY)
    if found is None:
        raise NotFound("这里没有带上实施方案的资料。")
    return found


def _test(place: str) -> tuple[str, str]:
    """The sentence that a test's name is, and the file it stands in."""
    path, _, name = place.partition("::")
    return name.rpartition("::")[2].removeprefix("test_").replace("_", " "), path
