"""What a timer calls for entrances: the nightly look (每夜检查链接)."""

from datetime import datetime

from tongban.foundation.kernel.actors import SYSTEM

from .commands import look
from .ports import BOUND


def look_at_entrances(at: datetime) -> int:
    """Every entrance is asked once; gives how many do not answer (R-087)."""
    return look(BOUND["links"], by=SYSTEM, at=at)
