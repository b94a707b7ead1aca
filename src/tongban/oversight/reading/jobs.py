"""What a timer calls (夜间审计): looks of the last days are gone through; late or twice changes nothing."""

from datetime import datetime, time, timedelta

from tongban.foundation.kernel.clock import LOCAL, local_day

from .commands.finding import find
from .queries.looking import known, looks
from .queries.policies import policy
from .rules.patterns import patterns

DAYS = 3


def audit_looks(*, at: datetime) -> int:
    """查看审计: whole days until today, so that a night that was missed is made up for; the number of new findings."""
    today = datetime.combine(local_day(at), time(), tzinfo=LOCAL)
    since = today - timedelta(days=DAYS)
    return find(patterns(looks(since=since, until=today), policy(), known(before=since)), at=at)
