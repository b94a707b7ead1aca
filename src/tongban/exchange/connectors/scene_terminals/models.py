"""What a simulated terminal keeps (模拟终端的用码记录): that it scanned and what it asked, never an answer."""

from typing import ClassVar

from django.db import models


class SimulatedUse(models.Model):
    """One use of a code (一次用码): deleted when its scene's days are over."""

    scene = models.CharField(max_length=60)
    scan = models.UUIDField(unique=True)
    items = models.JSONField(default=list)
    used_at = models.DateTimeField()
    kept_until = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kept_until"], name="scene_use_kept_until"),
            models.Index(fields=["scene", "-id"], name="scene_use_of_scene"),
        ]
