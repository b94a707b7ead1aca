"""Reading subjects (查看主体): the pairs to decide on, both sides of one, a merged view with every source."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from tongban.foundation.kernel.actors import STAFF_ROLES, Actor
from tongban.foundation.kernel.errors import NotFound

from .models import Pair, Sourced, Subject
from .rules.flow import PairStatus
from .rules.precedence import BOUND, Said, Value, merged

PAGE = 50


@dataclass(frozen=True, slots=True)
class Whole:
    """Somebody as all sources tell of them (合并视图): every value with its source, every source row untouched."""

    group: int
    values: list[Value]
    rows: list[Said]
    joined: list[Pair]


def visible_to(actor: Actor) -> QuerySet[Pair]:
    rows = Pair.objects.select_related("left", "right")
    return rows if actor.roles & STAFF_ROLES else rows.none()


def pairs(actor: Actor, *, status: str = "", after: int = 0, most: int = PAGE + 1) -> list[Pair]:
    """A page of pairs, the newest first (one statement)."""
    rows = visible_to(actor).order_by("-pk")
    rows = rows.filter(pk__lt=after) if after else rows
    return list((rows.filter(status=status) if status in set(PairStatus) else rows)[:most])


def counts(actor: Actor) -> dict[str, int]:
    """How many pairs stand in each state (one statement)."""
    return dict(visible_to(actor).order_by().values_list("status").annotate(Count("pk")))


def pair_for(actor: Actor, pk: int) -> Pair:
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这一对。")
    return found


def several(actor: Actor, *, words: str = "", after: int = 0, most: int = PAGE + 1) -> list[Subject]:
    """Subjects whose name says these words, with how many rows tell of each (one statement)."""
    if not actor.roles & STAFF_ROLES:
        return []
    rows = Subject.objects.annotate(told=Count("sourced")).filter(told__gt=0, pk__gt=after)
    rows = rows.filter(name__contains=words) if words else rows
    return list(rows.order_by("pk")[:most])


def sources_of(groups: Collection[int]) -> dict[int, list[Said]]:
    """The source rows of these groups (one statement)."""
    rows = Sourced.objects.filter(subject__group__in=groups).select_related("subject", "row__batch").order_by("pk")
    found: dict[int, list[Said]] = defaultdict(list)
    for each in rows:
        found[each.subject.group or 0].append(_said(each))
    return found


def sources_of_subjects(subjects: Iterable[int]) -> dict[int, list[Said]]:
    """The source rows of each of these subjects by itself (one statement)."""
    rows = Sourced.objects.filter(subject_id__in=list(subjects)).select_related("row__batch").order_by("pk")
    found: dict[int, list[Said]] = defaultdict(list)
    for each in rows:
        found[each.subject_id].append(_said(each))
    return found


def whole_for(actor: Actor, pk: int) -> Whole:
    """The merged view of the group of a subject (three statements)."""
    subject = Subject.objects.filter(pk=pk).first() if actor.roles & STAFF_ROLES else None
    rows = sources_of([subject.group]).get(subject.group, []) if subject and subject.group else []
    if not rows or subject is None or subject.group is None:
        raise NotFound("没有找到这个主体。")
    joined = visible_to(actor).filter(status=PairStatus.SAME, left__group=subject.group).order_by("pk")
    return Whole(subject.group, merged(BOUND.fields, rows), rows, list(joined[:PAGE]))


def parted_in(groups: Collection[int]) -> QuerySet[Pair]:
    """Pairs that somebody decided are two, both ends of which are in these groups."""
    ends = Q(left__group__in=groups, right__group__in=groups)
    return Pair.objects.filter(ends, status=PairStatus.APART).select_related("left", "right")


def _said(each: Sourced) -> Said:
    row = each.row
    return Said(
        dataset=row.dataset,
        key=row.key,
        content=row.content,
        source=row.source,
        batch=row.batch_id,
        number=row.batch.number,
        made_at=row.batch.made_at,
        line=row.line,
    )
