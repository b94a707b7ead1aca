"""Whose work orders these are (可见范围), one of them, and the list with its filters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.vault import vault
from tongban.foundation.worktime.queries import calendar
from tongban.oversight.hotline.models import JointPart, WorkOrder
from tongban.oversight.hotline.rules.flow import CENTRE, HANDLERS
from tongban.oversight.hotline.rules.lights import light_of
from tongban.oversight.hotline.rules.policy import BOUND
from tongban.oversight.hotline.rules.states import OPEN, CheckState, OrderKind, OrderStatus, Satisfaction
from tongban.registers.parties.sealed import phone_index

NAME, PHONE = "work_order.name", "work_order.phone"
PAGE = 30
STANDS = ("open", "late", "returned", "to_call", "repeat", "bad", "again", "check")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader of the list looks for; `stands` is one of `STANDS`, days are included, `agency` is a key."""

    text: str = ""
    stands: str = ""
    kind: str = ""
    topic: str = ""
    status: str = ""
    agency: str = ""
    first: date | None = None
    last: date | None = None


def visible_to(actor: Actor) -> QuerySet[WorkOrder]:
    """A citizen's own; the hotline and the supervisor all; a body those that it has in hand or answered,
    and those in which it was asked for a part (协办).
    """
    if actor.account_id is not None and Role.APPLICANT in actor.roles:
        return WorkOrder.objects.filter(Q(account_id=actor.account_id) | Q(party_id=actor.party_id or 0))
    if actor.roles & (CENTRE | {Role.SYSTEM}):
        return WorkOrder.objects.all()
    if actor.roles & HANDLERS and actor.agency_id is not None:
        asked = JointPart.objects.filter(agency_id=actor.agency_id).values("order")
        return WorkOrder.objects.filter(Q(agency_id=actor.agency_id) | Q(pk__in=asked))
    return WorkOrder.objects.none()


def order_for(actor: Actor, code: UUID) -> WorkOrder:
    """One work order by its code, or `NotFound` (one statement)."""
    rows = visible_to(actor).select_related("agency", "repeats", "into__agency", "replier", "party")
    found = rows.filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这件工单，或者它不归您的单位办。")
    return found


def order_numbered(number: str) -> WorkOrder | None:
    """The order with this number, whoever asks; the caller decides what is shown (one statement)."""
    day, _, tail = number.strip().partition("-")
    if not (tail.isascii() and tail.isdigit() and len(tail) < 10 and len(day) == 8):
        return None
    found = WorkOrder.objects.select_related("agency", "into__agency").filter(pk=int(tail)).first()
    return found if found is not None and found.number == number.strip() else None


def orders(actor: Actor, wanted: Wanted, *, at: datetime, after: int = 0, size: int = PAGE) -> Sequence[WorkOrder]:
    """A page behind a key, the newest first (one statement)."""
    rows = _fitting(actor, wanted, at=at).select_related("agency")
    return list((rows.filter(pk__lt=after) if after else rows).order_by("-pk")[:size])


def counted(actor: Actor, wanted: Wanted, *, at: datetime) -> dict[str, int]:
    """How many stand in each way, over what the other filters leave (one statement)."""
    rows = _fitting(actor, replace(wanted, stands=""), at=at)
    found = rows.aggregate(total=Count("pk"), **{each: Count("pk", filter=_standing(each, at)) for each in STANDS})
    return {name: int(number) for name, number in found.items()}


def light(order: WorkOrder, *, at: datetime) -> str:
    """Green, yellow or red against the limit that runs; empty when none does."""
    return light_of(
        order.state,
        waits_since=order.waits_since,
        sign_by=order.sign_by,
        due_on=order.due_on,
        at=at,
        policy=BOUND.policy,
        calendar=calendar(),
    )


def late(at: datetime) -> Q:
    """Past its limit in whatever state it is (超期)."""
    waiting = at - timedelta(minutes=BOUND.policy.dispatch_minutes)
    return (
        Q(status__in=[OrderStatus.TAKEN.value, OrderStatus.RETURNED.value], waits_since__lt=waiting)
        | Q(status=OrderStatus.DISPATCHED, sign_by__lt=at)
        | Q(status=OrderStatus.HANDLING, due_on__lt=local_day(at))
    )


def opened(order: WorkOrder) -> tuple[str, str]:
    """Name and number in full; whoever shows them has recorded that before."""
    return _open(order, order.name_sealed, NAME), _open(order, order.phone_sealed, PHONE)


def _open(order: WorkOrder, sealed: bytes | memoryview, purpose: str) -> str:
    return vault().open(bytes(sealed), purpose=purpose, owner=order.code.hex) if sealed else ""


def _fitting(actor: Actor, wanted: Wanted, *, at: datetime) -> QuerySet[WorkOrder]:
    rows = visible_to(actor)
    if wanted.stands in STANDS:
        rows = rows.filter(_standing(wanted.stands, at))
    if wanted.kind in set(OrderKind):
        rows = rows.filter(kind=wanted.kind)
    if wanted.status in set(OrderStatus):
        rows = rows.filter(status=wanted.status)
    if wanted.topic:
        rows = rows.filter(topic=wanted.topic)
    if wanted.agency:
        rows = rows.filter(agency__key=wanted.agency)
    if wanted.first is not None:
        rows = rows.filter(opened_at__date__gte=wanted.first)
    if wanted.last is not None:
        rows = rows.filter(opened_at__date__lte=wanted.last)
    return rows.filter(_saying(wanted.text)) if wanted.text else rows


def _standing(stands: str, at: datetime) -> Q:
    return {
        "open": Q(status__in=sorted(OPEN)),
        "late": late(at),
        "returned": Q(status=OrderStatus.RETURNED),
        "to_call": Q(status=OrderStatus.REPLIED),
        "repeat": Q(repeats__isnull=False),
        "bad": Q(satisfaction=Satisfaction.BAD),
        "again": Q(times_sent_again__gt=0),
        "check": Q(check_state=CheckState.DRAWN),
    }[stands]


def _saying(text: str) -> Q:
    """By telephone number in full, by order or case number, or by words."""
    if check("phone", text).valid:
        return Q(phone_index=phone_index(check("phone", text).normalized))
    if check("case_number", text).valid:
        return Q(case_number=check("case_number", text).normalized)
    tail = text.rpartition("-")[2]
    if tail.isascii() and tail.isdigit() and len(tail) < 10:
        return Q(pk=int(tail))
    return Q(content__icontains=text) | Q(option_name__icontains=text) | Q(place__icontains=text)
