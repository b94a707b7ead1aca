"""Showing a code (亮码): the holder's own act, for a short time; each code that is made in it can be used once."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.registers.codes.rules.codes import Kind, is_shown
from tongban.registers.licenses.models import LicenseEdition
from tongban.registers.parties.models import Account, Party

LIVE_KINDS = [(each.value, each.label) for each in Kind if each.is_live]


class Showing(models.Model):
    """One time that somebody shows a code (一次亮码). Codes made until the second `used_until` are used."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    handle = models.BinaryField("码内编号", max_length=12, unique=True)
    kind = models.CharField("种类", max_length=1, choices=LIVE_KINDS)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    shown_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    words = models.CharField("码上的字", max_length=30, blank=True, default="")
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    used_until = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "亮码"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("opened_at")), name="showing_ends_after_it_began"),
            models.CheckConstraint(condition=Q(words="") | Q(kind="L"), name="showing_of_person_has_no_words"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["shown_by", "-opened_at"], name="showing_own")]

    def is_open(self, at: datetime) -> bool:
        return is_shown(self.ended_at, self.expires_at, at=at)


class ShownLicense(models.Model):
    """A licence that is shown (亮出的证照): which of its fields; none at all says only whether it holds (N15)."""

    is_append_only: ClassVar[bool] = True

    showing = models.ForeignKey(Showing, models.PROTECT, related_name="licenses")
    edition = models.ForeignKey(LicenseEdition, models.PROTECT, related_name="+")
    fields = models.JSONField("给看的要素", default=list)

    class Meta:
        verbose_name = "亮出的证照"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["showing", "edition"], name="shown_license_once"),
        ]
