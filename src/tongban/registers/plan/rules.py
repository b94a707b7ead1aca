"""The plan as records (实施方案): requirement rows, task paragraphs, and how far they are together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

CHAPTERS: Mapping[str, str] = {
    "二": "二、以事项管理为基础，推进政务服务标准化",
    "三": "三、以审批行为为重点，推进政务服务规范化",
    "四": "四、以利企便民为核心，推进政务服务便利化",
    "五": "五、工作保障措施",
}


class State(StrEnum):
    """How far a row is (进展)."""

    NOT_BEGUN = "not begun"
    BEGUN = "begun"
    DONE = "done"

    @property
    def label(self) -> str:
        return {"not begun": "未开始", "begun": "进行中", "done": "已完成"}[self.value]


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement of the plan (要求): what the software must do, how to see it, and what shows it."""

    id: str
    section: str
    basis: str
    title: str
    must: str
    test: str
    state: State
    shown_by: tuple[str, ...]

    @property
    def chapters(self) -> list[str]:
        """A row may stand in two paragraphs of the plan."""
        return self.section.split("/")


@dataclass(frozen=True, slots=True)
class Task:
    """One task paragraph (任务): who leads, who is responsible, until when; its rows are those of its section."""

    key: str
    section: str
    text: str
    lead: list[str]
    responsible: list[str] = field(default_factory=list)
    others: str = ""
    deadlines: list[date] = field(default_factory=list)
    ongoing: bool = False
    note: str = ""

    @property
    def chapter(self) -> str:
        """The chapter of the plan, 三 of 三(一)2."""
        return self.section[0]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is on record of the plan: its rows, its tasks, and the agencies' short names by key."""

    rows: tuple[Row, ...]
    tasks: tuple[Task, ...]
    names: Mapping[str, str]


def state_of(rows: Sequence[Row]) -> State:
    """How far several rows are together."""
    states = {row.state for row in rows}
    return states.pop() if len(states) == 1 else State.BEGUN


def rows_of(section: str, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if section in row.chapters]


def chapters(rows: Iterable[Row]) -> list[str]:
    """The plan's paragraphs in the order of the rows."""
    return list(dict.fromkeys(chapter for row in rows for chapter in row.chapters))


def counts(rows: Iterable[Row]) -> dict[State, int]:
    """How many rows are in each state."""
    counted = Counter(row.state for row in rows)
    return {state: counted[state] for state in State}


def days_over(task: Task, *, on: date, state: State) -> dict[date, int]:
    """For each deadline that has passed while the task is not done, by how many days (逾期)."""
    return {} if state is State.DONE else {each: (on - each).days for each in task.deadlines if on > each}


def code_of(rows: Iterable[Row]) -> list[str]:
    """The folders whose code these rows' tests show: tests stand beside the code."""
    places = (each.partition("::")[0] for row in rows for each in row.shown_by)
    return list(dict.fromkeys(place.partition("/tests/")[0] for place in places if "/tests/" in place))
