"""Writing letters, carrying them, and taking theirs in (函的收发): each once, in order, whatever the line does."""

import hashlib
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tongban.foundation.kernel.errors import Declined
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.models import Outgoing
from tongban.handling.crossing.models import Letter, Spoiled
from tongban.handling.crossing.partners import line
from tongban.handling.crossing.ports import PartnerCity
from tongban.handling.crossing.rules.letters import BadLetter, Sealed, read_raw

from .arriving import apply
from .writing import PURPOSE, columns

log = logging.getLogger("tongban.crossing")
AHEAD = timedelta(minutes=5)


def carry(parcel: Outgoing, at: datetime) -> None:
    """The carrier of the outbox's channel: one letter to its city; theirs to take it twice without effect."""
    letter = Letter.objects.get(pk=UUID(parcel.payload["letter"]))
    line(letter.partner_code).deliver(sealed_of(letter), at=at)


def sealed_of(letter: Letter) -> Sealed:
    """The letter as it goes over the line."""
    private = ""
    if letter.private_sealed:
        private = vault().open(letter.private_sealed, purpose=PURPOSE, owner=letter.number)
    return Sealed(letter.face, bytes(letter.signature).hex(), private)


def take_in(raws: Iterable[object], partner: PartnerCity, *, at: datetime) -> int:
    """What a city sent: what is genuine and new is kept, and taken in the order in which it was written.

    What is no genuine letter is kept once as spoiled, and has no other effect. The number of letters applied.
    """
    numbers = {number for raw in raws if (number := _kept(raw, partner, at))}
    waiting = Letter.objects.filter(partner_code=partner.code, applied_at__isnull=True)
    numbers |= set(waiting.values_list("number", flat=True))
    return sum(_apply_waiting(number, partner.code, at) for number in sorted(numbers))


def _kept(raw: object, partner: PartnerCity, at: datetime) -> str:
    """Keep the letter if it is genuine and new; its number, or nothing."""
    try:
        sealed = read_raw(raw)
        face = sealed.read()
        if face.sender != partner.code or not partner.is_genuine(sealed):
            raise BadLetter()
        if face.instant > at + AHEAD:
            raise BadLetter("对方的函写的时间还没有到，没有收下。")
    except BadLetter as refusal:
        digest = hashlib.sha256(repr(raw).encode("utf-8", "backslashreplace")).digest()
        told = {"why": refusal.message[:300], "at": at}
        Spoiled.objects.get_or_create(partner_code=partner.code, sha256=digest, defaults=told)
        return ""
    private = vault().seal(sealed.private, purpose=PURPOSE, owner=face.number) if sealed.private else b""
    told = {
        **columns(face, sealed.face),
        "partner_code": partner.code,
        "private_sealed": private,
        "signature": bytes.fromhex(sealed.signature),
        "stored_at": at,
    }
    known, is_new = Letter.objects.get_or_create(number=face.number, sender=face.sender, seq=face.seq, defaults=told)
    if not is_new and known.face != sealed.face:
        log.warning("two different letters under one number: %s %s %s", *face.key)
    return face.number if is_new else ""


def _apply_waiting(number: str, sender: str, at: datetime) -> int:
    """The letters of one crossing that are next, one transaction each; one that cannot be taken says why, and stays."""
    applied = 0
    while True:
        with transaction.atomic():
            rows = Letter.objects.select_for_update().filter(number=number, sender=sender)
            done = rows.filter(applied_at__isnull=False).aggregate(last=Max("seq"))["last"] or 0
            letter = rows.filter(seq=done + 1, applied_at__isnull=True).first()
            if letter is None:
                return applied
            refused = _tried(letter, at)
            Letter.objects.filter(pk=letter.pk).update(applied_at=at, refused=refused)
            applied += not refused


def _tried(letter: Letter, at: datetime) -> str:
    """Apply it; why not, if it cannot be."""
    try:
        with transaction.atomic():
            apply(letter, sealed_of(letter), at=at)
    except Declined as refusal:
        why = "；".join([refusal.message, *(each.message for each in refusal.faults)])[:300]
        log.warning("letter %s/%s/%s refused: %s", letter.number, letter.sender, letter.seq, why)
        return why
    return ""
