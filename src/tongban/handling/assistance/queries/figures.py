"""How fast help came (首次响应时长): measured from the request to the first words of a helper."""

from dataclasses import dataclass
from datetime import datetime
from statistics import median

from tongban.handling.assistance.models import Assistance
from tongban.handling.assistance.rules.states import AssistanceStatus

from .sessions import policy


@dataclass(frozen=True, slots=True)
class Response:
    """Requests since a time: how many were answered, the median in seconds, and how many within the target."""

    asked: int
    answered: int
    waiting: int
    median_seconds: int | None
    in_time: int
    target_minutes: int

    @property
    def share(self) -> int | None:
        """Percent of the answered ones that were answered in time."""
        return round(100 * self.in_time / self.answered) if self.answered else None


def response_since(since: datetime) -> Response:
    """The figures of the first response (one statement)."""
    rows = list(Assistance.objects.filter(asked_at__gte=since).values_list("status", "asked_at", "answered_at"))
    took = [(answered - asked).total_seconds() for _, asked, answered in rows if answered is not None]
    minutes = policy().response_minutes
    return Response(
        asked=len(rows),
        answered=len(took),
        waiting=sum(status == AssistanceStatus.ASKED for status, _, _ in rows),
        median_seconds=round(median(took)) if took else None,
        in_time=sum(each <= minutes * 60 for each in took),
        target_minutes=minutes,
    )
