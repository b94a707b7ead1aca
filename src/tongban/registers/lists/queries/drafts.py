"""Reading drafts (清单草案): who sees which, what a draft would change, and what keeps it from being published."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.catalog.queries import current_guides
from tongban.registers.lists.models import EditionDraft
from tongban.registers.lists.rules.comparing import Diff, compare
from tongban.registers.lists.rules.deriving import Derived, derive, not_online
from tongban.registers.lists.rules.kinds import Kind, Origin
from tongban.registers.lists.rules.rows import Row, carried, faults_of, key_of

from .editions import Head, current, rows_of
from .institutions import lead

_READERS = frozenset({Role.CATALOG_REVIEWER, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as its editor and its reviewer see it (草案): rows, what would change, what is in the way.

    `is_behind`: the catalogue has moved on since; `hints` do not keep it from being published.
    """

    draft: EditionDraft
    kind: Kind
    base: Head | None
    rows: tuple[Row, ...]
    diff: Diff
    faults: tuple[Fault, ...]
    hints: tuple[str, ...]
    is_behind: bool


def visible_to(actor: Actor) -> QuerySet[EditionDraft]:
    """Reviewers and supervisors see all drafts, editors of the leading body too, other editors their own body's."""
    rows = EditionDraft.objects.select_related("institution", "drafter", "proposer", "publisher").order_by("-pk")
    if actor.roles & _READERS:
        return rows
    if Role.CATALOG_EDITOR not in actor.roles or actor.agency_id is None:
        return rows.none()
    return rows if actor.agency_id == lead().pk else rows.filter(institution_id=actor.agency_id)


def draft_view(draft: EditionDraft) -> DraftView:
    """Everything about a draft that was fetched through `visible_to`."""
    kind = draft.about
    head = current(kind.code, institution=draft.institution.key if draft.institution else "")
    base = rows_of(head).rows if head is not None else ()
    withheld_before = head.withheld if head is not None else 0
    return DraftView(
        draft=draft,
        kind=kind,
        base=head,
        rows=tuple(draft.rows),
        diff=compare(kind, base, draft.rows, withheld_before=withheld_before, withheld_after=draft.withheld),
        faults=tuple(faults_of(kind, draft.rows)),
        hints=tuple(_hints(kind)),
        is_behind=is_behind(draft),
    )


def derived_now(kind: Kind) -> Derived:
    """What the catalogue in force gives for a kind (three statements)."""
    local = ImplementationList.objects.filter(is_local_feature=True).values_list("code", flat=True)
    return derive(kind, list(current_guides()), local=frozenset(local))


def rows_now(kind: Kind, before: Sequence[Row], left_out: dict[str, str]) -> tuple[list[Row], int]:
    """The rows of a derived list as they are now, with the words kept by hand and without what was left out."""
    derived = derived_now(kind)
    rows = [row for row in carried(kind, derived.rows, before) if key_of(row) not in left_out]
    return rows, derived.withheld


def is_behind(draft: EditionDraft) -> bool:
    """Does the catalogue in force give other rows than the draft has?"""
    if draft.about.origin is not Origin.DERIVED:
        return False
    rows, withheld = rows_now(draft.about, draft.rows, draft.left_out)
    return rows != draft.rows or withheld != draft.withheld


def _hints(kind: Kind) -> list[str]:
    if kind.code != "online_exception":
        return []
    return [f"“{each.name}”不能网上办，也没有登记例外，请核对。" for each in not_online(current_guides())]
