"""Whose help this is (可见范围), the list of the staff with its filters, and the route of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.vault import vault
from tongban.handling.outreach.models import Outreach
from tongban.handling.outreach.rules.flow import HELPERS
from tongban.handling.outreach.rules.policy import BOUND
from tongban.handling.outreach.rules.routing import in_order
from tongban.handling.outreach.rules.states import OPEN, OutreachStatus
from tongban.registers.agencies.models import Staff
from tongban.registers.agencies.queries import staff_in_post

from .papers import with_papers_out

NAME, PHONE, ADDRESS = "outreach.name", "outreach.phone", "outreach.address"
PAGE = 30
PAPERS_OUT = "papers"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to (筛选): kind, state, day, helper, words of the matter or the number."""

    kind: str = ""
    status: str = ""
    on: date | None = None
    helper: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Name, number and address in full; whoever shows them has recorded that before."""

    name: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class Door:
    """A stop of the day's route (上门的一家)."""

    request: Outreach
    begins: str
    slot_label: str
    street: str
    told: Told | None

    @property
    def place(self) -> int | None:
        return self.request.place_in_route

    @property
    def key(self) -> int:
        return self.request.pk


def visible_to(actor: Actor) -> QuerySet[Outreach]:
    """A citizen's own; for the windows what waits and what their body does; the supervisor all."""
    if actor.account_id is not None and Role.APPLICANT in actor.roles:
        whose = actor.acting_for or actor.party_id or 0
        return Outreach.objects.filter(Q(account_id=actor.account_id) | Q(party_id=whose))
    if actor.roles & {Role.SUPERVISOR, Role.SYSTEM}:
        return Outreach.objects.all()
    if not actor.roles & HELPERS or actor.staff_id is None:
        return Outreach.objects.none()
    mine = Q(helper_id=actor.staff_id) | Q(companion_id=actor.staff_id)
    return Outreach.objects.filter(mine | Q(helper=None) | Q(helper__agency_id=actor.agency_id))


def request_for(actor: Actor, code: UUID) -> Outreach:
    """One request by its code, or `NotFound` (one statement)."""
    rows = visible_to(actor).select_related("helper__agency", "companion__agency", "venue", "party")
    found = rows.filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这次帮办，或者它不由您的单位负责。")
    return found


def requests(actor: Actor, wanted: Wanted, *, after: int = 0, size: int) -> Sequence[Outreach]:
    """A page of the list, the newest first (one statement)."""
    rows = visible_to(actor).select_related("helper", "companion", "venue")
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.status == "open":
        rows = rows.filter(status__in=sorted(OPEN))
    elif wanted.status == PAPERS_OUT:
        rows = with_papers_out(rows)
    elif wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.on is not None:
        planned = Q(visit_on=wanted.on) | Q(visit_on=None, wanted_on=wanted.on)
        rows = rows.filter(planned)
    if wanted.helper is not None:
        rows = rows.filter(Q(helper_id=wanted.helper) | Q(companion_id=wanted.helper))
    if wanted.text:
        rows = rows.filter(Q(option_name__icontains=wanted.text) | Q(note__icontains=wanted.text))
    return list((rows.filter(pk__lt=after) if after else rows).order_by("-pk")[:size])


def helpers(*, on: date) -> list[Staff]:
    """Who may be sent on this day (可派的人员): at a window or a station, in post and not on leave (one statement)."""
    return list(staff_in_post(Role.COUNTER, on=on).select_related("agency", "venue").order_by("agency_id", "number"))


def route(staff_id: int, *, on: date, is_told: bool) -> list[Door]:
    """The doors of one person on one day, in order (one statement); in full only where that is on record."""
    rows = Outreach.objects.filter(visit_on=on, status=OutreachStatus.ARRANGED)
    mine = rows.filter(Q(helper_id=staff_id) | Q(companion_id=staff_id))
    found = mine.select_related("helper__venue", "companion", "venue")
    return in_order([_door(each, is_told=is_told and not each.is_over(on)) for each in found])


def busy(staff_ids: Sequence[int], *, on: date, slot: str, besides: int) -> QuerySet[Outreach]:
    """What these people have in this slot already."""
    rows = Outreach.objects.filter(visit_on=on, slot=slot, status=OutreachStatus.ARRANGED).exclude(pk=besides)
    return rows.filter(Q(helper_id__in=staff_ids) | Q(companion_id__in=staff_ids))


def told(found: Outreach) -> Told:
    """Name, number and address, opened for this request."""
    return Told(
        name=_open(found, found.name_sealed, NAME),
        phone=_open(found, found.phone_sealed, PHONE),
        address=_open(found, found.address_sealed, ADDRESS),
    )


def is_late(found: Outreach, *, on: date) -> bool:
    """Is nobody sent yet though somebody should be by now (超过安排期限)?"""
    return found.status == OutreachStatus.ASKED and found.due_on < on


def _door(found: Outreach, *, is_told: bool) -> Door:
    slot = BOUND.policy.slot(found.slot)
    address = _open(found, found.address_sealed, ADDRESS)
    return Door(
        request=found,
        begins=slot.begins if slot is not None else found.slot,
        slot_label=slot.label if slot is not None else found.slot,
        street=address,
        told=told(found) if is_told else None,
    )


def _open(found: Outreach, sealed: bytes | memoryview, purpose: str) -> str:
    return vault().open(bytes(sealed), purpose=purpose, owner=found.code.hex) if sealed else ""
