"""What a timer calls for kept checklists."""

from datetime import datetime

from tongban.foundation.kernel.clock import local_day

from .commands import forget_expired


def forget_old(at: datetime) -> int:
    """Those past their thirty days go."""
    return forget_expired(on=local_day(at))
