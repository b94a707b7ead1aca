"""What is done for the people of the halls by the clock (定时)."""

from datetime import datetime

from .commands.checking import freeze_months
from .commands.leave import follow_leave


def begin_and_end_leave(*, at: datetime) -> int:
    """请假起止: who is away today is given no new work; how many changed."""
    return follow_leave(at=at)


def score_months(*, at: datetime) -> int:
    """月度得分: the months that are settled; how many scores were fixed."""
    return freeze_months(at=at)
