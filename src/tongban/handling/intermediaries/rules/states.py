"""Where an agency, a need and an entry of credit stand (中介机构、需求、信用记录的状态)."""

from enum import StrEnum


class AgencyStatus(StrEnum):
    """How far the listing of an agency is (入驻状态): applied → checked → listed by a second person."""

    APPLIED = "applied"
    CHECKED = "checked"
    LISTED = "listed"
    RETURNED = "returned"
    DELISTED = "delisted"

    @property
    def label(self) -> str:
        return {
            "applied": "等核对",
            "checked": "已核对，等上架",
            "listed": "已上架",
            "returned": "退回修改",
            "delisted": "已下架",
        }[self]


class Way(StrEnum):
    """How the client lets an agency be chosen (选取方式); the client alone decides."""

    RANDOM = "random"
    BIDDING = "bidding"
    DIRECT = "direct"

    @property
    def label(self) -> str:
        return {"random": "随机抽取", "bidding": "竞价", "direct": "直接选取"}[self]

    @property
    def hint(self) -> str:
        return {
            "random": "您定价格，机构报名，截止以后抽一家。怎么抽的，谁都能自己核验",
            "bidding": "机构报价，截止前谁也看不到，截止以后一起打开，价低的中选",
            "direct": "您自己看价格、时限和评价，选一家",
        }[self]


class NeedStatus(StrEnum):
    """Where a need stands (需求状态), from the call for entries to the accepted result."""

    OPEN = "open"
    CLOSED = "closed"
    SELECTED = "selected"
    CONFIRMED = "confirmed"
    SIGNING = "signing"
    WORKING = "working"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {
            "open": "待选取中介",
            "closed": "报名截止，待选取",
            "selected": "待确认中介",
            "confirmed": "待上传合同",
            "signing": "待确认合同",
            "working": "待上传服务结果",
            "delivered": "待验收",
            "accepted": "已验收",
            "failed": "没有选成",
            "cancelled": "已取消",
        }[self]


ENDED = frozenset({NeedStatus.ACCEPTED, NeedStatus.FAILED, NeedStatus.CANCELLED})


class ItemKind(StrEnum):
    """What an entry of an agency's credit comes from (信用记录种类)."""

    CLIENT = "client"
    DEPARTMENT = "department"
    BREACH = "breach"

    @property
    def label(self) -> str:
        return {"client": "委托人评价", "department": "部门评价", "breach": "失信行为"}[self]


class ItemStatus(StrEnum):
    """Does an entry count (信用记录状态)? Under appeal it is frozen: neither counted nor published."""

    COUNTED = "counted"
    APPEALED = "appealed"
    VOIDED = "voided"
    REPAIRING = "repairing"
    REPAIRED = "repaired"

    @property
    def label(self) -> str:
        return {
            "counted": "计入信用",
            "appealed": "申诉中，暂不计入",
            "voided": "申诉成立，已撤销",
            "repairing": "申请修复中",
            "repaired": "已修复",
        }[self]


COUNTS = frozenset({ItemStatus.COUNTED, ItemStatus.REPAIRING})


class AlertStatus(StrEnum):
    """Has a concentration been explained (集中度预警状态)?"""

    OPEN = "open"
    SETTLED = "settled"

    @property
    def label(self) -> str:
        return {"open": "等核查", "settled": "已核查"}[self]
