"""What a case costs, and paying it (缴费): the order is opened here, the money goes at the payment platform. R-138.

Asking again gives the order that runs, so that nobody has two to pay. What became of it is asked of the platform.
"""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases.models import Case
from tongban.handling.fees.commands.orders import open_order
from tongban.handling.fees.commands.paying import look_unless_just_now, page_of
from tongban.handling.fees.models import Order
from tongban.handling.fees.queries.fees import bill_of, charge_for, charge_rows
from tongban.handling.fees.queries.online import last_orders, order_for, payable_online
from tongban.registers.catalog.queries import guide_of
from tongban.registers.parties.scopes import Scope
from tongban.web.openapi.answers import answer
from tongban.web.openapi.callers import Caller, caller_of
from tongban.web.openapi.fee_presenters import charges_json, payment_json
from tongban.web.openapi.once import once_outside
from tongban.web.openapi.paging import newest_first
from tongban.web.openapi.routes import operation
from tongban.web.openapi.shapes import fees as told
from tongban.web.openapi.shapes.fees import FeesAsked, PaymentSent
from tongban.web.openapi.shares import FEES, OF_FEES, case_shared

router = Router(tags=["缴费"])


@operation(
    router,
    "GET",
    "/cases/{number}/fees",
    name="api-case-fees",
    summary="一个办件的费用",
    description="窗口开的收费单，新开的在前：多少钱（单位是分）、依据、交了没有、收付记录、收费凭证、最近一次付款单。"
    "owed 是整个办件还要交的，paid 是已经交的。凭证的PDF要有 cases:read 的范围才能取。",
    shape=told.Fees,
    scope=Scope.FEES_READ,
)
def case_fees(request: HttpRequest, number: str, asked: Query[FeesAsked]) -> HttpResponse:
    """What a case costs and what was paid."""
    at, caller = now(), caller_of(request)
    case = _case(caller, number, at)
    charges, following = newest_first(charge_rows(case).order_by("-pk"), asked)
    payable = payable_online(guide_of(case.option_version_id).option)
    rows = charges_json(case, charges, last_orders(charges), payable, by=caller.actor, at=at)
    bill = bill_of(case)
    return answer({"results": rows, "next": following, "owed": bill.owed, "paid": bill.paid})


@operation(
    router,
    "POST",
    "/cases/{number}/payments",
    name="api-payment-open",
    summary="开付款单",
    description="付一张收费单。已经有没过期的付款单，就回答那一张，不会开两张。pay_at 是付款的地址，"
    "在 expires_at 以前有效；请让付款人自己打开，付完会回到本站的办件页。付没付成，再查这张付款单。",
    shape=told.PaymentTold,
    scope=Scope.FEES_PAY,
)
def open_payment(request: HttpRequest, number: str, sent: PaymentSent) -> HttpResponse:
    """Open the order of a charge, or tell the one that runs."""
    at, caller = now(), caller_of(request)

    def opened() -> HttpResponse:
        case = _case(caller, number, at)
        charge = charge_for(caller.actor, sent.charge)
        if charge.case_id != case.pk:
            raise NotFound("这个办件没有这张收费单。")
        order = open_order(charge, by=caller.actor, at=at)
        page_of(order, at=at)
        return _told(caller, case, order, at)

    return once_outside(request, caller.owner, request.body, opened, at=at)


@operation(
    router,
    "GET",
    "/cases/{number}/payments/{code}",
    name="api-payment",
    summary="一张付款单",
    description="到现在为止知道的情况。支付平台有了结果会告诉本站，本站每分钟也会去问；想马上问，用 look。",
    shape=told.PaymentTold,
    scope=Scope.FEES_READ,
)
def payment(request: HttpRequest, number: str, code: UUID) -> HttpResponse:
    """How an order stands by our books."""
    at, caller = now(), caller_of(request)
    case = _case(caller, number, at)
    return _told(caller, case, _order(caller, case, code), at)


@operation(
    router,
    "POST",
    "/cases/{number}/payments/{code}/look",
    name="api-payment-look",
    summary="马上问付款结果",
    description="向支付平台问一次，回答问过以后的付款单；两秒钟里不会问第二次。每次问用新的 Idempotency-Key。",
    shape=told.PaymentTold,
    scope=Scope.FEES_PAY,
)
def look_at_payment(request: HttpRequest, number: str, code: UUID) -> HttpResponse:
    """Ask the platform at once."""
    at, caller = now(), caller_of(request)

    def looked() -> HttpResponse:
        case = _case(caller, number, at)
        return _told(caller, case, look_unless_just_now(_order(caller, case, code), at=at), at)

    return once_outside(request, caller.owner, request.body, looked, at=at)


def _case(caller: Caller, number: str, at: datetime) -> Case:
    return case_shared(caller, number, at=at, purpose=FEES, fields=OF_FEES)


def _order(caller: Caller, case: Case, code: UUID) -> Order:
    found = order_for(caller.actor, code)
    if found.charge.case_id != case.pk:
        raise NotFound("这个办件没有这张付款单。")
    return found


def _told(caller: Caller, case: Case, order: Order, at: datetime) -> HttpResponse:
    """The order with its charge as it stands now."""
    charge = charge_rows(case).get(pk=order.charge_id)
    return answer(payment_json(case, charge, order, by=caller.actor, at=at))
