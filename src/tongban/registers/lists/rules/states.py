"""The states of a draft of an edition (清单草案)."""

from enum import StrEnum


class Status(StrEnum):
    """Where a draft stands (草案状态): drafted → proposed → published, or returned to be drafted again."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"
    PUBLISHED = "published"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Status.DRAFT: "编制中",
    Status.PROPOSED: "已报请公布",
    Status.RETURNED: "退回修改",
    Status.PUBLISHED: "已公布",
    Status.DROPPED: "已作废",
}
EDITABLE = frozenset({Status.DRAFT, Status.RETURNED})
OPEN = EDITABLE | {Status.PROPOSED}
