"""A case that stays open is read once (查看留痕): which reads this process has recorded already, by the hour."""

from collections import OrderedDict
from datetime import datetime
from threading import Lock

_KEPT = 10_000
_recorded: OrderedDict[tuple[str, int, str], None] = OrderedDict()
_lock = Lock()


def is_recorded(who: str, case: int, at: datetime) -> bool:
    """Whether this process recorded this reader's look at this case within the hour.

    Another process may record the same hour again: a record too many, never one too few.
    """
    with _lock:
        return (who, case, f"{at:%Y-%m-%dT%H}") in _recorded


def remember(who: str, case: int, at: datetime) -> None:
    """It was recorded."""
    with _lock:
        _recorded[who, case, f"{at:%Y-%m-%dT%H}"] = None
        while len(_recorded) > _KEPT:
            _recorded.popitem(last=False)
