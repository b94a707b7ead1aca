"""Matters handed down to places (下沉事项): the agreement, its matters, and every use of the seal that it lends."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.registers.agencies.models import Agency, Delegation, Staff, Venue

from .rules.modes import Field, Mode


class Agreement(models.Model):
    """A body hands matters down to a place, in one way, under one document (承接协议).

    `seal` is the seal that an authorised place uses; its powers are those of `delegation`.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="agreements")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="agreements")
    mode = models.CharField("下沉方式", max_length=10, choices=[(each.value, each.label) for each in Mode])
    number = models.CharField("文号", max_length=60, unique=True)
    seal = models.CharField("用章", max_length=60, blank=True, default="")
    delegation = models.OneToOneField(Delegation, models.PROTECT, null=True, related_name="agreement")
    valid_from = models.DateField("生效日")
    valid_to = models.DateField("截止日", null=True)
    ended_at = models.DateTimeField("终止时间", null=True)
    created_at = models.DateTimeField("登记时间")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(number=""), name="agreement_has_a_number"),
            models.CheckConstraint(
                condition=Q(mode="authorised", delegation__isnull=False) & ~Q(seal="")
                | Q(mode__in=["entrusted", "assisted"], delegation__isnull=True, seal=""),
                name="agreement_authorises_with_a_seal",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="agreement_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def chain(self) -> str:
        return f"agreement:{self.pk}"

    @property
    def way(self) -> Mode:
        return Mode(self.mode)

    def is_in_force(self, on: date) -> bool:
        """In force on this day: begun, not over, not ended."""
        return self.ended_at is None and self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class HandedDown(models.Model):
    """A matter that a place handles for a body (下沉事项); `capacity` is how many it can take a day (承接能力)."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="matters")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="handed_down", db_index=False)
    option_code = models.CharField("业务办理项", max_length=33)
    field = models.CharField("领域", max_length=20, choices=[(each.value, each.label) for each in Field])
    capacity = models.PositiveSmallIntegerField("一天能办几件")
    ended_at = models.DateTimeField("终止时间", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["venue", "option_code"], condition=Q(ended_at__isnull=True), name="handed_down_once_to_a_place"
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="handed_down_within_capacity"),
        ]

    @property
    def subject(self) -> Field:
        return Field(self.field)


class SealUse(models.Model):
    """One use of the seal of an authorised place (用章记录): on which case, for which decision, by whom."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="seal_uses")
    case_number = models.CharField("办件编号", max_length=17)
    verb = models.CharField("环节", max_length=40)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    used_at = models.DateTimeField("用章时间")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(case_number__regex=r"^\d{17}$"), name="seal_use_names_its_case"),
        ]
