"""The register of requests (受理及处理结果登记): who asked what, by which way, with what result; R-032."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.codes import check
from tongban.handling.contacts.models import FirstContact
from tongban.handling.contacts.rules.states import UNFINISHED, ContactChannel, ContactKind, ContactResult
from tongban.registers.parties.sealed import phone_index

from .contacts import visible_to

PAGE = 30
STANDS = ("open", "closed", "late", "escalated", "repeated")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader of the register looks for; `stands` is one of `STANDS`, days are included."""

    text: str = ""
    channel: str = ""
    kind: str = ""
    result: str = ""
    stands: str = ""
    first: date | None = None
    last: date | None = None
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are of each, for what is chosen otherwise."""

    total: int
    channel: dict[str, int]
    result: dict[str, int]
    stands: dict[str, int]


def register(actor: Actor, wanted: Wanted, *, on: date, after: int = 0, size: int = PAGE) -> list[FirstContact]:
    """A page behind a key, the newest first (one statement)."""
    rows = _fitting(actor, wanted, on=on).select_related("owner__agency", "offered_to")
    return list((rows.filter(pk__lt=after) if after else rows).order_by("-pk")[:size])


def counted(actor: Actor, wanted: Wanted, *, on: date) -> Counted:
    """Counts for the filters, each over what the others leave (one statement)."""
    rows = _fitting(actor, replace(wanted, channel="", result="", stands=""), on=on)
    found = rows.aggregate(
        total=Count("pk"),
        **{f"channel_{each.value}": Count("pk", filter=Q(channel=each.value)) for each in ContactChannel},
        **{f"result_{each.value}": Count("pk", filter=Q(result=each.value)) for each in ContactResult},
        **{f"stands_{each}": Count("pk", filter=_standing(each, on)) for each in STANDS},
    )
    return Counted(
        total=found["total"],
        channel={each.value: found[f"channel_{each.value}"] for each in ContactChannel},
        result={each.value: found[f"result_{each.value}"] for each in ContactResult},
        stands={each: found[f"stands_{each}"] for each in STANDS},
    )


def _fitting(actor: Actor, wanted: Wanted, *, on: date) -> QuerySet[FirstContact]:
    rows = visible_to(actor)
    if wanted.owner is not None:
        rows = rows.filter(owner_id=wanted.owner)
    if wanted.channel in set(ContactChannel):
        rows = rows.filter(channel=wanted.channel)
    if wanted.kind in set(ContactKind):
        rows = rows.filter(kind=wanted.kind)
    if wanted.result in set(ContactResult):
        rows = rows.filter(result=wanted.result)
    if wanted.stands in STANDS:
        rows = rows.filter(_standing(wanted.stands, on))
    if wanted.first is not None:
        rows = rows.filter(opened_at__date__gte=wanted.first)
    if wanted.last is not None:
        rows = rows.filter(opened_at__date__lte=wanted.last)
    return rows.filter(_saying(wanted.text)) if wanted.text else rows


def _standing(stands: str, on: date) -> Q:
    is_open = Q(status__in=sorted(UNFINISHED))
    return {
        "open": is_open,
        "closed": ~is_open,
        "late": is_open & Q(due_on__lt=on),
        "escalated": is_open & Q(escalated_at__isnull=False),
        "repeated": Q(repeats__isnull=False),
    }[stands]


def _saying(text: str) -> Q:
    """By telephone number in full, by register or case number, or by words."""
    if check("phone", text).valid:
        return Q(phone_index=phone_index(check("phone", text).normalized))
    if check("case_number", text).valid:
        number = check("case_number", text).normalized
        return Q(case_number=number) | Q(result_case=number)
    tail = text.rpartition("-")[2]
    if tail.isascii() and tail.isdigit() and len(tail) < 10:
        return Q(pk=int(tail))
    return Q(question__icontains=text) | Q(option_name__icontains=text) | Q(owner__name=text)
