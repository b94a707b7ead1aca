"""Reading bundles: editions in force on a day, those that an option belongs to, drafts, what a change touches."""

from .editions import InForce, Past, bundles_of, edition_on, editions_of, guides_of, in_force_on

__all__ = [
    "InForce",
    "Past",
    "bundles_of",
    "edition_on",
    "editions_of",
    "guides_of",
    "in_force_on",
]
