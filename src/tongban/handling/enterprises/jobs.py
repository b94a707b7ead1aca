"""What a timer calls (到期雷达): every licence that runs out is told of; late or twice changes nothing."""

from datetime import datetime

from tongban.foundation.kernel.clock import local_day

from .commands.telling import tell_of_expiry
from .models import RenewalNotice
from .queries.renewing import running_out
from .rules.radar import threshold_of


def watch_expiry(*, at: datetime) -> int:
    """到期提醒 at 90, 60 and 30 days; the number told (two statements when nothing is due)."""
    today = local_day(at)
    found = running_out(on=today)
    rows = RenewalNotice.objects.filter(license__in=found).values_list("license_id", "valid_to", "threshold")
    told = set(rows)
    reached = ((each, threshold_of(each.valid_to, today)) for each in found if each.valid_to is not None)
    due = [each for each, threshold in reached if (each.pk, each.valid_to, threshold) not in told]
    return sum(tell_of_expiry(each, at=at) is not None for each in due)
