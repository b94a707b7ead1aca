"""Writing our letters (写函): the next of its crossing, signed with the city's key, and the parcel that sends it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import Parcel
from tongban.handling.crossing.models import Crossing, Letter
from tongban.handling.crossing.rules.letters import CHANNEL, PREFIX, Face, Kind, hash_of, local_text, written

from .steps import our_code

PURPOSE = "crossing.letter"


def columns(face: Face, text: str) -> dict[str, Any]:
    """What the row of a letter repeats of its face."""
    return {"place": face.place, "kind": face.kind, "at": face.instant, "face": text}


def write(
    crossing: Crossing, kind: Kind, facts: Mapping[str, Any], *, private: str = "", at: datetime
) -> tuple[Letter, Parcel]:
    """Our next letter of this crossing, signed, and the parcel that sends it; the crossing is held by the caller."""
    own = Letter.objects.filter(number=crossing.number, sender=our_code())
    face = Face(
        number=crossing.number,
        sender=our_code(),
        place=crossing.course.ours,
        seq=(own.aggregate(last=Max("seq"))["last"] or 0) + 1,
        kind=kind,
        at=local_text(at),
        facts=dict(facts),
        private_hash=hash_of(private),
    )
    text = written(face)
    letter = Letter.objects.create(
        **columns(face, text),
        partner_code=crossing.partner_code,
        number=face.number,
        sender=face.sender,
        seq=face.seq,
        private_sealed=vault().seal(private, purpose=PURPOSE, owner=face.number) if private else b"",
        signature=vault().sign(PREFIX + text.encode()),
        stored_at=at,
        applied_at=at,
    )
    return letter, Parcel(CHANNEL, crossing.partner_code, {"letter": str(letter.pk)})
