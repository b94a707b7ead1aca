"""A scan (扫码): who asked for what, and what the holder granted; of one code there is one at most."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.codes.rules.states import Status
from tongban.registers.parties.models import Party

from .showings import Showing

_STATES = [each.value for each in Status if each is not Status.NEW]


class Scan(Chained):
    """Somebody scanned a code (一次扫码). Without a showing it began with a code of others (`origin` names which)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    showing = models.ForeignKey(Showing, models.PROTECT, null=True, related_name="scans")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    issued = models.BigIntegerField("码的出码秒", null=True)
    origin = models.CharField("从哪里来", max_length=40, blank=True, default="")
    status = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Status])
    scene = models.CharField("场景", max_length=60, blank=True, default="")
    purpose = models.CharField("用途", max_length=200)
    verifier = models.CharField("谁在查看", max_length=120)
    claims = models.JSONField("要看的", default=list)
    granted = models.JSONField("同意给看的", default=list)
    by_ref = models.CharField(max_length=80)
    scanned_at = models.DateTimeField()
    answer_until = models.DateTimeField("等到什么时候")
    keeps_seconds = models.PositiveIntegerField("同意以后能看多久")
    look_until = models.DateTimeField("能看到什么时候", null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "扫码"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(status__in=_STATES), name="scan_status_known"),
            models.UniqueConstraint(fields=["showing", "issued"], name="scan_of_a_code_once"),
            models.CheckConstraint(
                condition=Q(showing__isnull=True, issued__isnull=True) | Q(showing__isnull=False, issued__isnull=False),
                name="scan_names_its_code",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.GRANTED.value, Status.WITHDRAWN.value], look_until__isnull=False)
                | Q(status__in=[Status.ASKED.value, Status.REFUSED.value], look_until__isnull=True),
                name="scan_granted_for_a_time",
            ),
            models.CheckConstraint(condition=Q(answer_until__gt=F("scanned_at")), name="scan_waits_a_while"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["party", "-scanned_at"], name="scan_by_party"),
        ]

    @property
    def chain(self) -> str:
        return f"scan:{self.public_id.hex}"

    @property
    def state(self) -> Status:
        return Status(self.status)

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return ()

    def is_waiting(self, at: datetime) -> bool:
        return self.state is Status.ASKED and at < self.answer_until

    def may_be_seen(self, at: datetime) -> bool:
        """Granted, not taken back, and not over."""
        return self.state is Status.GRANTED and self.look_until is not None and at < self.look_until
