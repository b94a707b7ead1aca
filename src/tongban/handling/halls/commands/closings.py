"""Telling those who booked that their matter is suspended or cancelled (预约事项停办提示): once per publication."""

from collections.abc import Iterator

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.commands import Parcel, send_out
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.commands.steps import message
from tongban.handling.cases.rules.slots import slot_words
from tongban.handling.halls.models import Appointment
from tongban.handling.halls.rules.closing_news import closing_news, falls_into
from tongban.handling.halls.rules.states import AppointmentStatus
from tongban.registers.catalog.lifecycle import ListState
from tongban.registers.catalog.models import ListVersion

VERB = "booking_closed"


def tell_booked(entry: Entry) -> int:
    """Everybody who booked for a day on which the matter is closed is told; gives how many messages.

    Hearing the same entry again tells nobody twice. The appointment stays theirs to cancel.
    """
    code, number = entry.chain.removeprefix("list:"), int(entry.facts["edition"])
    edition = ListVersion.objects.filter(list__code=code, number=number).first()
    if edition is None or number <= 1:
        return 0
    if Outgoing.objects.filter(entry=entry, channel="message", payload__verb=VERB).exists():
        return 0
    parcels = list(_parcels(code, edition, entry))
    send_out(entry, parcels, at=entry.at)
    return len(parcels)


def _parcels(code: str, edition: ListVersion, entry: Entry) -> Iterator[Parcel]:
    """For appointments to come whose option this edition suspends, cancels or leaves out."""
    state = ListState(edition.state)
    rows = Appointment.objects.filter(status=AppointmentStatus.BOOKED, option_code__startswith=code)
    to_come = rows.filter(slot__starts_at__gt=entry.at).select_related("slot").order_by("pk")
    if state is ListState.IN_FORCE:
        to_come = to_come.exclude(option_code__in=edition.options.values("option__code"))
        state = ListState.CANCELLED
    for each in to_come:
        if falls_into(local_day(each.slot.starts_at), effective_on=edition.effective_on, until=edition.until_on):
            text = closing_news(
                each.option_name,
                slot_words(each.slot.starts_at, each.slot.ends_at),
                state=state,
                effective_on=edition.effective_on,
                until=edition.until_on,
                reason=edition.reason,
            )
            yield message(each.party_id, "", VERB, text)
