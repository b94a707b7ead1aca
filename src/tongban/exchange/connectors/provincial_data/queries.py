"""Reading what came back (查看数据回流): how fresh each dataset is, its batches, where a value came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Avg, Count, QuerySet

from tongban.foundation.kernel.actors import STAFF_ROLES, Actor
from tongban.foundation.kernel.errors import NotFound

from .bound import BOUND, dataset_with
from .models import ReturnedBatch, ReturnedDataset, ReturnedRow
from .rules import BatchStatus, Dataset, Marks, is_stale

PAGE = 50


@dataclass(frozen=True, slots=True)
class Standing:
    """How one dataset stands (新鲜度和质量): `score` is the mean share of good rows over its batches."""

    dataset: Dataset
    fresh_at: datetime | None
    pulled_at: datetime | None
    trouble: str
    is_stale: bool
    rows: int
    batches: int
    apart: int
    score: float | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from (血缘): the batch, its line, how the province calls the field and wrote the value."""

    batch: int
    line: int
    theirs: str
    written: str


def visible_to(actor: Actor) -> QuerySet[ReturnedBatch]:
    rows = ReturnedBatch.objects.all()
    return rows if actor.roles & STAFF_ROLES else rows.none()


def standings(*, at: datetime) -> list[Standing]:
    """Every subscription, the stale ones first (four statements)."""
    states = {each.key: each for each in ReturnedDataset.objects.all()}
    rows = dict(ReturnedRow.objects.order_by().values_list("dataset").annotate(Count("pk")))
    batches = ReturnedBatch.objects.order_by().values_list("dataset")
    told = {key: (number, score) for key, number, score in batches.annotate(Count("pk"), Avg("score"))}
    apart = dict(batches.filter(status=BatchStatus.APART).annotate(Count("pk")))
    found = [_standing(each, states, rows, told, apart, at) for each in BOUND.datasets]
    return sorted(found, key=lambda each: (not each.is_stale, each.dataset.key))


def _standing(
    each: Dataset,
    states: Mapping[str, ReturnedDataset],
    rows: Mapping[str, int],
    told: Mapping[str, tuple[int, float]],
    apart: Mapping[str, int],
    at: datetime,
) -> Standing:
    state = states.get(each.key)
    number, score = told.get(each.key, (0, None))
    fresh_at = state.fresh_at if state else None
    return Standing(
        dataset=each,
        fresh_at=fresh_at,
        pulled_at=state.pulled_at if state else None,
        trouble=state.trouble if state else "",
        is_stale=is_stale(each, fresh_at, at=at),
        rows=rows.get(each.key, 0),
        batches=number,
        apart=apart.get(each.key, 0),
        score=score,
    )


def batches(actor: Actor, *, status: str = "", before: int = 0, most: int = PAGE + 1) -> list[ReturnedBatch]:
    """A page of batches, the newest first (one statement)."""
    rows = visible_to(actor).defer("held", "faults").order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    if status in set(BatchStatus):
        rows = rows.filter(status=status)
    return list(rows[:most])


def batch_for(actor: Actor, pk: int) -> ReturnedBatch:
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这一批。")
    return found


def quality_of(dataset: Dataset, *, most: int = 30) -> list[tuple[ReturnedBatch, Marks]]:
    """The quality of a dataset over time (质量走势): its last batches, the newest first (one statement)."""
    rows = ReturnedBatch.objects.filter(dataset=dataset.key).exclude(marks={}).defer("held", "faults")
    return [(each, Marks(**each.marks)) for each in rows.order_by("-made_at", "-pk")[:most]]


def quality_now() -> dict[str, Marks]:
    """The quality of the newest batch of each dataset (one statement)."""
    rows = ReturnedBatch.objects.exclude(marks={}).order_by("dataset", "-made_at", "-pk").distinct("dataset")
    return {key: Marks(**marks) for key, marks in rows.values_list("dataset", "marks")}


def origin_of(row: ReturnedRow, field: str) -> Origin:
    """Each field leads to its source row (one statement); `NotFound` for a field that the dataset does not have."""
    rule = next((each for each in dataset_with(row.dataset).fields if each.ours == field), None)
    if rule is None:
        raise NotFound("这个数据集没有这一项。")
    number = ReturnedBatch.objects.values_list("number", flat=True).get(pk=row.batch_id)
    return Origin(number, row.line, rule.theirs, str(row.source.get(rule.theirs, "")))
