"""What is done for the people of the halls by the clock (定时)."""

from datetime import datetime

from .commands.checking import freeze_months
from .commands.grading import lapse_exams
from .commands.leave import follow_leave


def look_after_people(*, at: datetime) -> int:
    """请假起止、月度得分: who is away today is given no new work, settled months are fixed, papers lapse; how many."""
    return follow_leave(at=at) + freeze_months(at=at) + lapse_exams(at=at)
