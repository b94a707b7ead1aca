"""The table of kept checklists (清单码)."""

from typing import ClassVar

from django.db import models

from tongban.registers.catalog.models import OptionVersion


class KeptChecklist(models.Model):
    """The answers behind a code (清单码): of which edition, until which day; nobody's name, number or free words."""

    code_index = models.BinaryField(max_length=16, unique=True)
    option_version = models.ForeignKey(OptionVersion, models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    kept_at = models.DateTimeField()
    expires_on = models.DateField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["expires_on"], name="checklists_expiry")]
