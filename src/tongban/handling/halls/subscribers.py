"""What halls do when something happened: who booked for what closes is told, overtime is written down; idempotent."""

from tongban.foundation.ledger.models import Entry
from tongban.handling.contacts.models import Shift

from .commands.closings import tell_booked
from .commands.place_closings import tell_of_place
from .commands.sessions import note_overtime


def tell_of_closing(entry: Entry) -> None:
    """预约事项停办提示: whoever booked for a matter that is suspended or cancelled is told."""
    tell_booked(entry)


def tell_of_closed_place(entry: Entry) -> None:
    """预约时段临时关闭提示: whoever booked for a slot in which the place is closed is told."""
    tell_of_place(entry)


def write_down_overtime(entry: Entry) -> None:
    """延时登记: a shift is over; what it served outside office hours is kept (R-166)."""
    rows = Shift.objects.select_related("venue", "overtime")
    shift = rows.filter(pk=int(entry.chain.removeprefix("shift:"))).first()
    if shift is not None:
        note_overtime(shift)
