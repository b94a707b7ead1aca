"""Taking one's own word back at once (收回): a slip of the hand, put right before the next pair of eyes acts on it.

Only what stays inside the house is taken back: nothing of it was told to the applicant, no paper was given, and no
clock gains a second. What was told or given is put right by the ways that the law has for it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

RECALLS: Mapping[str, str] = {"recall_examination": "examine", "recall_review": "review"}
"""Which step takes back which."""
POSTS: Mapping[str, str] = {"recall_examination": "examiner", "recall_review": "reviewer"}
"""Whose stage goes on then."""
SPAN = timedelta(seconds=30)


def seconds_left(verb: str, last_verb: str, done_at: datetime, *, at: datetime) -> int:
    """How many seconds `verb` may still take back what was done last; none when it may not (0)."""
    left = SPAN - (at - done_at)
    return max(0, -(-left // timedelta(seconds=1))) if RECALLS.get(verb) == last_verb else 0
