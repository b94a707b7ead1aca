"""The same enterprise in several datasets (主体归并): candidates, both sides of one, decisions, the merged view."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.exchange.connectors.provincial_data.bound import BOUND
from tongban.exchange.resolving import queries
from tongban.exchange.resolving.commands import deciding
from tongban.exchange.resolving.models import Pair, Subject
from tongban.exchange.resolving.queries import PAGE
from tongban.exchange.resolving.rules.flow import PAIRS, PairStatus
from tongban.exchange.resolving.rules.likeness import Mark, marks, score
from tongban.exchange.resolving.rules.precedence import Said, Value
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.web.console.narrowing import narrowed
from tongban.web.console.stepping import NOT_SENT, Refused, asked_by, basis_of, labelled, refused
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .framing import DATA_ROLES, data_page

TAB = "console-subject-pairs"
TAGS = {PairStatus.OPEN: "warn", PairStatus.SAME: "done", PairStatus.APART: "off"}
NO_NAME = "（没有写名称）"
_FIELDS = {"name": "名称", "address": "地址", "founded_on": "成立日期"}
_STATES = [(each.value, each.label) for each in PairStatus]
_VERBS: Mapping[str, Callable[..., Pair]] = {
    "join": deciding.join,
    "keep_apart": deciding.keep_apart,
    "part": deciding.part,
    "look_again": deciding.look_again,
}
_KEYS = {"join": "D", "keep_apart": "X", "part": "C", "look_again": "R"}


@require_safe
@staff(*DATA_ROLES)
def pairs(request: HttpRequest) -> HttpResponse:
    """Those that may be the same, the newest first (two statements)."""
    actor, asked = actor_of(request), narrowed(request, TAB, "status")
    rows = queries.pairs(actor, status=asked["status"], after=asked.after_key)
    told = queries.counts(actor)
    chips = [(value, f"{label} {told.get(value, 0)}") for value, label in _STATES]
    context = {
        "page": asked.page([_row(each) for each in rows], PAGE),
        "filters": [("结论", asked.chips("status", chips))],
    }
    return data_page(request, "console/data/subject_pairs.html", context, tab=TAB)


@require_safe
@staff(*DATA_ROLES)
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Both sides field by field, the source rows of each, the steps."""
    return _page(request, pk, NOT_SENT)


@require_POST
@staff(*DATA_ROLES)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Join, keep apart, part, look again."""
    actor = actor_of(request)
    found = queries.pair_for(actor, pk)
    if verb not in _VERBS:
        raise NotFound("没有这一步。")
    sent = asked_by(PAIRS.steps[verb], request.POST)
    try:
        _VERBS[verb](found, **sent, by=actor, at=now())
    except Declined as refusal:
        return _page(request, pk, refused(verb, refusal, sent))
    return redirect("console-subject-pair", pk=pk)


@require_safe
@staff(*DATA_ROLES)
def subjects(request: HttpRequest) -> HttpResponse:
    """Everybody whom the datasets tell of, to be found by name (one statement)."""
    asked = narrowed(request, "console-subjects", "q")
    rows = queries.several(actor_of(request), words=asked["q"], after=asked.after_key)
    page = asked.page([_subject(each) for each in rows], PAGE)
    return data_page(request, "console/data/subjects.html", {"page": page, "asked": asked}, tab=TAB)


@require_safe
@staff(*DATA_ROLES)
def subject(request: HttpRequest, pk: int) -> HttpResponse:
    """The merged view: each value with its source and the rule, the source rows as they are, what was joined."""
    found = queries.whole_for(actor_of(request), pk)
    names, fields = _names(), _field_names()
    context = {
        "name": next((each.words for each in found.values if each.field.key == "name"), NO_NAME),
        "values": [_value(each, names) for each in found.values],
        "rows": [_source(each, names, fields) for each in found.rows],
        "joined": [_row(each) for each in found.joined],
    }
    return data_page(request, "console/data/subject.html", context, tab="")


def _page(request: HttpRequest, pk: int, sent: Refused) -> HttpResponse:
    actor = actor_of(request)
    found = queries.pair_for(actor, pk)
    told = marks(found.left.look, found.right.look)
    rows = queries.sources_of_subjects([found.left_id, found.right_id])
    names, fields = _names(), _field_names()
    context = {
        "pair": found,
        "row": _row(found),
        "score": f"{score(told):.0%}",
        "marks": [_mark(each) for each in told],
        "sides": [
            {**_side(each), "rows": [_source(one, names, fields) for one in rows[each.pk]]}
            for each in (found.left, found.right)
        ],
        "steps": labelled([each for each in PAIRS.open_to(found, by=actor) if each.verb in _VERBS]),
        "keys": _KEYS,
        "basis": basis_of(PAIRS),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return data_page(request, "console/data/subject_pair.html", context, tab="", status=sent.status)


def _row(found: Pair) -> dict[str, Any]:
    status = PairStatus(found.status)
    return {
        "pk": found.pk,
        "left": found.left.name or NO_NAME,
        "right": found.right.name or NO_NAME,
        "score": f"{found.score:.0%}",
        "found_at": found.found_at,
        "status": status.label,
        "tag": TAGS[status],
        "reason": found.reason,
    }


def _side(found: Subject) -> dict[str, Any]:
    return {"pk": found.pk, "name": found.name or NO_NAME, "has_code": found.index is not None}


def _subject(found: Any) -> dict[str, Any]:
    return {**_side(found), "address": found.address, "told": found.told, "group": found.group}


def _mark(found: Mark) -> dict[str, Any]:
    return {
        "field": _FIELDS[found.field],
        "left": found.left,
        "right": found.right,
        "likeness": f"{found.likeness:.0%}",
        "weight": f"{found.weight:.0%}",
    }


def _value(found: Value, names: Mapping[str, str]) -> dict[str, Any]:
    others = "；".join(f"{words}（{names[each.dataset]}）" for words, each in found.others)
    return {
        "field": found.field.name,
        "words": found.words,
        "dataset": names[found.said.dataset],
        "batch": found.said.batch,
        "number": found.said.number,
        "line": found.said.line,
        "rule": found.field.rule,
        "others": others,
    }


def _source(found: Said, names: Mapping[str, str], fields: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    told = [f"{fields.get((found.dataset, key), key)}：{words}" for key, words in found.content.items()]
    return {
        "dataset": names.get(found.dataset, found.dataset),
        "batch": found.batch,
        "number": found.number,
        "line": found.line,
        "content": "；".join(told),
    }


def _names() -> dict[str, str]:
    return {each.key: each.name.partition("（")[0] for each in BOUND.datasets}


def _field_names() -> dict[tuple[str, str], str]:
    return {(each.key, rule.ours): rule.name for each in BOUND.datasets for rule in each.fields}
