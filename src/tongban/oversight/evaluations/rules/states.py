"""Where an invitation and a bad rating stand (好差评状态)."""

from enum import StrEnum


class InvitationStatus(StrEnum):
    """An invitation to rate (评价邀请); whoever does not answer has not rated, and nothing is assumed."""

    NEW = "new"
    OPEN = "open"
    RATED = "rated"
    LAPSED = "lapsed"

    @property
    def label(self) -> str:
        return {"new": "待发出", "open": "等您评价", "rated": "已评价", "lapsed": "没有评价"}[self.value]


class RedressStatus(StrEnum):
    """A bad rating being put right (差评整改)."""

    NEW = "new"
    OPEN = "open"
    APPEALED = "appealed"
    VERIFIED = "verified"
    RECTIFIED = "rectified"
    TOLD = "told"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    RedressStatus.NEW: "待生成",
    RedressStatus.OPEN: "待联系核实",
    RedressStatus.APPEALED: "申诉待裁定",
    RedressStatus.VERIFIED: "整改中",
    RedressStatus.RECTIFIED: "待反馈",
    RedressStatus.TOLD: "已反馈",
    RedressStatus.CLOSED: "已办结",
}
UNTOLD = frozenset({RedressStatus.OPEN, RedressStatus.APPEALED, RedressStatus.VERIFIED, RedressStatus.RECTIFIED})
"""The rater has not heard what became of it."""


class Finding(StrEnum):
    """What verifying found (核实结论)."""

    AT_ONCE = "at_once"
    BY_DATE = "by_date"
    EXPLAIN = "explain"
    MISTAKEN = "mistaken"
    MALICIOUS = "malicious"

    @property
    def label(self) -> str:
        return _FINDINGS[self]

    @property
    def is_appeal(self) -> bool:
        """误评、恶意: what the unit claims and another body decides."""
        return self in (Finding.MISTAKEN, Finding.MALICIOUS)


_FINDINGS = {
    Finding.AT_ONCE: "立行立改",
    Finding.BY_DATE: "限期整改",
    Finding.EXPLAIN: "解释说明",
    Finding.MISTAKEN: "误评",
    Finding.MALICIOUS: "恶意评价",
}
