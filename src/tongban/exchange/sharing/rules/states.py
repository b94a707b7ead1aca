"""Where a request or a demand stands (共享申请、需求的状态), and why a body may refuse (不予共享的理由)."""

from enum import StrEnum


class SharingStatus(StrEnum):
    """From the request to the end of the grant."""

    ASKED = "asked"
    REFUSED = "refused"
    DISPUTED = "disputed"
    APPROVED = "approved"
    AGREED = "agreed"
    ACTIVE = "active"
    UPHELD = "upheld"
    GIVEN_UP = "given_up"
    REVOKED = "revoked"
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    SharingStatus.ASKED: "等答复",
    SharingStatus.REFUSED: "不同意",
    SharingStatus.DISPUTED: "协调中",
    SharingStatus.APPROVED: "已同意，待签协议",
    SharingStatus.AGREED: "已签协议，待开通",
    SharingStatus.ACTIVE: "已开通",
    SharingStatus.UPHELD: "协调后不共享",
    SharingStatus.GIVEN_UP: "申请部门已退回",
    SharingStatus.REVOKED: "已收回",
    SharingStatus.EXPIRED: "已到期",
}
SHARING_ENDS = frozenset({SharingStatus.UPHELD, SharingStatus.GIVEN_UP, SharingStatus.REVOKED, SharingStatus.EXPIRED})


class DemandStatus(StrEnum):
    """A demand is answered with a resource, or with why there is none."""

    OPEN = "open"
    MATCHED = "matched"
    NONE = "none"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {"open": "等对接", "matched": "已对接", "none": "没有这种数据", "withdrawn": "已撤回"}[self.value]


DEMAND_ENDS = frozenset(DemandStatus) - {DemandStatus.OPEN}


class Ground(StrEnum):
    """On what a refusal may stand (不同意共享的理由); nothing else is one."""

    LAW = "law"
    BEYOND_DUTY = "beyond_duty"
    BEYOND_NEED = "beyond_need"
    NO_DATA = "no_data"

    @property
    def label(self) -> str:
        return _GROUNDS[self]


_GROUNDS = {
    Ground.LAW: "法律、行政法规或者国务院决定规定不予共享",
    Ground.BEYOND_DUTY: "与申请部门的法定职责无关",
    Ground.BEYOND_NEED: "超出履职必需的范围",
    Ground.NO_DATA: "本部门没有这项数据",
}
