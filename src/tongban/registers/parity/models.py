"""The tables of parity (一致性): lists of other places to compare with, and what has to be put right here."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.models import ImplementationList

from .rules.states import Origin, Status


class ReferenceList(models.Model):
    """A list as another place has it (对照清单): the province's own, or a partner city's; the newest one stands."""

    is_append_only: ClassVar[bool] = True

    origin = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Origin])
    place = models.CharField(max_length=80)
    basic_code = models.CharField(max_length=12)
    document = models.JSONField()
    content_hash = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["basic_code", "origin", "place", "-id"], name="parity_newest_reference"),
        ]


class Rectification(Chained):
    """One option of one body that departs from the others (不一致整改): from what, in what, by when it is answered."""

    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Status])
    basic_code = models.CharField(max_length=12)
    option_code = models.CharField(max_length=33)
    option_name = models.CharField(max_length=200)
    list = models.ForeignKey(ImplementationList, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    against = models.CharField(max_length=120)
    differences = models.JSONField()
    due_on = models.DateField()
    words = models.TextField(blank=True, default="")
    found_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["option_code"], condition=~Q(status=Status.VERIFIED), name="parity_one_open_per_option"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "agency", "due_on"], name="parity_inbox"),
        ]

    @property
    def chain(self) -> str:
        return f"rectification:{self.pk}"

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return (f"agency:{self.agency_id}",)
