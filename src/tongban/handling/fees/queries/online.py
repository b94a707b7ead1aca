"""Payment orders and days as people see them (支付订单、对账)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import visible_to as visible_cases
from tongban.handling.fees.bound import BOUND
from tongban.handling.fees.models import Charge, Order, PaymentDay
from tongban.handling.fees.ports import LineKind, StatementLine
from tongban.handling.fees.rules.states import ChargeStatus, OrderStatus
from tongban.registers.catalog.content import Option

PAGE = 50
ROUND = 100
PAUSE = timedelta(seconds=50)
WATCHERS = frozenset({Role.SUPERVISOR})
_UNSETTLED = (OrderStatus.OPEN, OrderStatus.LEFT, OrderStatus.SURPLUS, OrderStatus.REFUNDING)


def payable_online(option: Option) -> frozenset[str]:
    """The fees of a list that may be paid online (可以网上缴); none while no platform is bound."""
    return frozenset(each.name for each in option.fees if each.may_pay_online and BOUND.line is not None)


def owed_by(case: Case) -> int:
    """What is still to be paid for a case (待交费), in fen (one statement)."""
    return sum(Charge.objects.filter(case=case, status=ChargeStatus.DUE).values_list("amount", flat=True))


def last_orders(charges: Sequence[Charge]) -> Mapping[int, Order]:
    """The newest order of each charge (one statement)."""
    rows = Order.objects.filter(charge__in=[each.pk for each in charges]).order_by("charge_id", "-id")
    return {each.charge_id: each for each in rows.distinct("charge_id")}


def order_for(actor: Actor, code: UUID) -> Order:
    """The order if this actor may see its case; else `NotFound`."""
    rows = Order.objects.filter(code=code, charge__case__in=visible_cases(actor))
    found = rows.select_related("charge__case__applicant", "charge__case__agency").first()
    if found is None:
        raise NotFound("没有找到这次支付，或者您看不到它。")
    return found


def to_look_at(*, at: datetime) -> list[Order]:
    """Orders that are not settled and were not asked for just now, who waits longest first."""
    rested = Q(asked_at__isnull=True) | Q(asked_at__lte=at - PAUSE)
    rows = Order.objects.filter(rested, status__in=_UNSETTLED).select_related("charge__case")
    return list(rows.order_by("asked_at", "id")[:ROUND])


def lines_of(day: date) -> list[StatementLine]:
    """What came and went on a day by our books, as a statement has it (two statements)."""
    begin = datetime.combine(day, datetime.min.time(), LOCAL)
    end = begin + timedelta(days=1)
    paid = Order.objects.filter(paid_at__gte=begin, paid_at__lt=end).values_list("number", "amount", "transaction")
    back = Order.objects.filter(refunded_at__gte=begin, refunded_at__lt=end)
    return [StatementLine(LineKind.PAYMENT, *each) for each in paid] + [
        StatementLine(LineKind.REFUND, *each) for each in back.values_list("number", "amount", "refund_transaction")
    ]


def days(actor: Actor, *, before: date | None = None, status: str = "", size: int = PAGE) -> list[PaymentDay]:
    """Days that were compared, the newest first: for whoever supervises."""
    if not actor.roles & WATCHERS:
        return []
    rows = PaymentDay.objects.all()
    if before is not None:
        rows = rows.filter(day__lt=before)
    if status:
        rows = rows.filter(status=status)
    return list(rows.order_by("-day")[:size])


def day_for(actor: Actor, day: date) -> PaymentDay:
    """One day; `NotFound` for others, and for one that was not compared yet."""
    found = PaymentDay.objects.filter(day=day).first() if actor.roles & WATCHERS else None
    if found is None:
        raise NotFound("这一天还没有对账，或者您看不到它。")
    return found


def days_to_compare(*, at: datetime, most: int) -> list[date]:
    """Days of the last weeks that are over and were not compared (未对账的日子), the oldest first (one statement)."""
    today = local_day(at)
    span = [today - timedelta(days=back) for back in range(most, 0, -1)]
    known = set(PaymentDay.objects.filter(day__gte=span[0]).values_list("day", flat=True))
    return [each for each in span if each not in known]


def known_numbers(numbers: Sequence[str]) -> list[Order]:
    """Orders of ours by their numbers (one statement)."""
    return list(Order.objects.filter(number__in=numbers).select_related("charge__case").order_by("id"))
