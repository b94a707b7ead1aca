"""Where a crossing stands (跨域办件状态), whose turn it is, and in whose hands an original lies."""

from enum import StrEnum


class Direction(StrEnum):
    """From our window: we receive for the partner city, or it received for us (方向)."""

    OUTBOUND = "outbound"
    INBOUND = "inbound"

    @property
    def label(self) -> str:
        return {"outbound": "我们代收", "inbound": "对方代收"}[self]

    @property
    def ours(self) -> "Place":
        """Which of the two places we are."""
        return Place.RECEIVING if self is Direction.OUTBOUND else Place.HANDLING


class Place(StrEnum):
    """The two places of a crossing (收件地、办理地): one receives and hands over, the other alone decides."""

    RECEIVING = "receiving"
    HANDLING = "handling"

    @property
    def label(self) -> str:
        return {"receiving": "收件地", "handling": "办理地"}[self]

    @property
    def other(self) -> "Place":
        return Place.HANDLING if self is Place.RECEIVING else Place.RECEIVING


class Mode(StrEnum):
    """The three ways across provinces (跨省通办三种模式): plan 二(二)."""

    FULLY_ONLINE = "fully_online"
    REMOTE_RECEIPT = "remote_receipt"
    JOINT_HANDLING = "joint_handling"

    @property
    def label(self) -> str:
        return {"fully_online": "全程网办", "remote_receipt": "异地代收代办", "joint_handling": "多地联办"}[self]


class CrossingStatus(StrEnum):
    """The states of a crossing; the same words in both places."""

    NEW = "new"
    RECEIVING = "receiving"
    TRANSFER = "transfer"
    HANDLING = "handling"
    RETURNING = "returning"
    RETURNED = "returned"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {
            "new": "新到",
            "receiving": "收件地收件",
            "transfer": "移交途中",
            "handling": "办理地办理",
            "returning": "送回途中",
            "returned": "结果已到，等申请人领取",
            "closed": "已办结",
            "withdrawn": "已撤回",
        }[self]


OPEN = frozenset(CrossingStatus) - {CrossingStatus.CLOSED, CrossingStatus.WITHDRAWN, CrossingStatus.NEW}


class Leg(StrEnum):
    """The four legs (四段): each has one owner, who answers for it until the other side has signed."""

    RECEIVING = "receiving"
    TRANSFER = "transfer"
    HANDLING = "handling"
    RETURN = "return"

    @property
    def label(self) -> str:
        return {"receiving": "收件", "transfer": "移交", "handling": "办理", "return": "送回"}[self]

    @property
    def owner(self) -> Place:
        """Who answers: whoever gives stays the owner until the receiver signs."""
        return Place.RECEIVING if self in (Leg.RECEIVING, Leg.TRANSFER) else Place.HANDLING


class Holder(StrEnum):
    """In whose hands an original is (原件保管人): exactly one at any time."""

    APPLICANT = "applicant"
    RECEIVING = "receiving"
    COURIER = "courier"
    HANDLING = "handling"

    @property
    def label(self) -> str:
        return {"applicant": "申请人", "receiving": "收件地窗口", "courier": "快递", "handling": "办理地"}[self]


class Way(StrEnum):
    """How things go from place to place (移交方式)."""

    POST = "post"
    ELECTRONIC = "electronic"

    @property
    def label(self) -> str:
        return {"post": "邮寄", "electronic": "网上传送"}[self]


class Outcome(StrEnum):
    """What the handling place decided (办理结果)."""

    GRANTED = "granted"
    REFUSED = "refused"
    REJECTED = "rejected"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return {"granted": "准予", "refused": "不予许可", "rejected": "不予受理", "ended": "没有作出决定就结束了"}[self]
