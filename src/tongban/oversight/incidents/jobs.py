"""What is done by the clock (定时): the law's clocks of open incidents, the half-year's drill."""

from datetime import datetime

from .commands.drilling import plan_drills
from .commands.handling import tell_overdue
from .models import Incident
from .queries.incidents import late


def watch_clocks(*, at: datetime) -> int:
    """报告、告知超期; how many were told of."""
    found = list(Incident.objects.filter(late(at), overdue_told_at__isnull=True))
    return len([tell_overdue(each, at=at) for each in found])


def plan_half_year(*, at: datetime) -> int:
    """半年演练计划."""
    return plan_drills(at=at)
