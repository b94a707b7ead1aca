"""The states of a draft of a list (清单文稿) and where it came from."""

from enum import StrEnum


class Status(StrEnum):
    """Where a draft stands (文稿状态): pushed → claimed → compiled → jointly reviewed → published."""

    PUSHED = "pushed"
    COMPILING = "compiling"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    DECLINED = "declined"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Status.PUSHED: "待认领",
    Status.COMPILING: "编制中",
    Status.SUBMITTED: "联合审核中",
    Status.RETURNED: "退回修改",
    Status.REVIEWED: "审核通过，待发布",
    Status.PUBLISHED: "已发布",
    Status.DECLINED: "不认领",
    Status.DROPPED: "已作废",
}
OPEN = frozenset({Status.PUSHED, Status.COMPILING, Status.SUBMITTED, Status.RETURNED, Status.REVIEWED})
EDITABLE = frozenset({Status.COMPILING, Status.RETURNED})


class Origin(StrEnum):
    """Where a draft came from (来源): pushed from above, a collection round, an import, or the department itself."""

    PUSHED = "pushed"
    ROUND = "round"
    IMPORTED = "imported"
    OWN = "own"

    @property
    def label(self) -> str:
        return {"pushed": "上级推送", "round": "集中梳理", "imported": "批量导入", "own": "部门自行提出"}[self]


class Verdict(StrEnum):
    """What a reviewing body says (审核意见)."""

    AGREE = "agree"
    RETURN = "return"

    @property
    def label(self) -> str:
        return {"agree": "同意", "return": "退回修改"}[self]
