"""What a timer calls for ratings (好差评定时); late, twice or side by side changes nothing."""

from datetime import datetime

from django.db.models import QuerySet

from tongban.foundation.kernel.clock import local_day

from .commands.inviting import lapse
from .commands.opening import close_by_time, escalate
from .models import Invitation, Redress
from .queries.redresses import late_on

MOST_AT_ONCE = 500


def watch_redresses(*, at: datetime) -> int:
    """超期报监督岗: every bad rating past a limit, once for each limit; gives how many."""
    rows: QuerySet[Redress] = Redress.objects.filter(late_on(local_day(at)), escalated_at=None)
    return sum(escalate(each, at=at) is not None for each in rows.order_by("due_on", "pk")[:MOST_AT_ONCE])


def end_what_is_over(*, at: datetime) -> int:
    """Invitations that nobody answered, and redresses that nobody rated again, end."""
    today = local_day(at)
    rows = Invitation.objects.filter(status="open", closes_on__lt=today).order_by("closes_on")[:MOST_AT_ONCE]
    told = Redress.objects.filter(status="told", second_until_on__lt=today).order_by("pk")[:MOST_AT_ONCE]
    ended = sum(lapse(each, at=at) is not None for each in rows)
    return ended + sum(close_by_time(each, at=at) is not None for each in told)
