"""Lists of drafts (文稿列表、待办): what waits for this person in their roles, or everything they see; newest first."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.compiling.models import ListDraft, Opinion
from tongban.registers.compiling.rules.states import EDITABLE, Origin, Status, Verdict

from .cursors import bounded, cursor, read_cursor
from .visible import is_lead, visible_to

PAGE = 20


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in a list (文稿一行)."""

    pk: int
    basic_code: str
    name: str
    kind: ItemKind | None
    operation: Operation
    origin: Origin
    status: Status
    agency_id: int | None
    agency: str
    agreed: int
    errors: int
    warnings: int
    round_id: int | None
    due_on: date | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class DraftsPage:
    rows: tuple[DraftRow, ...]
    next: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty means no matter. `is_mine`: only what waits for this person."""

    status: tuple[str, ...] = ()
    agency: str = ""
    operation: str = ""
    origin: str = ""
    text: str = ""
    round_id: int | None = None
    is_mine: bool = False


def worklist(actor: Actor, wanted: Wanted, *, after: str = "", size: int = PAGE) -> DraftsPage:
    """The drafts that this actor sees and looks for, the newest first (at most three statements)."""
    rows = waiting_for(actor) if wanted.is_mine else visible_to(actor)
    rows = _filtered(rows, wanted)
    if (place := read_cursor(after)) is not None:
        rows = rows.filter(pk__lt=place[1])
    agreed = Count("opinions", filter=Q(opinions__turn=F("turn"), opinions__verdict=Verdict.AGREE))
    rows = rows.annotate(agreed=agreed, agency_name=F("agency__short_name")).order_by("-pk")
    size = bounded(size)
    found = list(rows.defer("document", "locked", "words", "twins")[: size + 1])
    return DraftsPage(
        tuple(_row(each) for each in found[:size]), cursor(None, found[size - 1].pk) if found[size:] else ""
    )


def counts(actor: Actor) -> dict[Status, int]:
    """How many drafts that this actor sees stand in each state (two statements)."""
    rows = visible_to(actor).order_by().values_list("status")
    return {Status(status): number for status, number in rows.annotate(Count("pk"))}


def waiting_for(actor: Actor) -> QuerySet[ListDraft]:
    """What waits for this person: to be claimed or compiled, to have their body's opinion, to be published."""
    return visible_to(actor).filter(_turn_of(actor))


def _turn_of(actor: Actor) -> Q:
    mine = Q(pk__in=[])
    if actor.agency_id is None:
        return mine
    if Role.CATALOG_EDITOR in actor.roles:
        mine |= Q(agency_id=actor.agency_id, status__in=[Status.PUSHED, *sorted(EDITABLE)])
    if Role.CATALOG_REVIEWER in actor.roles:
        leads = is_lead(actor)
        said = Opinion.objects.filter(draft=OuterRef("pk"), turn=OuterRef("turn"), agency_id=actor.agency_id)
        others = Q() if leads else ~Q(agency_id=actor.agency_id)
        not_own = ~Q(hands__contains=[actor.staff_id])
        mine |= Q(status=Status.SUBMITTED) & ~Exists(said) & others & not_own
        if leads:
            mine |= Q(status=Status.REVIEWED) & not_own
            mine |= Q(status__in=[Status.PUSHED], agency__isnull=True) | Q(status=Status.DECLINED)
    return mine


def _filtered(rows: QuerySet[ListDraft], wanted: Wanted) -> QuerySet[ListDraft]:
    if wanted.status:
        rows = rows.filter(status__in=wanted.status)
    if wanted.agency:
        rows = rows.filter(agency__key=wanted.agency)
    if wanted.operation:
        rows = rows.filter(operation=wanted.operation)
    if wanted.origin:
        rows = rows.filter(origin=wanted.origin)
    if wanted.round_id is not None:
        rows = rows.filter(round_id=wanted.round_id)
    if plain := wanted.text.strip()[:60].replace("\x00", ""):
        rows = rows.filter(Q(name__icontains=plain) | Q(basic_code__startswith=plain))
    return rows


def _row(draft: ListDraft) -> DraftRow:
    severities = [each["severity"] for each in draft.findings]
    return DraftRow(
        pk=draft.pk,
        basic_code=draft.basic_code,
        name=draft.name,
        kind=ItemKind.known(draft.kind),
        operation=Operation(draft.operation),
        origin=Origin(draft.origin),
        status=Status(draft.status),
        agency_id=draft.agency_id,
        agency=str(getattr(draft, "agency_name", None) or ""),
        agreed=int(getattr(draft, "agreed", 0)),
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        round_id=draft.round_id,
        due_on=draft.due_on,
        updated_at=draft.updated_at,
    )
