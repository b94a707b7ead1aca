"""Reading findings (查看线索): the list, one with the looks behind it."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.queries import Seen
from tongban.oversight.reading.models import LookFinding
from tongban.oversight.reading.rules.states import FindingKind, FindingStatus

PAGE = 50
MAY_SEE = frozenset({Role.AUDIT_ADMIN, Role.SUPERVISOR})


def visible_to(actor: Actor) -> QuerySet[LookFinding]:
    """All for the audit administrator and supervision, but none about oneself."""
    rows = LookFinding.objects.select_related("reader", "agency")
    return rows.exclude(reader_id=actor.staff_id) if actor.roles & MAY_SEE else rows.none()


def finding_for(actor: Actor, pk: int) -> LookFinding:
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这条线索。")
    return found


def findings(
    actor: Actor, *, kind: str = "", status: str = "", before: int = 0, most: int = PAGE + 1
) -> list[LookFinding]:
    """A page of findings, the newest first (one statement)."""
    rows = visible_to(actor).order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    if kind in set(FindingKind):
        rows = rows.filter(kind=kind)
    if status in set(FindingStatus):
        rows = rows.filter(status=status)
    return list(rows[:most])


def open_by_kind(actor: Actor) -> dict[str, int]:
    """How many of each kind wait (one statement)."""
    rows = visible_to(actor).order_by().values_list("kind")
    return dict(rows.annotate(open=Count("pk", filter=Q(status=FindingStatus.OPEN))))


def looks_behind(finding: LookFinding, *, most: int = 500) -> Sequence[Seen]:
    """The looks that the finding rests on, in order (one statement)."""
    return [Seen.of(each) for each in Entry.objects.filter(pk__in=finding.entries[:most]).order_by("pk")]
