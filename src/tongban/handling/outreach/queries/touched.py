"""Help in person that is asked for or arranged for an option (上门帮办), for whoever is about to publish its list."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from tongban.foundation.kernel.clock import local_day
from tongban.handling.outreach.models import Outreach
from tongban.handling.outreach.rules.states import OPEN, OutreachStatus
from tongban.registers.catalog.impact import Affected


class OpenOutreach:
    """Requests for help in person that have not ended (没办完的上门帮办)."""

    label = "没办完的上门帮办"
    what_happens = "按帮办当天在用的清单办；暂停或者取消的，由帮办人员向本人说明"

    def count(self, option_codes: Sequence[str], *, at: datetime) -> int:
        return self._rows(option_codes).count()

    def page(self, option_codes: Sequence[str], *, at: datetime, after: int = 0, most: int = 50) -> Sequence[Affected]:
        rows = self._rows(option_codes).filter(pk__gt=after).order_by("pk")
        found = rows.values_list("pk", "status", "asked_at")[:most]
        return [
            Affected(key, f"{local_day(since):%Y%m%d}-{key}", OutreachStatus(status).label, since)
            for key, status, since in found
        ]

    def _rows(self, option_codes: Sequence[str]) -> QuerySet[Outreach]:
        return Outreach.objects.filter(status__in=sorted(OPEN), option_code__in=option_codes)
