"""Reading lists (清单): editions, what they changed, drafts, mismatches, what is still missing."""

from .drafts import DraftView, derived_now, draft_view, visible_to
from .editions import (
    Head,
    Standing,
    View,
    allows_permit,
    allows_promise,
    changes,
    codes_on,
    current,
    edition,
    history,
    is_listed,
    keeps_windows,
    may_see,
    overview,
    row_on,
    rows_everywhere,
    rows_of,
)
from .institutions import institutions, lead
from .mismatches import Mismatch, Report, report
from .missing import flagged_guides, frequent_not_listed, norms

__all__ = [
    "DraftView",
    "Head",
    "Mismatch",
    "Report",
    "Standing",
    "View",
    "allows_permit",
    "allows_promise",
    "changes",
    "codes_on",
    "current",
    "derived_now",
    "draft_view",
    "edition",
    "flagged_guides",
    "frequent_not_listed",
    "history",
    "institutions",
    "is_listed",
    "keeps_windows",
    "lead",
    "may_see",
    "norms",
    "overview",
    "report",
    "row_on",
    "rows_everywhere",
    "rows_of",
    "visible_to",
]
