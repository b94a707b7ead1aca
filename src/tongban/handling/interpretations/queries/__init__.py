"""Reading interpretations (政策解读): what is in public and about what, drafts, the calendar, what has none yet."""

from .drafts import (
    Gap,
    calendar_of,
    coming,
    draft_of,
    due_day,
    found_for,
    gaps,
    owed,
    policies_without,
    reach_of,
    visible_to,
)
from .public import Article, Told, article, due_of_option, due_of_policy, forget, library, of_option, of_policy

__all__ = [
    "Article",
    "Gap",
    "Told",
    "article",
    "calendar_of",
    "coming",
    "draft_of",
    "due_day",
    "due_of_option",
    "due_of_policy",
    "forget",
    "found_for",
    "gaps",
    "library",
    "of_option",
    "of_policy",
    "owed",
    "policies_without",
    "reach_of",
    "visible_to",
]
