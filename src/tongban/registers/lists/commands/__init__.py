"""Writing lists (清单): drafts, their publication, lists from outside, settling mismatches."""

from .drafting import drop, drop_row, keep_row, propose, put_row, recall, refresh, start, take_in, withhold
from .publishing import NothingNew, SamePerson, publish, send_back
from .resolving import resolve

__all__ = [
    "NothingNew",
    "SamePerson",
    "drop",
    "drop_row",
    "keep_row",
    "propose",
    "publish",
    "put_row",
    "recall",
    "refresh",
    "resolve",
    "send_back",
    "start",
    "take_in",
    "withhold",
]
