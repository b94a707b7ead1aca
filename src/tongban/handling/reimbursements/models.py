"""The tables of medical costs (医疗费用): invoices, each reimbursed once, and what was settled by which table."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.handling.cases.models import Case
from tongban.registers.agencies.models import Staff


class InvoiceUsed(models.Model):
    """An invoice that a case is settled by (用过的票据): while it holds, no other case has it. Amounts in fen.

    `released_at` is when the case ended without a payment, or was settled anew: then it may be used again.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=20)
    number = models.CharField(max_length=30)
    level = models.CharField(max_length=10)
    total = models.BigIntegerField()
    eligible = models.BigIntegerField()
    taken_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["issuer", "number"], condition=Q(released_at__isnull=True), name="invoice_reimbursed_once"
            ),
            models.CheckConstraint(
                condition=Q(total__gt=0, eligible__gte=0, eligible__lte=F("total")), name="invoice_amounts"
            ),
        ]


class Settlement(models.Model):
    """What one case pays (核定): by which table, how much in fen, and its working; a later one replaces it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=10)
    amount = models.BigIntegerField()
    working = models.CharField(max_length=500)
    table_digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, blank=True, default="")
    settled_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(replaced_at__isnull=True), name="settlement_one_in_force"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="settlement_not_negative"),
        ]
