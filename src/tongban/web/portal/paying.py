"""Paying a fee online (网上缴费): what is owed, the order, what became of it, and the pretended cashier. R-205.

One pays at the platform, never here; what comes back in the address is not believed, the platform is asked.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.exchange.connectors.payments import simulator
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.fees.bound import BOUND
from tongban.handling.fees.commands.orders import open_order
from tongban.handling.fees.commands.paying import look, look_unless_just_now, page_of
from tongban.handling.fees.models import Order
from tongban.handling.fees.ports import PaymentUnavailable
from tongban.handling.fees.queries.fees import charge_for, charges_of
from tongban.handling.fees.queries.online import last_orders, order_for, owed_by, payable_online
from tongban.handling.fees.rules.money import yuan
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.queries import guide_of
from tongban.web.portal import inputs
from tongban.web.portal.pages import page, told
from tongban.web.ui.audience import applicants, everybody
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of


def owed_part(case: Case, option: Option) -> str:
    """For the case page: what is to be paid, in words; a statement only where the list charges something."""
    owed = owed_by(case) if option.fees else 0
    return yuan(owed) if owed else ""


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def fees(request: HttpRequest, number: str) -> HttpResponse:
    """What a case costs; a POST begins to pay one of it."""
    actor, at = actor_of(request), now()
    case = case_for(actor, number)
    if request.method != "POST":
        return _fees_page(request, case)
    try:
        charge = charge_for(actor, _uuid(inputs.text(request.POST, "charge")))
        order = open_order(charge, by=actor, at=at)
        page_of(order, at=at)
    except Declined as refusal:
        return _fees_page(request, case, told(refusal), status=int(refusal.status))
    return redirect("payment", number=number, code=order.code)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
def payment(request: HttpRequest, number: str, code: UUID) -> HttpResponse:
    """One order: where to pay, and what became of it; a POST asks the platform at once."""
    actor = actor_of(request)
    order = order_for(actor, code)
    if order.charge.case.number != number:
        raise NotFound("没有找到这次支付。")
    if request.method != "POST":
        return _order_page(request, order)
    try:
        look_unless_just_now(order, at=now())
    except Declined as refusal:
        return _order_page(request, order, told(refusal), status=int(refusal.status))
    return redirect("payment", number=number, code=code)


@csrf_exempt
@everybody
@require_POST
def notice(request: HttpRequest, code: UUID) -> HttpResponse:
    """The platform says that there is news (支付通知): nothing of it is read, the platform is asked instead."""
    order = Order.objects.select_related("charge__case").filter(code=code).first()
    if order is None:
        raise NotFound()
    try:
        look_unless_just_now(order, at=now())
    except PaymentUnavailable:
        return HttpResponse(status=503)  # it says so again, and the timer asks anyhow
    return HttpResponse(status=204)


@everybody
@require_http_methods(["GET", "HEAD", "POST"])
def simulated(request: HttpRequest, order: str) -> HttpResponse:
    """The pretended cashier (模拟收银台): no money moves. Not there when the real platform is bound."""
    if not isinstance(BOUND.line, simulator.Simulator):
        raise NotFound()
    found, problems = simulator.asked_for(order), list[Problem]()
    if request.method == "POST":
        try:
            simulator.pay(order, at=now())
        except Declined as refusal:
            problems = told(refusal)
        else:
            _tell(order)
            return redirect(found.return_to)
    context = {"order": found, "name": BOUND.line.name, "problems": problems, "yuan": yuan}
    return page(request, "payment_simulator", context, status=409 if problems else 200)


@applicants
@require_safe
def receipt(request: HttpRequest, number: str, code: UUID) -> HttpResponse:
    """The receipt of what was paid (收费凭证)."""
    order = order_for(actor_of(request), code)
    moved = order.charge.movements.filter(kind="payment", receipt__isnull=False).first()
    if moved is None or order.charge.case.number != number:
        raise NotFound("这笔费用还没有付，没有凭证。")
    return redirect("paper", number=number, key=moved.receipt_id)


def _fees_page(
    request: HttpRequest, case: Case, problems: list[Problem] | None = None, *, status: int = 200
) -> HttpResponse:
    guide = guide_of(case.option_version_id)
    charges = charges_of(case)
    orders = last_orders(charges)
    context = {
        "case": case,
        "guide": guide,
        "rows": [(each, orders.get(each.pk), _receipt_of(each)) for each in charges],
        "online": payable_online(guide.option),
        "not_charged": [each for each in guide.option.fees if each.name not in {row.fee for row in charges}],
        "problems": problems or [],
        "yuan": yuan,
    }
    return page(request, "case_fees", context, status=status)


def _order_page(
    request: HttpRequest, order: Order, problems: list[Problem] | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "order": order,
        "charge": order.charge,
        "case": order.charge.case,
        "is_over": order.expires_at <= now(),
        "platform": BOUND.line.name if BOUND.line is not None else "",
        "problems": problems or [],
        "yuan": yuan,
    }
    return page(request, "payment", context, status=status)


def _receipt_of(charge: object) -> int | None:
    """The receipt of a charge whose movements were fetched, unless it was given back."""
    moved = charge.movements.all()  # type: ignore[attr-defined]
    return next((each.receipt_id for each in moved if each.receipt_id and not each.receipt.is_void), None)


def _tell(number: str) -> None:
    """As the real platform would: say that there is news. A line that is bad says nothing, and the timer asks."""
    order = Order.objects.select_related("charge__case").filter(number=number).first()
    if order is None:
        return
    try:
        look(order, at=now())
    except PaymentUnavailable:
        return


def _uuid(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise NotFound("没有找到这张收费单，或者您看不到它。") from None
