"""The states of a draft of a bundle, and where an edition stands on a day (一件事的状态); pure."""

from enum import StrEnum


class Status(StrEnum):
    """Where the next edition stands (文稿状态): drafted → sent to review → approved by another person."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"
    APPROVED = "approved"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Status.DRAFT: "编制中",
    Status.PROPOSED: "待审核",
    Status.RETURNED: "退回修改",
    Status.APPROVED: "已发布",
    Status.DROPPED: "已作废",
}
EDITABLE = frozenset({Status.DRAFT, Status.RETURNED})
OPEN = EDITABLE | {Status.PROPOSED}


class Operation(StrEnum):
    """What an edition does (调整方式): it offers the bundle, or takes it out of use."""

    OFFER = "offer"
    WITHDRAW = "withdraw"

    @property
    def label(self) -> str:
        return {"offer": "开办", "withdraw": "停办"}[self]


class Standing(StrEnum):
    """Where an edition stands on a day (版本状态): to come, in force, replaced by a later one, withdrawn."""

    COMING = "coming"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {"coming": "待生效", "in_force": "在用", "replaced": "已被替代", "withdrawn": "已停办"}[self]
