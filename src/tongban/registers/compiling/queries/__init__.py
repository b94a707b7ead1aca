"""Reading the drafts: who sees which, what waits for whom, one as a whole, rounds, what was published."""

from .inbox import InboxCounts, InboxPage, InboxRow, inbox, inbox_counts
from .one_draft import HistoryLine, Said, WholeDraft, actions, history, opinions_of, whole_draft
from .publications import PublicationRow, PublicationsPage, publications
from .rounds import Progress, RoundLine, RoundShare, progress, rounds
from .twins import twins_of
from .visible import draft_for, is_lead, lead, visible_to
from .worklists import DraftRow, DraftsPage, Wanted, counts, waiting_for, worklist

__all__ = [
    "DraftRow",
    "DraftsPage",
    "HistoryLine",
    "InboxCounts",
    "InboxPage",
    "InboxRow",
    "Progress",
    "PublicationRow",
    "PublicationsPage",
    "RoundLine",
    "RoundShare",
    "Said",
    "Wanted",
    "WholeDraft",
    "actions",
    "counts",
    "draft_for",
    "history",
    "inbox",
    "inbox_counts",
    "is_lead",
    "lead",
    "opinions_of",
    "progress",
    "publications",
    "rounds",
    "twins_of",
    "visible_to",
    "waiting_for",
    "whole_draft",
    "worklist",
]
