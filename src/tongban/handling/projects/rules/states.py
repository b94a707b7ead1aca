"""Where a project and each of its stages stand (项目状态、阶段状态): kept is only whether it goes on; pure."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from tongban.foundation.worktime.rules import Light
from tongban.handling.bundles.rules.branches import Branch
from tongban.handling.cases.rules.states import Status as CaseStatus


class Status(StrEnum):
    """What is kept of a project; how far each stage is follows from its cases (`stage_state`)."""

    NEW = "new"
    OPEN = "open"
    ENDED = "ended"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return {"new": "还没有建", "open": "在办", "ended": "全部阶段办完", "closed": "不再推进"}[self.value]


class StageState(StrEnum):
    """How far a stage is (阶段进度)."""

    LATER = "later"
    READY = "ready"
    HANDLING = "handling"
    CORRECTING = "correcting"
    DONE = "done"
    FAILED = "failed"

    @property
    def label(self) -> str:
        return _STAGES[self][0]

    @property
    def desk_label(self) -> str:
        """The same as staff read it."""
        return {"ready": "等建设单位提交", "correcting": "等建设单位补正"}.get(self.value, self.label)

    @property
    def tag(self) -> str:
        """The colour of its tag."""
        return _STAGES[self][1]

    @property
    def may_be_submitted(self) -> bool:
        return self in (StageState.READY, StageState.FAILED)

    @property
    def goes_on(self) -> bool:
        return self in (StageState.HANDLING, StageState.CORRECTING)


_STAGES = {
    StageState.LATER: ("前面的阶段还没办完", "off"),
    StageState.READY: ("可以提交", "warn"),
    StageState.HANDLING: ("各部门办理中", "info"),
    StageState.CORRECTING: ("等您补正", "warn"),
    StageState.DONE: ("办完", "done"),
    StageState.FAILED: ("没有办成，可以重新提交", "bad"),
}


def stage_state(branches: Sequence[Branch], *, is_open_to: bool) -> StageState:
    """A stage by its cases: none yet, on their way, or all decided. It is done when something of it was granted.

    What was refused beside it is applied for again by itself; each department judges its own, and the later stages
    ask for what they need of it.
    """
    if not branches:
        return StageState.READY if is_open_to else StageState.LATER
    if all(each.is_decided for each in branches):
        return StageState.DONE if any(each.is_granted for each in branches) else StageState.FAILED
    if any(each.status is CaseStatus.CORRECTING for each in branches):
        return StageState.CORRECTING
    return StageState.HANDLING


def light_of(branches: Sequence[Branch], *, today: date, soon_on: date) -> Light:
    """The light of what is on its way (红黄灯): the worst of its cases; `soon_on` is the next workday."""
    days = [each.due_on for each in branches if each.due_on is not None and not each.is_decided]
    if any(day < today for day in days):
        return Light.RED
    return Light.YELLOW if any(day <= soon_on for day in days) else Light.GREEN
