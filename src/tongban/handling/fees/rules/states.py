"""Where a charge and a till stand (收费单、钱箱的状态), how one pays, and which way money goes."""

from enum import StrEnum


class ChargeStatus(StrEnum):
    """The states of a charge (收费单)."""

    NEW = "new"
    DUE = "due"
    PAID = "paid"
    REFUNDING = "refunding"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {
            "new": "未开单",
            "due": "待交费",
            "paid": "已交费",
            "refunding": "正在退费",
            "refunded": "已退费",
            "cancelled": "已撤销",
        }[self]


class TillStatus(StrEnum):
    """The states of a till (钱箱): one that differs waits for the supervisor's word."""

    NEW = "new"
    OPEN = "open"
    DIFFERS = "differs"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return {"new": "未开", "open": "在用", "differs": "不平，等监督岗核查", "closed": "已结"}[self]


class Way(StrEnum):
    """How it is paid (付款方式); cash stands first and cannot be switched off (R-099)."""

    CASH = "cash"
    CARD = "card"
    ONLINE = "online"

    @property
    def label(self) -> str:
        return {"cash": "现金", "card": "刷银行卡", "online": "网上支付"}[self]


class OrderStatus(StrEnum):
    """The states of a payment order (支付订单): money that came when nothing was owed any more is given back by itself.

    `LEFT` is not waited for here any more, while the payment platform may still say otherwise.
    """

    NEW = "new"
    OPEN = "open"
    PAID = "paid"
    LEFT = "left"
    CLOSED = "closed"
    SURPLUS = "surplus"
    REFUNDING = "refunding"
    REFUNDED = "refunded"

    @property
    def label(self) -> str:
        return {
            "new": "未下单",
            "open": "等待支付",
            "paid": "已支付",
            "left": "不再等支付",
            "closed": "已关闭",
            "surplus": "多付，要退",
            "refunding": "正在退款",
            "refunded": "已退款",
        }[self]


class DayStatus(StrEnum):
    """The states of a day's reconciliation (对账)."""

    NEW = "new"
    EVEN = "even"
    DIFFERS = "differs"
    SETTLED = "settled"

    @property
    def label(self) -> str:
        return {"new": "没有对账", "even": "已对平", "differs": "有差异", "settled": "差异已核查"}[self]


class MovementKind(StrEnum):
    """Which way the money went (收、退)."""

    PAYMENT = "payment"
    REFUND = "refund"

    @property
    def label(self) -> str:
        return {"payment": "收费", "refund": "退费"}[self]
