"""Originals that helpers hold (收存的原件): of one request, and those that must be asked for."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from tongban.handling.outreach.models import HeldPaper, Outreach
from tongban.handling.outreach.rules.states import OPEN


def papers_of(request: Outreach) -> list[HeldPaper]:
    """Every original of this request, as it was taken (收条上的清单; one statement)."""
    return list(HeldPaper.objects.filter(request=request).select_related("taken_by", "given_by"))


def papers_out(
    request: Outreach, *, codes: Sequence[UUID] | None = None, is_given: bool | None = None
) -> list[HeldPaper]:
    """What is not back by the person's own word; of it what was handed over, or not yet (one statement)."""
    rows = HeldPaper.objects.filter(request=request, acknowledged_at=None)
    if is_given is not None:
        rows = rows.filter(given_at__isnull=not is_given)
    return list(rows if codes is None else rows.filter(code__in=codes))


def with_papers_out(rows: QuerySet[Outreach]) -> QuerySet[Outreach]:
    """Of these requests the ones with originals out."""
    return rows.filter(Exists(HeldPaper.objects.filter(request=OuterRef("pk"), acknowledged_at=None)))


def to_be_asked_for(*, on: date) -> QuerySet[Outreach]:
    """Open requests whose originals should be back: the mandate is over or the day has passed; not reminded today."""
    is_over = Q(mandate_ended_at__isnull=False) | Q(mandate_until__lt=on) | Q(visit_on__lt=on)
    due = Outreach.objects.filter(is_over, status__in=sorted(OPEN)).exclude(papers_reminded_on=on)
    return with_papers_out(due).order_by("pk")
