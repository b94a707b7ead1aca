"""The states of a file and of an alert (文件状态、提醒状态)."""

from enum import StrEnum


class Standing(StrEnum):
    """Whether a file applies (文件状态)."""

    IN_FORCE = "in_force"
    AMENDED = "amended"
    SUSPENDED = "suspended"
    REPEALED = "repealed"

    @property
    def label(self) -> str:
        return {"in_force": "有效", "amended": "已修改", "suspended": "暂停适用", "repealed": "已废止"}[self]


class ChangeKind(StrEnum):
    """What happened to a file (变动)."""

    AMEND = "amend"
    SUSPEND = "suspend"
    REPEAL = "repeal"

    @property
    def label(self) -> str:
        return {"amend": "修改", "suspend": "暂停适用", "repeal": "废止"}[self]

    @property
    def leaves(self) -> Standing:
        return {"amend": Standing.AMENDED, "suspend": Standing.SUSPENDED, "repeal": Standing.REPEALED}[self]


class Status(StrEnum):
    """Where an alert stands (提醒状态): open → changed or kept with a reason → closed."""

    OPEN = "open"
    CHANGED = "changed"
    KEPT = "kept"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return {"open": "待处理", "changed": "已修改清单", "kept": "说明理由保留", "closed": "已核销"}[self]


UNANSWERED = frozenset({Status.OPEN})
