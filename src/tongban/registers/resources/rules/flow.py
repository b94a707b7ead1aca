"""The way of a resource (数据资源流程): entered, put on line when nothing is open, taken off line with a reason."""

from enum import StrEnum

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step


class ResourceStatus(StrEnum):
    """Where a resource stands; nothing is in `NEW`."""

    NEW = "new"
    DRAFT = "draft"
    LIVE = "live"
    OFF = "off"

    @property
    def label(self) -> str:
        return {"new": "没有编目", "draft": "编目中", "live": "已上线", "off": "已下线"}[self.value]


S = ResourceStatus
CATALOGUE = "实施方案 五(二): 建立全市统一数据资源目录，明确数据归集责任主体"
SAFETY = "实施方案 五(四): 落实数据采集、汇聚、存储、共享、开发利用各环节安全责任主体"
DEPARTMENT = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER, Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER})
KEEPERS = DEPARTMENT | {Role.SUPERVISOR, Role.SYSTEM}

RESOURCES = Flow(
    "数据资源",
    S,
    step("enter", {S.NEW}, S.DRAFT, by=KEEPERS, label="编目", basis=CATALOGUE),
    step("found", {S.NEW}, S.LIVE, by={Role.SYSTEM}, label="首次编目并上线", basis=CATALOGUE),
    step("name_owner", {S.DRAFT, S.LIVE, S.OFF}, None, by=KEEPERS, label="明确责任主体", basis=CATALOGUE),
    step("name_duty", {S.DRAFT, S.OFF}, None, by=KEEPERS, label="填写环节责任", basis=SAFETY),
    step("renew_duty", {S.LIVE}, None, by=KEEPERS, label="更换环节责任", basis=SAFETY),
    step("revise", {S.DRAFT, S.LIVE}, None, by=KEEPERS, label="按普查结果修改", basis=CATALOGUE),
    step("go_live", {S.DRAFT, S.OFF}, S.LIVE, by=KEEPERS, label="上线", basis=SAFETY),
    step(
        "take_off",
        {S.LIVE},
        S.OFF,
        by=KEEPERS,
        label="下线",
        basis=CATALOGUE,
        asks=(Ask("reason", "为什么下线", "long_text"),),
        is_grave=True,
    ),
)
