"""What was filled in at doors (上门记录): of one request, who may see its photographs, what a phone takes along."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.models import Entry
from tongban.handling.outreach.models import Outreach, Visit, VisitPhoto
from tongban.handling.outreach.rules.policy import BOUND

from .requests import Door, visible_to

FIELD_KEY = "outreach.field"
MOST = 50


@dataclass(frozen=True, slots=True)
class Changed:
    """What others did to the request since the phone saw it (这期间的改动)."""

    verb: str
    by: str
    words: str


def persons_for(request: Outreach) -> int:
    """How many have to stand at this door, by the city's table."""
    place = request.helper.venue.key if request.helper is not None and request.helper.venue is not None else ""
    return BOUND.policy.persons_at(request.kind, matter=request.option_code, place=place)


def was_sent(staff_id: int, request: Outreach, *, seen: int) -> bool:
    """Was this one of the two who were sent when the request stood in the version that a phone had seen?"""
    rows = Entry.objects.filter(chain=request.chain, verb__in=("arrange", "rearrange"), seq__lte=seen)
    last = rows.order_by("-seq").first()
    return last is not None and staff_id in (last.facts.get("helper"), last.facts.get("companion"))


def visits_of(request: Outreach) -> list[Visit]:
    """Every visit of this request with its photographs, the newest first (two statements)."""
    photos = Prefetch("photos", VisitPhoto.objects.select_related("file"))
    rows = Visit.objects.filter(request=request).select_related("staff", "settled_by")
    return list(rows.prefetch_related(photos).order_by("-pk")[:MOST])


def visit_of(request: Outreach, key: UUID) -> Visit:
    found = Visit.objects.filter(request=request, key=key).first()
    if found is None:
        raise NotFound("没有找到这份上门记录。")
    return found


def changed_since(request: Outreach, visit: Visit) -> list[Changed]:
    """What had been changed when the visit arrived (one statement)."""
    rows = Entry.objects.filter(chain=request.chain, seq__gt=visit.seen, seq__lte=visit.met).order_by("seq")
    return [Changed(each.verb, each.by_name, each.facts.get("reason", "")) for each in rows[:20]]


def may_see_visit(actor: Actor, ref: str, *, on: date) -> bool:
    """Who may see the photographs of a visit: who went, the supervisor, the person themselves.

    A helper who ran an errand sees nothing more when the mandate is over.
    """
    try:
        key = UUID(ref)
    except ValueError:
        return False
    found = Visit.objects.select_related("request").filter(key=key).first()
    if found is None or not visible_to(actor).filter(pk=found.request_id).exists():
        return False
    if actor.staff_id is None or actor.roles & {Role.SUPERVISOR}:
        return True
    request = found.request
    return actor.staff_id in (found.staff_id, request.helper_id, request.companion_id) and not request.is_over(on)


def field_key(staff_id: int, *, on: date) -> str:
    """The key under which this person's phone keeps this day's visits; the same whenever it is asked for, in hex."""
    return vault().index(f"{staff_id}:{on.isoformat()}", purpose=FIELD_KEY).hex()


def taken_along(door: Door) -> dict[str, Any]:
    """One door as a phone keeps it; in full, for the reading is on record."""
    request, told = door.request, door.told
    return {
        "code": str(request.code),
        "seen": request.version,
        "slot": door.slot_label,
        "kind": request.sort.label,
        "matter": request.option_name or "到了再问",
        "name": told.name if told is not None else request.name_masked,
        "phone": told.phone if told is not None else request.phone_masked,
        "address": (told.address if told is not None else request.address_masked) or "在大厅",
        "needs": request.needs_words,
        "note": request.note,
        "who": "、".join(each.name for each in (request.helper, request.companion) if each is not None),
        "persons": persons_for(request),
    }


def is_own_visit(actor: Actor, ref: str) -> bool:
    """The person's own photographs, as files; staff look at them one by one, on record (`photo_for`)."""
    return not actor.is_staff and may_see_visit(actor, ref, on=date.max)


def photo_for(actor: Actor, request: Outreach, file: UUID, *, on: date) -> VisitPhoto:
    """One photograph of this request for who may see it, else `NotFound`."""
    rows = VisitPhoto.objects.select_related("file", "visit")
    found = rows.filter(visit__request=request, file_id=file).first()
    if found is None or not may_see_visit(actor, found.visit.key.hex, on=on):
        raise NotFound("没有找到这张照片，或者您看不到它。")
    return found


def helped_in(number: str) -> list[Entry]:
    """What helpers did under a mandate for this case, oldest first (代办经过; two statements)."""
    codes = Outreach.objects.filter(case_number=number).exclude(case_number="").values_list("code", flat=True)
    chains = [f"outreach:{each.hex}" for each in codes]
    rows = Entry.objects.filter(chain__in=chains).filter(Q(on_behalf__startswith="outreach:"))
    return [each for each in rows.order_by("at") if each.facts.get("case", number) == number] if chains else []
