"""Telling people: the message is kept in the account first, then texted where a gateway is bound."""

from collections.abc import Callable
from datetime import datetime

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.vault import VaultError
from tongban.foundation.ledger.models import Outgoing
from tongban.registers.parties.merging import Merger, Moved
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import Field
from tongban.registers.parties.sealed import open_field

from .models import Message
from .ports import GatewayAbsent, TextMessages
from .queries import visible_to


def carrier(gateway: TextMessages) -> Callable[[Outgoing, datetime], None]:
    """The carrier of the outbox's «message» channel; delivering twice keeps one message and texts once."""

    def carry(parcel: Outgoing, at: datetime) -> None:
        party_id = int(parcel.address.removeprefix("party:"))
        message, _ = Message.objects.get_or_create(
            outgoing=parcel.pk,
            defaults={
                "party_id": party_id,
                "case_number": str(parcel.payload.get("case", "")),
                "verb": str(parcel.payload.get("verb", "")),
                "text": str(parcel.payload["text"])[:500],
                "at": at,
            },
        )
        if message.texted_at is None:
            _text(message, gateway, at)

    return carry


def text_carrier(
    gateway: TextMessages, *, number_of: Callable[[str], str], tell_sent: Callable[..., None]
) -> Callable[[Outgoing, datetime], None]:
    """The carrier of the outbox's «text» channel: to a number alone, for callers who have no account (来电人).

    `number_of` opens the number behind an address, empty when there is nothing left to send; `tell_sent` keeps
    whether it went out. Without a gateway nothing claims to have been sent.
    """

    def carry(parcel: Outgoing, at: datetime) -> None:
        phone = number_of(parcel.address)
        if not phone:
            return
        try:
            gateway.send(phone=phone, text=str(parcel.payload["text"]), reference=f"text:{parcel.pk}")
        except GatewayAbsent:
            tell_sent(parcel.address, is_sent=False, at=at)
        else:
            tell_sent(parcel.address, is_sent=True, at=at)

    return carry


def move_to_kept(merger: Merger) -> Moved:
    """Messages follow their person (合并重复登记), those still on their way too."""
    address, kept = f"party:{merger.drop}", f"party:{merger.keep}"
    Outgoing.objects.filter(address=address, delivered_at__isnull=True).update(address=kept)
    return {"messages": Message.objects.filter(party_id=merger.drop).update(party_id=merger.keep)}


def mark_read(actor: Actor, *, at: datetime) -> int:
    """The person has seen their messages; the number that were new."""
    return visible_to(actor).filter(read_at__isnull=True).update(read_at=at)


def _text(message: Message, gateway: TextMessages, at: datetime) -> None:
    phone = _phone(message.party_id)
    if not phone:
        return
    try:
        gateway.send(phone=phone, text=message.text, reference=f"message:{message.pk}")
    except GatewayAbsent:
        return
    Message.objects.filter(pk=message.pk).update(texted_at=at)


def _phone(party_id: int) -> str:
    try:
        return open_field(Party.objects.get(pk=party_id), Field.PHONE)
    except VaultError:
        return ""
