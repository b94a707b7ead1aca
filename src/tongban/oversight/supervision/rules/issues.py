"""Problems and difficulties (问题和困难协调解决台账) as a table: owned and dated at once, closed by the raiser."""

from enum import StrEnum
from typing import Final

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

BASIS: Final = "实施方案 三(五)2 及时协调解决问题和困难"
RAISERS: Final = frozenset(
    {
        Role.EXAMINER,
        Role.REVIEWER,
        Role.DECIDER,
        Role.SUPERVISOR,
        Role.CATALOG_EDITOR,
        Role.CATALOG_REVIEWER,
    }
)
"""Who may raise one, and answer for one; the windows have the first contacts (首问、办不成事) for theirs."""


class IssueStatus(StrEnum):
    """Where an issue stands (问题状态)."""

    WRITTEN = "written"
    OPEN = "open"
    RESOLVED = "resolved"
    VERIFIED = "verified"

    @property
    def label(self) -> str:
        return {"written": "待登记", "open": "待解决", "resolved": "待核实", "verified": "已销号"}[self.value]


class Level(StrEnum):
    """How far up an issue has to go (层级)."""

    BODY = "body"
    CITY = "city"
    PROVINCE = "province"

    @property
    def label(self) -> str:
        return {"body": "部门内解决", "city": "市级协调", "province": "报请省级"}[self.value]


ISSUES = Flow(
    "问题台账",
    IssueStatus,
    step("raise_issue", {IssueStatus.WRITTEN}, IssueStatus.OPEN, by=RAISERS, label="登记问题", basis=BASIS),
    step(
        "resolve",
        {IssueStatus.OPEN},
        IssueStatus.RESOLVED,
        by=RAISERS,
        label="报告已解决",
        basis=BASIS,
        asks=(Ask("resolution", "怎么解决的", "long_text"),),
    ),
    step("verify", {IssueStatus.RESOLVED}, IssueStatus.VERIFIED, by=RAISERS, label="核实销号", basis=BASIS),
    step(
        "send_back",
        {IssueStatus.RESOLVED},
        IssueStatus.OPEN,
        by=RAISERS,
        label="没有解决，退回",
        basis=BASIS,
        asks=(Ask("reason", "还差什么", "long_text"),),
    ),
    step(
        "postpone",
        {IssueStatus.OPEN},
        None,
        by={Role.SUPERVISOR},
        label="改期限",
        basis=BASIS,
        asks=(Ask("due_on", "新的期限", "date"), Ask("reason", "为什么改", "long_text")),
    ),
    step("remind", {IssueStatus.OPEN}, None, by={Role.SYSTEM}, label="提醒", basis=BASIS),
    step("escalate", {IssueStatus.OPEN}, None, by={Role.SYSTEM}, label="超期上报", basis=BASIS),
)
