"""Where a shipment stands (寄件的状态), and what the post says of it (物流轨迹)."""

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


class EventKind(StrEnum):
    """What happened to a parcel (轨迹类型)."""

    TAKEN = "taken"
    ON_THE_WAY = "on_the_way"
    AT_THE_DOOR = "at_the_door"
    FAILED = "failed"
    SIGNED = "signed"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        return {
            "taken": "已收寄",
            "on_the_way": "运输中",
            "at_the_door": "正在派送",
            "failed": "没有投递成功",
            "signed": "已签收",
            "returned": "已退回",
        }[self]
