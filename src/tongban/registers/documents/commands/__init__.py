"""What is done with files and official documents (材料与文书): one verb, one record."""

from .issuing import (
    Drafted,
    draft,
    in_words_of_the_city,
    issue,
    keep_pdf,
    reserve_range,
    set_mark,
    void,
)
from .storing import attach, confirm_original, copy_to, keep_made, move_to_kept, store

__all__ = [
    "Drafted",
    "attach",
    "confirm_original",
    "copy_to",
    "draft",
    "in_words_of_the_city",
    "issue",
    "keep_made",
    "keep_pdf",
    "move_to_kept",
    "reserve_range",
    "set_mark",
    "store",
    "void",
]
