"""Telling those who booked that the place is closed then (预约时段临时关闭提示): once per closing; R-185."""

from collections.abc import Iterator
from datetime import datetime

from tongban.foundation.ledger.commands import Parcel, send_out
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.worktime.rules import describe
from tongban.handling.cases.commands.steps import message
from tongban.handling.cases.rules.slots import slot_words
from tongban.handling.halls.models import Appointment
from tongban.handling.halls.rules.states import AppointmentStatus

VERB = "place_closed"


def tell_of_place(entry: Entry) -> int:
    """Everybody who booked for a slot in which the place is closed is told; gives how many messages.

    Hearing the same entry again tells nobody twice. The appointment stays theirs to change or to cancel.
    """
    if Outgoing.objects.filter(entry=entry, channel="message", payload__verb=VERB).exists():
        return 0
    parcels = list(_parcels(entry))
    send_out(entry, parcels, at=entry.at)
    return len(parcels)


def _parcels(entry: Entry) -> Iterator[Parcel]:
    begins, ends = (datetime.fromisoformat(entry.facts[name]) for name in ("from", "until"))
    rows = Appointment.objects.filter(
        status=AppointmentStatus.BOOKED,
        slot__venue__key=entry.chain.removeprefix("venue:"),
        slot__starts_at__lt=ends,
        slot__ends_at__gt=max(begins, entry.at),
    )
    for each in rows.select_related("slot__venue").order_by("pk"):
        when = slot_words(each.slot.starts_at, each.slot.ends_at)
        text = (
            f"{each.slot.venue.name}临时关闭（{entry.facts['reason']}），{describe(ends.date())}恢复。"
            f"您约的{when}办不了，请在“我的预约”里改时间，或者取消。"
        )
        yield message(each.party_id, "", VERB, text)
