"""Publishing the catalogue (发布), the life of its lists (动态调整), and taking over the list of synonyms."""

from .adjusting import cancel, resume, suspend
from .force import bump
from .publishing import PUBLISHERS, Publication, bring_into_force, publish
from .words import keep_misses, load_synonyms

__all__ = [
    "PUBLISHERS",
    "Publication",
    "bring_into_force",
    "bump",
    "cancel",
    "keep_misses",
    "load_synonyms",
    "publish",
    "resume",
    "suspend",
]
