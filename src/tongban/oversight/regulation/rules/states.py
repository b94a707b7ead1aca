"""Where the check of a promise stands (核查状态), and where a credit record stands (信用记录状态)."""

from enum import StrEnum


class CheckStatus(StrEnum):
    """From the decision to what came of the promise."""

    OPEN = "open"
    ASSIGNED = "assigned"
    RECTIFYING = "rectifying"
    HEARING = "hearing"
    TRUE = "true"
    RECTIFIED = "rectified"
    REVOKED = "revoked"

    @property
    def label(self) -> str:
        return _CHECK[self]


_CHECK = {
    CheckStatus.OPEN: "待核查",
    CheckStatus.ASSIGNED: "核查中",
    CheckStatus.RECTIFYING: "限期整改中",
    CheckStatus.HEARING: "拟撤销，听取意见中",
    CheckStatus.TRUE: "承诺属实",
    CheckStatus.RECTIFIED: "已按要求整改",
    CheckStatus.REVOKED: "承诺虚假，决定已撤销",
}
CHECKED = frozenset({CheckStatus.TRUE, CheckStatus.RECTIFIED, CheckStatus.REVOKED})


class CreditStatus(StrEnum):
    """A breach on record, until it is repaired or its time is over."""

    IN_FORCE = "in_force"
    REPAIRING = "repairing"
    LIFTED = "lifted"

    @property
    def label(self) -> str:
        return _CREDIT[self]


_CREDIT = {
    CreditStatus.IN_FORCE: "限制中",
    CreditStatus.REPAIRING: "修复申请审核中",
    CreditStatus.LIFTED: "已修复，限制解除",
}
