"""The life of a published list (清单动态调整, plan 二(三)): what an edition does, in which state it leaves the list."""

from enum import StrEnum


class Operation(StrEnum):
    """What an edition does (调整方式): 新增·变更·拆分·合并·暂停·恢复·取消."""

    ADD = "add"
    CHANGE = "change"
    SPLIT = "split"
    MERGE = "merge"
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def leaves(self) -> "ListState":
        """The state of the list from the edition's effective day on."""
        return {Operation.SUSPEND: ListState.SUSPENDED, Operation.CANCEL: ListState.CANCELLED}.get(
            self, ListState.IN_FORCE
        )


class ListState(StrEnum):
    """Whether people can apply (事项状态): 在用·暂停·取消."""

    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {"in_force": "在用", "suspended": "暂停", "cancelled": "取消"}[self]


_LABELS = {
    Operation.ADD: "新增",
    Operation.CHANGE: "变更",
    Operation.SPLIT: "拆分",
    Operation.MERGE: "合并",
    Operation.SUSPEND: "暂停",
    Operation.RESUME: "恢复",
    Operation.CANCEL: "取消",
}
