"""Callers without an account (来电人): the number for a text message, and what became of it; for the carrier."""

from datetime import datetime

from tongban.handling.contacts.models import Answer, TextState
from tongban.handling.contacts.queries.contacts import PHONE, opened


def number_of(address: str) -> str:
    """The number behind an address of the outbox, such as answer:17; empty when it was sent already."""
    made = Answer.objects.select_related("contact").get(pk=_key(address))
    return opened(made.contact, made.contact.phone_sealed, PHONE) if made.text_state != TextState.SENT else ""


def tell_sent(address: str, *, is_sent: bool, at: datetime) -> None:
    """Keep whether it went out; without a gateway the screen says that nothing was sent."""
    state = TextState.SENT if is_sent else TextState.NO_GATEWAY
    Answer.objects.filter(pk=_key(address)).update(text_state=state, texted_at=at if is_sent else None)


def _key(address: str) -> int:
    return int(address.removeprefix("answer:"))
