"""The notices of door plates to the province (门楼牌备案), each until its receipt is there."""

from typing import ClassVar

from django.db import models

from tongban.exchange.lines.reports import Report, received_with_receipt
from tongban.registers.codes.models import Doorplate


class PlateFiling(Report):
    """One notice about one act on a plate (备案记录)."""

    plate = models.ForeignKey(Doorplate, models.PROTECT, related_name="+")
    is_hanging = models.BooleanField("挂着")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            received_with_receipt("plate_filing_received_with_receipt")
        ]
