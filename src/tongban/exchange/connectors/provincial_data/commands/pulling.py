"""Pulling data back (数据回流): each batch once, in its own transaction; a bad one is kept apart and told."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from tongban.exchange.connectors.provincial_data.bound import BOUND, dataset_with
from tongban.exchange.connectors.provincial_data.models import ReturnedBatch, ReturnedDataset, ReturnedRow
from tongban.exchange.connectors.provincial_data.ports import DataPlatform, PlatformUnavailable, SentBatch
from tongban.exchange.connectors.provincial_data.rules import (
    BASIS,
    BATCHES,
    BatchStatus,
    Checked,
    Dataset,
    GoodRow,
    checked,
    digest_of,
    is_stale,
    reached,
    timeliness,
)
from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.ledger.commands import advance, record

CHAIN = "provincial-data"


def pull_all(*, at: datetime) -> int:
    """Ask for every dataset; how many batches were new. One that does not answer is noted, and asked again."""
    if BOUND.platform is None:
        return 0
    return sum(pull(each, BOUND.platform, at=at) for each in BOUND.datasets)


def pull(dataset: Dataset, platform: DataPlatform, *, at: datetime) -> int:
    """Everything behind the last batch that was taken in; twice, late or out of order changes nothing."""
    state, _ = ReturnedDataset.objects.get_or_create(key=dataset.key)
    try:
        sent = platform.batches(dataset.key, after=state.after, at=at)
    except PlatformUnavailable as refusal:
        ReturnedDataset.objects.filter(pk=state.pk).update(pulled_at=at, trouble=refusal.message[:200])
        return 0
    new = sum(take_in(dataset, each, at=at) for each in sorted(sent, key=lambda each: each.number))
    ReturnedDataset.objects.filter(pk=state.pk).update(pulled_at=at, trouble="")
    return new


@transaction.atomic
def take_in(dataset: Dataset, sent: SentBatch, *, at: datetime) -> bool:
    """One batch: whole and good enough, its rows replace those with their keys; else it is kept apart. Was it new?

    The same content again has no second effect, nor has what was spoiled when the whole one is here. Another content
    under a number that came whole is kept apart; one that was spoiled on the way is replaced by the whole one.
    """
    ReturnedDataset.objects.select_for_update().get(key=dataset.key)
    before = list(ReturnedBatch.objects.filter(dataset=dataset.key, number=sent.number))
    content = digest_of(sent.rows)
    if sent.dataset != dataset.key or content in {each.digest for each in before}:
        return False
    found = checked(dataset, sent.rows, count=sent.count, digest=sent.digest)
    is_other = any(each.is_whole for each in before)
    if is_other and not found.is_whole:
        return False
    apart = found.apart or ("同一批号以前来过，内容不一样。" if is_other else "")
    batch = _kept(dataset, sent, content, found, apart, at)
    verb = "set_apart" if apart else "take"
    advance(batch, BATCHES.steps[verb], by=SYSTEM, at=at, facts={"score": round(found.score, 4), "why": apart})
    if found.is_whole and not is_other:
        _replace_spoiled(before, at=at)
    if not apart:
        _bring_in(dataset, batch, found.good)
    _reach(dataset)
    return True


@transaction.atomic
def release(batch: ReturnedBatch, *, reason: str, by: Actor, at: datetime) -> ReturnedBatch:
    """核对后入库: the good rows of a batch that was kept apart, with the reason."""
    BATCHES.take("release", batch, by=by)
    said = _reason(reason)
    dataset = dataset_with(batch.dataset)
    ReturnedDataset.objects.select_for_update().get(key=dataset.key)
    found = checked(dataset, batch.held, count=len(batch.held), digest=digest_of(batch.held))
    changes = {"reason": said, "held": []}
    advance(batch, BATCHES.steps["release"], by=by, at=at, facts={"reason": said}, changes=changes)
    _bring_in(dataset, batch, found.good)
    return batch


@transaction.atomic
def drop(batch: ReturnedBatch, *, reason: str, by: Actor, at: datetime) -> ReturnedBatch:
    """弃用: what was kept apart is not taken in; its content goes, its faults stay."""
    BATCHES.take("drop", batch, by=by)
    said = _reason(reason)
    changes = {"reason": said, "held": []}
    advance(batch, BATCHES.steps["drop"], by=by, at=at, facts={"reason": said}, changes=changes)
    return batch


@transaction.atomic
def alert_stale(*, at: datetime) -> list[str]:
    """新鲜度告警: each dataset is told once, until a batch makes it fresh again; which ones that were."""
    told = []
    for each in BOUND.datasets:
        state, _ = ReturnedDataset.objects.select_for_update().get_or_create(key=each.key)
        if state.alerted_at is None and is_stale(each, state.fresh_at, at=at):
            ReturnedDataset.objects.filter(pk=state.pk).update(alerted_at=at)
            facts = {"dataset": each.key, "fresh_at": state.fresh_at.isoformat() if state.fresh_at else ""}
            record(CHAIN, "alert_stale", by=SYSTEM, at=at, basis=BASIS, facts=facts)
            told.append(each.key)
    return told


def _kept(dataset: Dataset, sent: SentBatch, content: str, found: Checked, apart: str, at: datetime) -> ReturnedBatch:
    return ReturnedBatch.objects.create(
        dataset=sent.dataset,
        number=sent.number,
        digest=content,
        made_at=sent.made_at,
        received_at=at,
        count=len(sent.rows),
        score=found.score,
        marks={**asdict(found.marks), "timeliness": timeliness(dataset, sent.made_at, at=at)},
        faults=[{"line": each.line, "field": each.field, "words": each.words} for each in found.faults],
        is_whole=found.is_whole,
        apart=apart,
        held=list(sent.rows) if apart else [],
        status=BatchStatus.NEW,
    )


def _bring_in(dataset: Dataset, batch: ReturnedBatch, good: Sequence[GoodRow]) -> None:
    """Rows with these keys say what the batch says; an older batch never covers what a newer one brought."""
    held = ReturnedRow.objects.filter(dataset=dataset.key, key__in=[each.key for each in good])
    newer = set(held.filter(batch__number__gt=batch.number).values_list("key", flat=True))
    ReturnedRow.objects.bulk_create(
        [
            ReturnedRow(
                dataset=dataset.key, key=each.key, content=each.content, source=each.source, batch=batch, line=each.line
            )
            for each in good
            if each.key not in newer
        ],
        update_conflicts=True,
        unique_fields=["dataset", "key"],
        update_fields=["content", "source", "batch", "line"],
    )
    fresh = ReturnedDataset.objects.filter(key=dataset.key)
    older = Q(fresh_at__isnull=True) | Q(fresh_at__lt=batch.made_at)
    fresh.filter(older).update(fresh_at=batch.made_at, alerted_at=None)


def _replace_spoiled(before: Sequence[ReturnedBatch], *, at: datetime) -> None:
    """What was spoiled on the way is dropped when it has come whole."""
    for each in before:
        if each.status == BatchStatus.APART and not each.is_whole:
            changes = {"reason": "后来收到了完整的一批", "held": []}
            advance(each, BATCHES.steps["drop"], by=SYSTEM, at=at, changes=changes)


def _reach(dataset: Dataset) -> None:
    """Up to which number everything came whole, so that the rest is asked for again."""
    state = ReturnedDataset.objects.get(key=dataset.key)
    rows = ReturnedBatch.objects.filter(dataset=dataset.key, number__gt=state.after)
    came = list(rows.values_list("number", "is_whole"))
    first = min((number for number, _ in came), default=1)
    after = reached(state.after, [number for number, is_whole in came if is_whole], first=first)
    if after != state.after:
        ReturnedDataset.objects.filter(pk=state.pk).update(after=after)


def _reason(said: str) -> str:
    words = said.replace("\x00", "").strip()
    if not 2 <= len(words) <= 1000:
        raise Invalid(faults=[Fault("/reason", "required", "请写明核对情况和理由，2到1000个字。")])
    return words
