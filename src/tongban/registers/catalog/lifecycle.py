"""The life of a published list (清单动态调整, plan 二(三)): what an edition does, in which state it leaves the list."""

from enum import StrEnum

from tongban.foundation.kernel.errors import NotNow


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
KEEPS_CONTENT = frozenset({Operation.SUSPEND, Operation.RESUME, Operation.CANCEL})
HAS_ANCESTORS = frozenset({Operation.SPLIT, Operation.MERGE})

# In which state a list must be for an operation; None: there is no edition yet.
_FROM: dict[Operation, frozenset[ListState | None]] = {
    Operation.ADD: frozenset({None, ListState.CANCELLED}),
    Operation.CHANGE: frozenset({ListState.IN_FORCE}),
    Operation.SPLIT: frozenset({None, ListState.IN_FORCE}),
    Operation.MERGE: frozenset({None, ListState.IN_FORCE}),
    Operation.SUSPEND: frozenset({ListState.IN_FORCE}),
    Operation.RESUME: frozenset({ListState.SUSPENDED}),
    Operation.CANCEL: frozenset({ListState.IN_FORCE, ListState.SUSPENDED}),
}


def may_follow(operation: Operation, state: ListState | None) -> bool:
    """Can this be done to a list in this state (plan 二(三))? A suspended list is resumed before it is changed."""
    return state in _FROM[operation]


def refuse_jump(operation: Operation, state: ListState | None, *, name: str) -> None:
    """`NotNow` when the life of a list does not go that way (非法跳转)."""
    if not may_follow(operation, state):
        now = f"现在是“{state.label}”" if state is not None else "还没有发布过"
        raise NotNow(
            f"“{name}”{now}，不能“{operation.label}”。",
            facts={"operation": operation.value, "state": state.value if state is not None else ""},
        )


def usual(state: ListState | None) -> Operation:
    """What a further edition does when nobody says it: the first one adds, later ones change."""
    return Operation.ADD if state in (None, ListState.CANCELLED) else Operation.CHANGE
