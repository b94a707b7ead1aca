"""Requests to correct a face (证照纠错): whose, which are still to be answered, what was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.vault import vault
from tongban.registers.licenses.models import FaceCorrection, License
from tongban.registers.licenses.rules.corrections import WORDS

from .found import visible_to as licenses_visible_to

MOST = 100


class Written(msgspec.Struct, frozen=True):
    """What the holder wrote: what is wrong, and what should stand there."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Worklist:
    """What a body has to answer, the most urgent first, and what it answered last."""

    waiting: Sequence[FaceCorrection]
    answered: Sequence[FaceCorrection]


def visible_to(actor: Actor) -> QuerySet[FaceCorrection]:
    """Whoever may see the licence sees what was asked about it."""
    return FaceCorrection.objects.filter(license__in=licenses_visible_to(actor))


def correction_for(actor: Actor, code: UUID) -> FaceCorrection:
    """One request that this actor may see; else `NotFound` (one query)."""
    related = ("license__type", "license__issuer", "license__holder", "agency", "edition")
    found = visible_to(actor).select_related(*related).filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这个纠错申请，或者您看不到它。")
    return found


def corrections_of(license: License) -> Sequence[FaceCorrection]:
    """What was asked about a licence, the newest first (one query)."""
    return list(license.corrections.select_related("agency").order_by("-pk")[:MOST])


def worklist(actor: Actor) -> Worklist:
    """For the body of this actor (two queries)."""
    rows = visible_to(actor).select_related("license__type", "license__holder")
    waiting = rows.filter(ended_at__isnull=True).order_by("due_on", "pk")
    return Worklist(list(waiting[:MOST]), list(rows.filter(ended_at__isnull=False).order_by("-ended_at", "-pk")[:MOST]))


def written_in(correction: FaceCorrection) -> Written:
    """What the holder wrote, opened for this request only; whoever shows it to others records the read first."""
    text = vault().open(bytes(correction.words_sealed), purpose=WORDS, owner=correction.code.hex)
    return msgspec.json.decode(text, type=Written)


def may_see(actor: Actor, ref: str) -> bool:
    """May this actor see the files of a request (`license-correction:ref`)?"""
    return visible_to(actor).filter(code=UUID(hex=ref)).exists()
