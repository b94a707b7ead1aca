"""Where a shipment stands (寄件的状态)."""

from enum import StrEnum


class ShipmentStatus(StrEnum):
    """The states of a shipment (寄件)."""

    NEW = "new"
    WANTED = "wanted"
    SENT = "sent"
    SIGNED = "signed"
    RETURNED = "returned"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {
            "new": "没有要求邮寄",
            "wanted": "等窗口寄出",
            "sent": "已寄出",
            "signed": "已签收",
            "returned": "被退回",
            "cancelled": "不邮寄了",
        }[self]
