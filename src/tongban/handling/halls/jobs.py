"""What timers call for halls (大厅定时): the night's end of numbers, appointments that nobody kept, reminders."""

from datetime import datetime, timedelta

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.worktime.rules import CLOSING, OPENING

from .commands import guiding
from .commands.booking import lapse, remind
from .commands.serving import expire
from .models import Guidance, Ticket
from .queries.appointments import to_lapse, to_remind
from .queries.guiding import without_their_guide
from .rules.guiding import UNDER_WAY
from .rules.states import LEFT_OVER

BATCH = 500
LONGEST_REST = timedelta(days=16)


def end_the_day(*, at: datetime) -> int:
    """当天结束: numbers of days that are over end with a result and a note; how many (R-032)."""
    rows = Ticket.objects.filter(status__in=sorted(LEFT_OVER), day__lt=local_day(at)).order_by("pk")
    return sum(expire(each, at=at) is not None for each in rows[:BATCH])


def end_guidances(*, at: datetime) -> int:
    """导引当天结束: what nobody ended on its day; how many (R-165)."""
    rows = Guidance.objects.filter(status__in=sorted(UNDER_WAY), day__lt=local_day(at)).order_by("pk")
    return sum(guiding.expire(each, at=at) is not None for each in rows[:BATCH])


def keep_everybody_guided(*, at: datetime) -> int:
    """导引接力: whose guide is not on duty any more gets one who is; how many (R-165)."""
    return sum(guiding.keep_guided(each, at=at) is not None for each in without_their_guide(day=local_day(at)))


def lapse_what_nobody_kept(*, at: datetime) -> int:
    """预约没有来: how many."""
    return sum(lapse(each, at=at) is not None for each in to_lapse(at=at)[:BATCH])


def remind_of_appointments(*, at: datetime) -> int:
    """预约提醒: on the workday before, by day, once for each; how many."""
    if not OPENING <= at.astimezone(LOCAL).time() < CLOSING:
        return 0
    return sum(remind(each, at=at) is not None for each in to_remind(at=at, within=LONGEST_REST)[:BATCH])
