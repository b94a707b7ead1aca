"""Where a question stands that the assistant could not answer (待补答的问题)."""

from enum import StrEnum


class TaskStatus(StrEnum):
    """The states of a guide task (补答任务状态)."""

    OPEN = "open"
    ADDED = "added"
    DISMISSED = "dismissed"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    TaskStatus.OPEN: "待补答",
    TaskStatus.ADDED: "已补进指南",
    TaskStatus.DISMISSED: "不归指南答",
}
