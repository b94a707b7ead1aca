"""The tables of results by post (寄送): a parcel of a case, and what happened to it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.handling.cases.models import Case

from .ports import EventKind
from .rules.states import ShipmentStatus


class Shipment(Chained):
    """The result of a case that goes by post (寄件): to whom and where is sealed, beside it what a list may show.

    `is_ordered`: the post's system knows it, so that it is followed; else somebody brought it to the post by hand.
    """

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=40, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="shipments")
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in ShipmentStatus])
    name_sealed = models.BinaryField()
    name_masked = models.CharField(max_length=120)
    phone_sealed = models.BinaryField()
    phone_masked = models.CharField(max_length=20)
    address_sealed = models.BinaryField()
    address_masked = models.CharField(max_length=120)
    wanted_at = models.DateTimeField()
    tracking = models.CharField(max_length=40, blank=True, default="")
    is_ordered = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    unread = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(status__in=["wanted", "sent"]), name="shipment_one_under_way"
            ),
            models.UniqueConstraint(fields=["tracking"], condition=~Q(tracking=""), name="shipment_tracking_once"),
            models.CheckConstraint(
                condition=Q(status__in=["wanted", "cancelled"], tracking="", sent_at=None)
                | (Q(status__in=["sent", "signed", "returned"], sent_at__isnull=False) & ~Q(tracking="")),
                name="shipment_sent_with_tracking",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], condition=Q(status__in=["wanted", "sent", "returned"]), name="shipment_open"),
        ]

    @property
    def chain(self) -> str:
        return f"shipment:{self.code.hex}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    @property
    def state(self) -> ShipmentStatus:
        return ShipmentStatus(self.status)


class ShipmentEvent(models.Model):
    """One thing that happened to a parcel, as the post told it (物流轨迹); written once."""

    is_append_only: ClassVar[bool] = True

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="events", db_index=False)
    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=[(each.value, each.label) for each in EventKind])
    at = models.DateTimeField()
    place = models.CharField(max_length=60, blank=True, default="")
    words = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["shipment", "number"], name="shipment_event_once"),
        ]
