"""The states of a case (办件状态) and its six different ends."""

from enum import StrEnum


class Status(StrEnum):
    """Where a case stands. Ends are never merged: each has its own document, remedy and statistics."""

    DRAFT = "draft"
    RECEIVED = "received"
    CORRECTING = "correcting"
    ACCEPTED = "accepted"
    SUSPENDED = "suspended"
    REVIEWING = "reviewing"
    DECIDING = "deciding"
    GRANTED = "granted"
    REFUSED = "refused"
    ISSUED = "issued"
    SERVED = "served"
    CLOSED = "closed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    TERMINATED = "terminated"
    TRANSFERRED = "transferred"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def whose_turn(self) -> str:
        """Who has to do something next, in citizens' words (轮到谁了)."""
        return _TURNS[self]


_LABELS = {
    Status.DRAFT: "填写中",
    Status.RECEIVED: "已收件，待受理",
    Status.CORRECTING: "待补正",
    Status.ACCEPTED: "已受理，承办中",
    Status.SUSPENDED: "特别程序中，计时暂停",
    Status.REVIEWING: "审核中",
    Status.DECIDING: "待批准",
    Status.GRANTED: "准予，制证中",
    Status.REFUSED: "不予许可",
    Status.ISSUED: "已制证，待领取",
    Status.SERVED: "已送达",
    Status.CLOSED: "已办结",
    Status.REJECTED: "不予受理",
    Status.WITHDRAWN: "已撤回",
    Status.RETURNED: "已退件",
    Status.TERMINATED: "已终止",
    Status.TRANSFERRED: "已转报",
}

_TURNS = {
    Status.DRAFT: "轮到您：填完后提交",
    Status.RECEIVED: "轮到综合窗口：看材料齐不齐",
    Status.CORRECTING: "轮到您：按一次性告知书补正",
    Status.ACCEPTED: "轮到承办部门：审查",
    Status.SUSPENDED: "轮到承办部门：完成特别程序，这段时间不计入时限",
    Status.REVIEWING: "轮到审核人：审核",
    Status.DECIDING: "轮到批准人：作出决定",
    Status.GRANTED: "轮到承办部门：制作证照",
    Status.REFUSED: "轮到出件窗口：送达决定书",
    Status.ISSUED: "轮到您：领取结果",
    Status.SERVED: "等待系统归档办结",
    Status.CLOSED: "已经办完",
    Status.REJECTED: "已经结束。决定书写明了依据和救济途径",
    Status.WITHDRAWN: "已经结束：申请人撤回",
    Status.RETURNED: "已经结束：材料退回申请人",
    Status.TERMINATED: "已经结束：办理终止",
    Status.TRANSFERRED: "已经转给有权办理的机关",
}

ENDS = frozenset(
    {
        Status.CLOSED,
        Status.REJECTED,
        Status.WITHDRAWN,
        Status.RETURNED,
        Status.TERMINATED,
        Status.TRANSFERRED,
    }
)
BEFORE_ACCEPTANCE = frozenset({Status.RECEIVED, Status.CORRECTING})
UNDER_EXAMINATION = frozenset({Status.ACCEPTED, Status.SUSPENDED, Status.REVIEWING, Status.DECIDING})
AWAITING_HAND_OVER = frozenset({Status.GRANTED, Status.REFUSED, Status.ISSUED})
