"""Reading the catalogue: guides and cards as they are in force, any past day, the life and the lineage of lists."""

from .editions import (
    Exceptions,
    LastEdition,
    ListRow,
    ListsPage,
    as_of,
    document_of,
    last_edition,
    local_features,
    offline_exceptions,
)
from .history import EditionLine, carried_in, editions_of, list_of, lists_of_the_same
from .lineage import Kin, LineageLink, lineage
from .preview import preview
from .shelf import (
    Shelf,
    browse,
    cards,
    current_guides,
    forget,
    guide,
    guide_of,
    guide_or_ending,
    revision,
    stamp,
)
from .transition import may_finish_until

__all__ = [
    "EditionLine",
    "Exceptions",
    "Kin",
    "LastEdition",
    "LineageLink",
    "ListRow",
    "ListsPage",
    "Shelf",
    "as_of",
    "browse",
    "cards",
    "carried_in",
    "current_guides",
    "document_of",
    "editions_of",
    "forget",
    "guide",
    "guide_of",
    "guide_or_ending",
    "last_edition",
    "lineage",
    "list_of",
    "lists_of_the_same",
    "local_features",
    "may_finish_until",
    "offline_exceptions",
    "preview",
    "revision",
    "stamp",
]
