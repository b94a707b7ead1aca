"""The course of a target of the plan (方案目标) as a table: evidence is linked, then it is done; never without."""

from enum import StrEnum
from typing import Final

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

BASIS: Final = "实施方案 一、五(一) 统筹协调和监督检查"


class TargetStatus(StrEnum):
    """Whether somebody has shown that it is done (是否完成)."""

    OPEN = "open"
    DONE = "done"

    @property
    def label(self) -> str:
        return {"open": "推进中", "done": "已完成"}[self.value]


TARGETS = Flow(
    "方案目标",
    TargetStatus,
    step(
        "link_evidence",
        TargetStatus,
        None,
        by={Role.SUPERVISOR},
        label="关联本系统文书",
        basis=BASIS,
        asks=(Ask("number", "文书编号（清单公告、情况报告、通报等）"),),
    ),
    step(
        "link_outside",
        TargetStatus,
        None,
        by={Role.SUPERVISOR},
        label="登记外部文件",
        basis=BASIS,
        asks=(Ask("number", "文号"), Ask("title", "文件标题"), Ask("dated_on", "成文日期", "date")),
    ),
    step("complete", {TargetStatus.OPEN}, TargetStatus.DONE, by={Role.SUPERVISOR}, label="标为完成", basis=BASIS),
    step(
        "reopen",
        {TargetStatus.DONE},
        TargetStatus.OPEN,
        by={Role.SUPERVISOR},
        label="撤回完成",
        basis=BASIS,
        asks=(Ask("reason", "为什么撤回", "long_text"),),
        is_grave=True,
    ),
)
