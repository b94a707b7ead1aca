"""Where a charge and a till stand (收费单、钱箱的状态), how one pays, and which way money goes."""

from enum import StrEnum


class ChargeStatus(StrEnum):
    """The states of a charge (收费单)."""

    NEW = "new"
    DUE = "due"
    PAID = "paid"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {"new": "未开单", "due": "待交费", "paid": "已交费", "refunded": "已退费", "cancelled": "已撤销"}[self]


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
    """How it is paid at the window (付款方式); cash stands first and cannot be switched off (R-099)."""

    CASH = "cash"
    CARD = "card"

    @property
    def label(self) -> str:
        return {"cash": "现金", "card": "刷银行卡"}[self]


class MovementKind(StrEnum):
    """Which way the money went (收、退)."""

    PAYMENT = "payment"
    REFUND = "refund"

    @property
    def label(self) -> str:
        return {"payment": "收费", "refund": "退费"}[self]
