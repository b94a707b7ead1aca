"""Data that comes back from the province (数据回流): how fresh it is, its batches, those that were kept apart."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.exchange.connectors.provincial_data import queries
from tongban.exchange.connectors.provincial_data.bound import BOUND, dataset_with
from tongban.exchange.connectors.provincial_data.commands import pulling
from tongban.exchange.connectors.provincial_data.models import ReturnedBatch
from tongban.exchange.connectors.provincial_data.queries import PAGE, Standing
from tongban.exchange.connectors.provincial_data.rules import BATCHES, BatchStatus, Marks
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.web.console.narrowing import narrowed
from tongban.web.console.stepping import NOT_SENT, Refused, asked_by, basis_of, labelled, refused
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .framing import DATA_ROLES, data_page

TAGS = {BatchStatus.TAKEN: "done", BatchStatus.APART: "bad"}
_STATES = [(each.value, each.label) for each in BatchStatus if each is not BatchStatus.NEW]
_MARKS = {
    "overall": "综合",
    "completeness": "完整性",
    "validity": "规范性",
    "uniqueness": "唯一性",
    "timeliness": "及时性",
}
_VERBS: Mapping[str, Callable[..., ReturnedBatch]] = {"release": pulling.release, "drop": pulling.drop}
_KEYS = {"release": "D", "drop": "X"}


@require_safe
@staff(*DATA_ROLES)
def returns(request: HttpRequest) -> HttpResponse:
    """Every dataset, the stale ones first, and the batches (six statements)."""
    asked = narrowed(request, "console-returns", "status")
    rows = queries.batches(actor_of(request), status=asked["status"], before=asked.after_key)
    quality = queries.quality_now()
    context = {
        "platform": BOUND.platform,
        "standings": [_standing(each, quality.get(each.dataset.key)) for each in queries.standings(at=now())],
        "page": asked.page([_row(each) for each in rows], PAGE),
        "filters": [("批次", asked.chips("status", _STATES))],
    }
    return data_page(request, "console/data/returns.html", context, tab="console-returns")


@require_safe
@staff(*DATA_ROLES)
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch: what is wrong with it, line by line, and the steps."""
    return _page(request, pk, NOT_SENT)


@require_safe
@staff(*DATA_ROLES)
def quality(request: HttpRequest, key: str) -> HttpResponse:
    """The quality of a dataset over time, batch by batch (one statement)."""
    dataset = dataset_with(key)
    told = queries.quality_of(dataset)
    context = {
        "dataset": dataset,
        "within": _span(dataset.fresh_hours),
        "rows": [{**_row(each), **{name: f"{value:.0%}" for name, value in _figures(marks)}} for each, marks in told],
        "newest": [
            {"name": _MARKS[name], "value": round(value * 100), "words": f"{value:.0%}"}
            for name, value in (_figures(told[0][1]) if told else ())
        ],
    }
    return data_page(request, "console/data/returned_dataset.html", context, tab="")


def _figures(marks: Marks) -> list[tuple[str, float]]:
    return [(name, getattr(marks, name)) for name in _MARKS]


@require_POST
@staff(*DATA_ROLES)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take the good rows in after all, or drop the batch."""
    actor = actor_of(request)
    found = queries.batch_for(actor, pk)
    if verb not in _VERBS:
        raise NotFound("没有这一步。")
    sent = asked_by(BATCHES.steps[verb], request.POST)
    try:
        _VERBS[verb](found, **sent, by=actor, at=now())
    except Declined as refusal:
        return _page(request, pk, refused(verb, refusal, sent))
    return redirect("console-returned-batch", pk=pk)


def _page(request: HttpRequest, pk: int, sent: Refused) -> HttpResponse:
    actor = actor_of(request)
    found = queries.batch_for(actor, pk)
    dataset = next((each for each in BOUND.datasets if each.key == found.dataset), None)
    names = {each.ours: each.name for each in dataset.fields} if dataset else {}
    context = {
        "batch": found,
        "row": _row(found),
        "faults": [{**each, "field": names.get(each["field"], each["field"])} for each in found.faults],
        "steps": labelled([each for each in BATCHES.open_to(found, by=actor) if each.verb in _VERBS]),
        "keys": _KEYS,
        "basis": basis_of(BATCHES),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return data_page(request, "console/data/returned_batch.html", context, tab="", status=sent.status)


def _standing(each: Standing, quality: Marks | None) -> dict[str, Any]:
    return {
        "key": each.dataset.key,
        "name": each.dataset.name,
        "resource": each.dataset.resource,
        "fresh_at": each.fresh_at,
        "within": _span(each.dataset.fresh_hours),
        "rows": each.rows,
        "apart": each.apart,
        "score": f"{quality.overall:.0%}" if quality is not None else "还没有",
        "trouble": each.trouble,
        "tag": "bad" if each.is_stale else "done",
        "word": "过期了" if each.is_stale else "新鲜",
    }


def _span(hours: int) -> str:
    return f"{hours // 24}天" if hours % 24 == 0 else f"{hours}小时"


def _row(found: ReturnedBatch) -> dict[str, Any]:
    status = BatchStatus(found.status)
    name = next((each.name for each in BOUND.datasets if each.key == found.dataset), found.dataset)
    made_at: datetime = found.made_at
    return {
        "pk": found.pk,
        "name": name,
        "number": found.number,
        "made_at": made_at,
        "count": found.count,
        "score": f"{found.score:.0%}",
        "status": status.label,
        "tag": TAGS.get(status, "off"),
    }
