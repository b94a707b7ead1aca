"""Who sits where (当班), and what the one before left to know."""

from tongban.foundation.kernel.actors import Actor
from tongban.handling.contacts.models import Shift

MOST_NOTES = 3


def open_shift(staff_id: int) -> Shift | None:
    """The shift that this person is in, if any."""
    return Shift.objects.filter(staff_id=staff_id, signed_off_at__isnull=True).first()


def last_notes(actor: Actor, *, window: str = "") -> list[Shift]:
    """The last notes left at this place, those of this window alone when it is named (one statement)."""
    rows = Shift.objects.filter(signed_off_at__isnull=False).exclude(note="")
    if actor.venue_id is not None:
        rows = rows.filter(venue_id=actor.venue_id)
    else:
        rows = rows.filter(venue__isnull=True, staff__agency_id=actor.agency_id or 0)
    if window:
        rows = rows.filter(window=window)
    return list(rows.select_related("staff").order_by("-signed_off_at")[:MOST_NOTES])


def last_window(staff_id: int) -> str:
    """Where this person sat the last time."""
    rows = Shift.objects.filter(staff_id=staff_id).order_by("-signed_on_at").values_list("window", flat=True)
    return rows.first() or ""
