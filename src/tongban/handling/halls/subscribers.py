"""What halls do when something happened: who booked for a matter that closes is told; idempotent."""

from tongban.foundation.ledger.models import Entry

from .commands.closings import tell_booked


def tell_of_closing(entry: Entry) -> None:
    """预约事项停办提示: whoever booked for a matter that is suspended or cancelled is told."""
    tell_booked(entry)
