"""The tables of fees (收费): what is owed, the tills, payment orders, and every movement of money."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.handling.cases.models import Case
from tongban.registers.agencies.models import Staff, Venue
from tongban.registers.documents.models import OfficialDocument

from .rules.states import ChargeStatus, DayStatus, MovementKind, OrderStatus, TillStatus, Way


class Charge(Chained):
    """What is owed for a case (收费单), by name, standard and basis of its list; `amount` in fen."""

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="charges")
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in ChargeStatus])
    fee = models.CharField(max_length=200)
    standard = models.CharField(max_length=500)
    basis = models.CharField(max_length=500)
    amount = models.PositiveIntegerField()
    words = models.CharField(max_length=500, blank=True, default="")
    charged_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="charge_is_of_something"),
            models.CheckConstraint(condition=~Q(basis="") & ~Q(fee=""), name="charge_has_a_basis"),
            models.UniqueConstraint(
                fields=["case", "fee"],
                condition=Q(status__in=["due", "paid", "refunding"]),
                name="charge_once_for_a_fee",
            ),
        ]

    @property
    def chain(self) -> str:
        return f"charge:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> ChargeStatus:
        return ChargeStatus(self.status)


class Till(Chained):
    """A till (钱箱) of one person at one window for one day: the float it began with, and what was counted; fen."""

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="+", db_index=False)
    window = models.CharField(max_length=40)
    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in TillStatus])
    opened_at = models.DateTimeField()
    float_amount = models.PositiveIntegerField()
    closed_at = models.DateTimeField(null=True)
    expected = models.IntegerField(null=True)
    counted = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=500, blank=True, default="")
    finding = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["staff"], condition=Q(status="open"), name="till_one_open_each"),
            models.CheckConstraint(
                condition=Q(status="open", closed_at=None, counted=None, expected=None)
                | (~Q(status="open") & Q(closed_at__isnull=False, counted__isnull=False, expected__isnull=False)),
                name="till_counted_when_closed",
            ),
            models.CheckConstraint(
                condition=Q(counted__isnull=True) | Q(counted=F("expected")) | ~Q(reason=""),
                name="till_difference_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(counted=F("expected")) | ~Q(finding=""),
                name="till_difference_is_looked_into",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["-opened_at"], name="till_by_time")]

    @property
    def chain(self) -> str:
        return f"till:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> TillStatus:
        return TillStatus(self.status)

    @property
    def difference(self) -> int:
        """Counted less expected (差额); 0 while it is open."""
        return (self.counted or 0) - (self.expected or 0)


class Movement(models.Model):
    """Money that came or went (收付记录): cash through a till, a card by its slip, online by the platform's number."""

    charge = models.ForeignKey(Charge, models.PROTECT, related_name="movements", db_index=False)
    kind = models.CharField(max_length=8, choices=[(each.value, each.label) for each in MovementKind])
    way = models.CharField(max_length=6, choices=[(each.value, each.label) for each in Way])
    amount = models.PositiveIntegerField()
    till = models.ForeignKey(Till, models.PROTECT, null=True, related_name="movements")
    given = models.PositiveIntegerField(null=True)
    slip_number = models.CharField(max_length=40, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    receipt = models.OneToOneField(OfficialDocument, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["charge", "kind"], name="movement_once_each_way"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="movement_of_something"),
            models.CheckConstraint(
                condition=Q(way="cash", till__isnull=False, slip_number="")
                | (Q(way__in=["card", "online"], till=None, given=None) & ~Q(slip_number="")),
                name="movement_through_till_or_slip",
            ),
            models.CheckConstraint(
                condition=Q(way="online", staff=None) | (~Q(way="online") & Q(staff__isnull=False)),
                name="movement_by_staff_or_online",
            ),
            models.CheckConstraint(
                condition=~Q(kind="payment", way="cash") | Q(given__gte=F("amount")), name="movement_given_covers_it"
            ),
            models.CheckConstraint(
                condition=Q(kind="payment", receipt__isnull=False) | (Q(kind="refund", receipt=None) & ~Q(reason="")),
                name="movement_has_receipt_or_reason",
            ),
        ]

    @property
    def change(self) -> int:
        """What was given back at once (找零), in fen."""
        return (self.given or self.amount) - self.amount


class Order(Chained):
    """An order to pay a charge at the payment platform (支付订单): its number there is known again; `amount` in fen.

    A charge has one order that is waited for. `transaction` is the platform's number of the money that came,
    `surplus_reason` why it is given back; `asked_at` is when the platform was asked last.
    """

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=40, unique=True)
    charge = models.ForeignKey(Charge, models.PROTECT, related_name="orders", db_index=False)
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in OrderStatus])
    amount = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    pay_at = models.CharField(max_length=500, blank=True, default="")
    asked_at = models.DateTimeField(null=True)
    transaction = models.CharField(max_length=40, blank=True, default="")
    paid_at = models.DateTimeField(null=True)
    refund_reason = models.CharField(max_length=500, blank=True, default="")
    refund_transaction = models.CharField(max_length=40, blank=True, default="")
    refunded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="order_is_of_something"),
            models.UniqueConstraint(fields=["charge"], condition=Q(status="open"), name="order_one_open_each"),
            models.UniqueConstraint(fields=["charge"], condition=Q(status="paid"), name="order_paid_once"),
            models.UniqueConstraint(
                fields=["transaction"], condition=~Q(transaction=""), name="order_transaction_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "left", "closed"], transaction="", paid_at=None)
                | (
                    Q(status__in=["paid", "surplus", "refunding", "refunded"], paid_at__isnull=False)
                    & ~Q(transaction="")
                ),
                name="order_paid_with_transaction",
            ),
            models.CheckConstraint(
                condition=~Q(status="refunded") | (Q(refunded_at__isnull=False) & ~Q(refund_transaction="")),
                name="order_refunded_with_transaction",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["charge", "-id"], name="order_by_charge"),
            models.Index(
                fields=["id"], condition=Q(status__in=["open", "left", "surplus", "refunding"]), name="order_unsettled"
            ),
            models.Index(fields=["paid_at"], condition=Q(paid_at__isnull=False), name="order_by_payment"),
            models.Index(fields=["refunded_at"], condition=Q(refunded_at__isnull=False), name="order_by_refund"),
        ]

    @property
    def chain(self) -> str:
        return f"payment:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> OrderStatus:
        return OrderStatus(self.status)


class PaymentDay(Chained):
    """A day's payments on both sides (支付对账): sums in fen, and line by line what differs."""

    day = models.DateField(unique=True)
    status = models.CharField(max_length=8, choices=[(each.value, each.label) for each in DayStatus])
    compared_at = models.DateTimeField()
    ours_in = models.PositiveBigIntegerField()
    ours_out = models.PositiveBigIntegerField()
    theirs_in = models.PositiveBigIntegerField()
    theirs_out = models.PositiveBigIntegerField()
    lines = models.PositiveIntegerField()
    differences = models.JSONField(default=list)
    finding = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(status="even") | Q(differences=[], ours_in=F("theirs_in"), ours_out=F("theirs_out")),
                name="payment_day_even_without_differences",
            ),
            models.CheckConstraint(
                condition=~Q(status="settled") | ~Q(finding=""), name="payment_day_settled_with_finding"
            ),
        ]

    @property
    def chain(self) -> str:
        return f"payment-day:{self.day.isoformat()}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> DayStatus:
        return DayStatus(self.status)
