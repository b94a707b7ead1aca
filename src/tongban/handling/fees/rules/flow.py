"""Charges and tills as tables (收费、钱箱): who may take which step, on what basis. R-099, plan 三(四)2."""

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

from .states import ChargeStatus as C
from .states import DayStatus as D
from .states import OrderStatus as O
from .states import TillStatus as T

CASHIERS = frozenset({Role.COUNTER, Role.ISSUER})
"""Who takes money at a window."""

NO_OTHER_FEES = "行政许可法 第五十九条"
CASH = "实施方案 三(四)2 保留现金缴费"
TILL = "会计法 第十七条"

CHARGES = Flow(
    "收费",
    C,
    step("charge", {C.NEW}, C.DUE, by=CASHIERS, label="开收费单", basis=NO_OTHER_FEES),
    step("pay", {C.DUE}, C.PAID, by=CASHIERS, label="收费", basis=CASH),
    step(
        "refund",
        {C.PAID},
        C.REFUNDED,
        by=CASHIERS,
        label="退费",
        basis=NO_OTHER_FEES,
        asks=(Ask("reason", "为什么退"),),
        is_grave=True,
    ),
    step("pay_online", {C.DUE}, C.PAID, by={Role.SYSTEM}, label="网上支付到账", basis=NO_OTHER_FEES),
    step(
        "ask_refund",
        {C.PAID},
        C.REFUNDING,
        by=CASHIERS,
        label="网上退费",
        basis=NO_OTHER_FEES,
        asks=(Ask("reason", "为什么退"),),
        is_grave=True,
    ),
    step("refund_online", {C.REFUNDING}, C.REFUNDED, by={Role.SYSTEM}, label="退款到账", basis=NO_OTHER_FEES),
    step(
        "cancel",
        {C.DUE},
        C.CANCELLED,
        by=CASHIERS,
        label="撤销收费单",
        basis=NO_OTHER_FEES,
        asks=(Ask("reason", "为什么撤销"),),
    ),
)

TILLS = Flow(
    "钱箱",
    T,
    step("open_till", {T.NEW}, T.OPEN, by=CASHIERS, label="开钱箱", basis=TILL),
    step("count", {T.OPEN}, T.CLOSED, by=CASHIERS, label="点钱结账", basis=TILL),
    step("report_difference", {T.OPEN}, T.DIFFERS, by=CASHIERS, label="不平，报监督岗", basis=TILL),
    step(
        "settle",
        {T.DIFFERS},
        T.CLOSED,
        by={Role.SUPERVISOR},
        label="核查差额",
        basis=TILL,
        asks=(Ask("words", "核查结论", "long_text"),),
    ),
)

ORDERS = Flow(
    "支付订单",
    O,
    step(
        "open_order",
        {O.NEW},
        O.OPEN,
        by=CASHIERS | {Role.APPLICANT},
        label="网上支付",
        basis=NO_OTHER_FEES,
    ),
    step("confirm", {O.OPEN, O.LEFT, O.CLOSED}, O.PAID, by={Role.SYSTEM}, label="支付到账", basis=NO_OTHER_FEES),
    step(
        "leave",
        {O.OPEN},
        O.LEFT,
        by=CASHIERS | {Role.APPLICANT, Role.SYSTEM},
        label="不再等网上支付",
        basis=CASH,
    ),
    step("close_order", {O.OPEN, O.LEFT}, O.CLOSED, by={Role.SYSTEM}, label="支付平台已关闭", basis=NO_OTHER_FEES),
    step("overpay", {O.OPEN, O.LEFT, O.CLOSED}, O.SURPLUS, by={Role.SYSTEM}, label="多付", basis=NO_OTHER_FEES),
    step(
        "send_back",
        {O.PAID, O.SURPLUS},
        O.REFUNDING,
        by=CASHIERS | {Role.SYSTEM},
        label="退款",
        basis=NO_OTHER_FEES,
    ),
    step("arrive_back", {O.REFUNDING}, O.REFUNDED, by={Role.SYSTEM}, label="退款到账", basis=NO_OTHER_FEES),
)

DAYS = Flow(
    "支付对账",
    D,
    step("find_even", {D.NEW, D.EVEN, D.DIFFERS}, D.EVEN, by={Role.SYSTEM}, label="对平", basis=TILL),
    step("find_differing", {D.NEW, D.EVEN, D.DIFFERS}, D.DIFFERS, by={Role.SYSTEM}, label="有差异", basis=TILL),
    step(
        "settle_day",
        {D.DIFFERS},
        D.SETTLED,
        by={Role.SUPERVISOR},
        label="核查差异",
        basis=TILL,
        asks=(Ask("words", "核查结论", "long_text"),),
    ),
)
