"""Reading bundles: editions in force on a day, those that an option belongs to, drafts, what a change touches."""

from .checking import findings_of
from .drafts import content_of, may_edit, visible_to
from .editions import (
    InForce,
    Past,
    bundles_of,
    edition_of,
    edition_on,
    editions_of,
    guides_of,
    in_force_on,
    pinned,
    stages_on,
    standing_on,
)
from .measuring import Measured, measured, more_than
from .results import results_of
from .shelf import Linked, found_by, linked_to
from .wholes import Whole, whole

__all__ = [
    "InForce",
    "Linked",
    "Measured",
    "Past",
    "Whole",
    "bundles_of",
    "content_of",
    "edition_of",
    "edition_on",
    "editions_of",
    "findings_of",
    "found_by",
    "guides_of",
    "in_force_on",
    "linked_to",
    "may_edit",
    "measured",
    "more_than",
    "pinned",
    "results_of",
    "stages_on",
    "standing_on",
    "visible_to",
    "whole",
]
