"""Fees of a case at the window (窗口收费, R-099): what the list charges, cash with change, cards, refunds."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.fees.commands import charging, orders, paying
from tongban.handling.fees.models import Charge
from tongban.handling.fees.ports import PaymentUnavailable
from tongban.handling.fees.queries.fees import Bill, bill_of, charge_for, charges_of, open_till
from tongban.handling.fees.queries.online import last_orders, payable_online
from tongban.handling.fees.rules.flow import CASHIERS, CHARGES
from tongban.handling.fees.rules.money import yuan
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .contacts import plain
from .frame import CASE_ROLES, show
from .reading import note_opened

_TYPED = ("fee", "amount", "words", "given", "slip_number", "reason")
_GONE = ("refunded", "cancelled")


def fees_part(found: Case, option: Option) -> Bill | None:
    """For the case page: one statement where the list charges something, none where it does not."""
    return bill_of(found) if option.fees else None


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*CASE_ROLES)
@done_once
def fees(request: HttpRequest, number: str) -> HttpResponse:
    """What this case costs; a POST makes out a charge for one fee of its list."""
    actor = actor_of(request)
    found = case_for(actor, number)
    if request.method != "POST":
        note_opened(request, found, by=actor, at=now())
        return _page(request, found)
    typed = _typed(request)
    try:
        charging.charge(found, fee=typed["fee"], amount=typed["amount"], words=typed["words"], by=actor, at=now())
    except Declined as refusal:
        return _page(request, found, _told(refusal), at_fee=typed["fee"], status=int(refusal.status))
    return redirect("desk-fees", number=number)


@require_POST
@staff(*sorted(CASHIERS))
@done_once
def take(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """Pay in cash, by card or by telephone, give back, or cancel; then the receipt, or the page with what is wrong."""
    actor, at, typed = actor_of(request), now(), _typed(request)
    found = charge_for(actor, code)
    try:
        if verb == "pay":
            moved = charging.pay_cash(found, given=typed["given"], by=actor, at=at)
        elif verb == "card":
            moved = charging.pay_by_card(found, slip_number=typed["slip_number"], by=actor, at=at)
        elif verb == "refund":
            moved = charging.refund(found, reason=typed["reason"], slip_number=typed["slip_number"], by=actor, at=at)
        elif verb in _WITHOUT_PAPER:
            _WITHOUT_PAPER[verb](found, typed["reason"], actor, at)
            return redirect("desk-fees", number=found.case.number)
        else:
            raise NotFound("没有这一步。")
    except Declined as refusal:
        again = charge_for(actor, code)
        return _page(request, again.case, _told(refusal), at_charge=again, status=int(refusal.status))
    if moved.receipt is not None:
        return redirect("desk-paper", number=moved.receipt.number)
    return redirect("desk-fees", number=found.case.number)


def _cancel(found: Charge, reason: str, by: Actor, at: datetime) -> None:
    charging.cancel(found, reason=reason, by=by, at=at)


def _order(found: Charge, _: str, by: Actor, at: datetime) -> None:
    """扫码付: the order whose code the applicant scans here."""
    paying.page_of(orders.open_order(found, by=by, at=at), at=at)


def _look(found: Charge, _: str, __: Actor, at: datetime) -> None:
    order = last_orders([found]).get(found.pk)
    if order is None:
        raise NotFound("这笔费用还没有网上支付过。")
    paying.look(order, at=at)


def _refund_online(found: Charge, reason: str, by: Actor, at: datetime) -> None:
    """The refund is on its way as soon as it is asked for; a platform that is away is asked again by the timer."""
    order = paying.ask_refund(found, reason=reason, by=by, at=at)
    with suppress(PaymentUnavailable):
        paying.give_back(order, at=at)


_WITHOUT_PAPER: Mapping[str, Callable[[Charge, str, Actor, datetime], None]] = {
    "cancel": _cancel,
    "online": _order,
    "look": _look,
    "ask_refund": _refund_online,
}
"""Acts after which the page of fees is shown again."""


def _page(
    request: HttpRequest,
    found: Case,
    problems: Sequence[Problem] = (),
    *,
    at_charge: Charge | None = None,
    at_fee: str = "",
    status: int = 200,
) -> HttpResponse:
    actor, guide = actor_of(request), guide_of(found.option_version_id)
    rows = charges_of(found)
    standing = {each.fee for each in rows if each.status not in _GONE}
    may_take = bool(actor.roles & CASHIERS)
    context = {
        "case": found,
        "guide": guide,
        "rows": [(each, {step.verb for step in CHARGES.open_to(each, by=actor)}) for each in rows],
        "online": payable_online(guide.option),
        "orders": last_orders(rows),
        "open_fees": [each for each in guide.option.fees if each.name not in standing] if may_take else [],
        "till": open_till(actor.staff_id or 0) if may_take else None,
        "may_take": may_take,
        "typed": _typed(request),
        "at_code": at_charge.code if at_charge is not None else None,
        "at_fee": at_fee,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
        "yuan": yuan,
    }
    return show(request, "workbench/fees.html", context, current="cases", status=status)


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: plain(request.POST.get(name, ""))[:500] for name in _TYPED}


def _told(refusal: Declined) -> list[Problem]:
    if not refusal.faults:
        return [Problem("", typeset(refusal.message))]
    return [Problem(each.anchor, typeset(each.text)) for each in problems_of(refusal)]
