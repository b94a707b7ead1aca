"""What a timer calls for first contacts (首问提醒); late, twice or side by side changes nothing."""

from datetime import datetime

from tongban.foundation.kernel.clock import local_day

from .commands.ending import escalate
from .models import FirstContact
from .rules.states import UNFINISHED


def escalate_what_is_late(*, at: datetime) -> int:
    """超期报监督岗: every open contact past its limit, once; gives how many."""
    rows = FirstContact.objects.filter(
        status__in=sorted(UNFINISHED), due_on__lt=local_day(at), escalated_at__isnull=True
    )
    return sum(escalate(each, at=at) is not None for each in rows.order_by("due_on", "pk"))
