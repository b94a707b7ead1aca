"""Appraising archives whose term is over (档案鉴定销毁): the lists, a proposal as a form, one list with its acts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.foundation.kernel.flow import Step
from tongban.handling.dossiers.commands import destroying
from tongban.handling.dossiers.models import ArchiveRecord, DestructionList
from tongban.handling.dossiers.queries import destruction as kept
from tongban.handling.dossiers.queries.destruction import PAGE
from tongban.handling.dossiers.rules.destruction import FLOW, LONGEST, Appraised, DestructionStatus, Fate
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import ARCHIVE_KEEPERS, show
from .narrowing import narrowed, text
from .tasks import Verb, Work

_STATES = [(each.value, each.label) for each in DestructionStatus]
_TAGS = {
    DestructionStatus.PROPOSED: "warn",
    DestructionStatus.APPROVED: "warn",
    DestructionStatus.CARRIED_OUT: "done",
}
_KEPT_ON = [(each.value, each.label) for each in Fate if each is not Fate.DESTROY]
_LATER = [("", "这次不列入")]


@require_safe
@staff(*ARCHIVE_KEEPERS)
def destructions(request: HttpRequest) -> HttpResponse:
    """The lists, the newest first, and how many archives wait for appraisal (two statements)."""
    actor, asked = actor_of(request), narrowed(request, "console-destructions", "status")
    rows = kept.lists(actor, status=asked["status"], after=asked.after_key)
    context = {
        "page": asked.page([_row(each) for each in rows], PAGE),
        "filters": [("状态", asked.chips("status", _STATES))],
        "waiting": kept.to_appraise(on=local_day(now())).count(),
        "may_propose": Role.SUPERVISOR in actor.roles,
    }
    return show(request, "console/destructions.html", context, current="destructions")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def propose(request: HttpRequest) -> HttpResponse:
    """The longest over as a form, a page of them: each destroyed, kept on with a reason, or left for another list."""
    actor, at, problems, status = actor_of(request), now(), list[Problem](), 200
    if request.method == "POST":
        try:
            made = destroying.propose(_appraised(request), opinion=_typed(request, "opinion"), by=actor, at=at)
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect("console-destruction", pk=made.pk)
    waiting = kept.to_appraise(on=local_day(at))
    archives = list(waiting[:PAGE])
    busy = kept.running(archives, on=local_day(at))
    known = {"opinion", *(f"{name}-{each.pk}" for each in archives for name in ("fate", "reason"))}
    shown = [each if each.anchor in known else Problem("", each.text) for each in problems]
    context = {
        "rows": [_waiting(request, each, busy.get(each.pk, "")) for each in archives],
        "more": max(waiting.count() - PAGE, 0) if len(archives) == PAGE else 0,
        "opinion": _typed(request, "opinion"),
        "problems": shown,
        "wrong": {each.anchor: each.text for each in shown if each.anchor},
        "once": once_input(),
    }
    return show(request, "console/destruction_new.html", context, current="destructions", status=status)


@require_safe
@staff(*ARCHIVE_KEEPERS)
def destruction(request: HttpRequest, pk: int) -> HttpResponse:
    """One list: its archives with their hashes, who proposed and decided, the steps open to this actor."""
    return _WORK.page(request, pk)


@require_POST
@staff(*ARCHIVE_KEEPERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Approve it, send it back, take it back, carry it out."""
    return _WORK.take(request, pk, verb)


def _appraised(request: HttpRequest) -> Sequence[Appraised]:
    """What was chosen; a fate that is none counts as nothing chosen."""
    fates = {each.value for each in Fate}
    found = []
    for name in request.POST:
        key = name.removeprefix("fate-")
        if name != key and key.isascii() and key.isdigit() and len(key) <= 18 and request.POST[name] in fates:
            found.append(Appraised(int(key), Fate(request.POST[name]), _typed(request, f"reason-{key}")))
    return sorted(found, key=lambda each: each.archive)


def _typed(request: HttpRequest, name: str) -> str:
    return text(request.POST, name, LONGEST + 1)


def _waiting(request: HttpRequest, archive: ArchiveRecord, busy: str) -> dict[str, Any]:
    destroy = [] if busy else [(Fate.DESTROY.value, Fate.DESTROY.label)]
    return {
        "pk": archive.pk,
        "number": archive.number,
        "term": archive.retention,
        "until": archive.retain_until,
        "made_at": archive.made_at,
        "busy": busy,
        "fates": _LATER + destroy + _KEPT_ON,
        "fate": _typed(request, f"fate-{archive.pk}"),
        "reason": _typed(request, f"reason-{archive.pk}"),
    }


def _row(listed: DestructionList) -> dict[str, Any]:
    counts: Any = listed
    return {
        "pk": listed.pk,
        "title": f"第 {listed.pk} 号清册",
        "proposed_at": listed.proposed_at,
        "proposed_by": listed.proposed_by.name,
        "gone": counts.gone,
        "stays": counts.stays,
        "status": listed.state.label,
        "tag": _TAGS.get(listed.state, "off"),
    }


def _shown(listed: DestructionList, actor: Actor) -> Mapping[str, Any]:
    return {
        "listed": listed,
        "tag": _TAGS.get(listed.state, "off"),
        "lines": [
            {
                "number": each.archive.number,
                "term": each.term,
                "until": each.term_until,
                "fate": Fate(each.fate).label,
                "reason": each.reason,
                "root": bytes(each.archive.root).hex(),
                "content": bytes(each.archive.content).hex(),
                "size": each.archive.size,
                "files": each.archive.files,
                "removed": each.archive.is_removed,
                "destroyed_at": each.archive.destroyed_at,
            }
            for each in kept.lines_of(listed)
        ],
        "is_own": listed.proposed_by_id == actor.staff_id,
    }


def _open_steps(listed: DestructionList, actor: Actor) -> list[Step]:
    own = {"approve", "send_back"} if listed.proposed_by_id == actor.staff_id else set()
    return [each for each in FLOW.open_to(listed, by=actor) if each.verb not in own]


_WORK = Work(
    name="console-destruction",
    template="console/destruction.html",
    current="destructions",
    flow=FLOW,
    verbs={
        "approve": Verb(destroying.approve, "P"),
        "send_back": Verb(destroying.send_back, "B"),
        "take_back": Verb(destroying.take_back, "C"),
        "carry_out": Verb(destroying.carry_out, "X"),
    },
    find=kept.list_for,
    shown=_shown,
    open_steps=_open_steps,
)
