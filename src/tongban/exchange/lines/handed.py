"""What another system hands to the city (转办、交办), as both sides see it: ours by its state, theirs by asking."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import models
from django.db.models import Count, Q, QuerySet

from .ports import HandingSystem, SystemUnavailable

PAGE = 50


class HandedDown(models.Model):
    """Something with a number and a last day of theirs, taken once; its `reports` tell them how it stands."""

    number = models.CharField(max_length=40, unique=True)
    due_on = models.DateField(null=True)
    collected_at = models.DateTimeField()

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=HandedDown)


@dataclass(frozen=True, slots=True)
class Ours:
    """What it became here: the key of its page, who leads, its state and the word for it; `note` stands below that.

    What could not be taken has no key, and its note says why.
    """

    key: object = None
    lead: str = "没有"
    status: str = ""
    label: str = "没有收下"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """One thing in a list: how it stands here and there; `theirs` is empty while the other side does not answer."""

    pk: int
    number: str
    due_on: date | None
    ours: Ours
    theirs: str
    is_equal: bool
    waiting: int


def handed(
    rows: QuerySet[Row],
    system: HandingSystem | None,
    ours: Callable[[Row], Ours],
    labels: Mapping[str, str],
    *,
    before: int = 0,
    most: int = PAGE,
    at: datetime,
) -> list[Handed]:
    """The newest first, a page at a time (one statement, and one call)."""
    if before:
        rows = rows.filter(pk__lt=before)
    waiting = Count("reports", filter=Q(reports__received_at=None))
    found: list[Any] = list(rows.annotate(waiting=waiting).order_by("-pk")[:most])
    theirs = _statuses(system, at=at) if found else {}
    return [_handed(each, ours(each), theirs.get(each.number, ""), labels) for each in found]


def differing(
    rows: QuerySet[Row], system: HandingSystem | None, ours: Callable[[Row], Ours], *, at: datetime
) -> list[str]:
    """对账: the numbers of which both sides do not say the same; raises when the other side does not answer."""
    assert system is not None, "asked only where a system is bound"
    theirs = system.statuses(at=at)
    pairs = ((each.number, ours(each)) for each in rows.order_by("pk"))
    return [number for number, here in pairs if here.key is not None and theirs.get(number) != here.status]


def _statuses(system: HandingSystem | None, *, at: datetime) -> Mapping[str, str]:
    if system is None:
        return {}
    try:
        return system.statuses(at=at)
    except SystemUnavailable:
        return {}


def _handed(row: Any, ours: Ours, there: str, labels: Mapping[str, str]) -> Handed:
    is_equal = ours.key is not None and there == ours.status
    return Handed(row.pk, row.number, row.due_on, ours, labels.get(there, there), is_equal, row.waiting)
