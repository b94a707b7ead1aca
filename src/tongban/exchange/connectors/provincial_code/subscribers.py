"""What the exchange with the provincial platform of codes hears: plates that are hung and taken down."""

from tongban.foundation.ledger.models import Entry

from .commands import enqueue


def file_plate(entry: Entry) -> None:
    """门楼牌备案: R-153."""
    enqueue(entry)
