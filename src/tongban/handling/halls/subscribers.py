"""What halls do when something happened: who booked for a matter that closes is told; idempotent."""

from tongban.foundation.ledger.models import Entry

from .commands.closings import tell_booked
from .commands.place_closings import tell_of_place


def tell_of_closing(entry: Entry) -> None:
    """预约事项停办提示: whoever booked for a matter that is suspended or cancelled is told."""
    tell_booked(entry)


def tell_of_closed_place(entry: Entry) -> None:
    """预约时段临时关闭提示: whoever booked for a slot in which the place is closed is told."""
    tell_of_place(entry)
