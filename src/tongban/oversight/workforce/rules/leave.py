"""Leave (请假) as a table: asked by oneself, granted or refused by who plans, taken back before it is over. R-187."""

from enum import StrEnum

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .rostering import BASIS

CLERKS = frozenset({Role.COUNTER, Role.ISSUER})
"""Who sits at windows."""


class LeaveKind(StrEnum):
    """Why somebody is away (请假类别)."""

    ANNUAL = "annual"
    SICK = "sick"
    PERSONAL = "personal"
    ERRAND = "errand"

    @property
    def label(self) -> str:
        return {"annual": "年休假", "sick": "病假", "personal": "事假", "errand": "公出"}[self.value]


class LeaveStatus(StrEnum):
    """Where a request stands (请假状态)."""

    NEW = "new"
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {
            "new": "待填写",
            "asked": "待批",
            "granted": "已批",
            "refused": "没有批",
            "withdrawn": "已销假",
        }[self.value]


_WORDS = Ask("words", "说明", required=False)
LEAVES = Flow(
    "请假",
    LeaveStatus,
    step("ask_leave", {LeaveStatus.NEW}, LeaveStatus.ASKED, by=CLERKS, label="请假", basis=BASIS),
    step(
        "grant_leave",
        {LeaveStatus.ASKED},
        LeaveStatus.GRANTED,
        by={Role.SUPERVISOR},
        label="准假",
        basis=BASIS,
        asks=(_WORDS,),
    ),
    step(
        "refuse_leave",
        {LeaveStatus.ASKED},
        LeaveStatus.REFUSED,
        by={Role.SUPERVISOR},
        label="不准假",
        basis=BASIS,
        asks=(Ask("words", "为什么"),),
    ),
    step(
        "withdraw_leave",
        {LeaveStatus.ASKED, LeaveStatus.GRANTED},
        LeaveStatus.WITHDRAWN,
        by=CLERKS,
        label="不请了（销假）",
        basis=BASIS,
    ),
)
