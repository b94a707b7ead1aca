"""Appointments follow their person (合并重复登记)."""

from django.db.models import Exists, OuterRef, Q

from tongban.handling.halls.models import Appointment, Ticket
from tongban.handling.halls.rules.states import AppointmentStatus, TicketStatus
from tongban.registers.parties.merging import Merger, Moved


def move_to_kept(merger: Merger) -> Moved:
    """Appointments of the dropped entry, and of its account; where both booked for one matter, the kept one stands."""
    both = Appointment.objects.filter(party_id=merger.keep, status=AppointmentStatus.BOOKED).values("option_code")
    twice = Q(status=AppointmentStatus.BOOKED, option_code__in=both)
    moved = Appointment.objects.filter(party_id=merger.drop).exclude(twice).update(party_id=merger.keep)
    if merger.drop_account is not None and merger.keep_account is not None:
        same = Appointment.objects.filter(
            account_id=merger.keep_account, party_id=OuterRef("party_id"), option_code=OuterRef("option_code")
        )
        rows = Appointment.objects.filter(account_id=merger.drop_account).annotate(is_twice=Exists(same))
        rows.exclude(is_twice=True).update(account_id=merger.keep_account)
        _move_numbers(merger.drop_account, merger.keep_account)
    return {"appointments": moved}


def _move_numbers(drop: int, keep: int) -> None:
    """Numbers that were drawn on the web; of two that wait the second stays valid by its code, of no account."""
    rows, waits = Ticket.objects.filter(account_id=drop), TicketStatus.WAITING
    if Ticket.objects.filter(account_id=keep, status=waits).exists():
        rows.filter(status=waits).update(account_id=None)
    rows.update(account_id=keep)
