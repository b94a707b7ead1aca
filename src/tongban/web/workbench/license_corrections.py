"""Requests to correct a licence, at the body that issued it (证照纠错): what to answer, checked and answered."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.foundation.kernel.masks import mask_name
from tongban.foundation.ledger.commands import record_read
from tongban.foundation.worktime.rules import describe
from tongban.registers.documents.queries import visible_to as files_visible_to
from tongban.registers.documents.rendering.sheet import typeset
from tongban.registers.licenses.commands import leave_as_is, make_right
from tongban.registers.licenses.models import FaceCorrection, License
from tongban.registers.licenses.queries import face_of
from tongban.registers.licenses.queries.corrections import correction_for, worklist, written_in
from tongban.registers.licenses.rules.corrections import CORRECTION_FLOW
from tongban.registers.licenses.rules.faces import label, said
from tongban.registers.parties.rules import PartyKind
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import show
from .licenses import KEEPERS

PURPOSE = "核实证照纠错申请"


@require_safe
@staff(*KEEPERS)
def worklist_page(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the most urgent first; what was answered last (four statements)."""
    found, today = worklist(actor_of(request)), local_day(now())
    context = {
        "waiting": [_row(each, today) for each in found.waiting],
        "answered": [_row(each, today) for each in found.answered],
    }
    return show(request, "workbench/license_corrections.html", context, current="licenses")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*KEEPERS)
@done_once
def correction_page(request: HttpRequest, code: UUID) -> HttpResponse:
    """One request with what was written and what stands there, after the look is on record; two answers."""
    actor, at = actor_of(request), now()
    found = correction_for(actor, code)
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            _answer(request, found, actor, at)
        except Declined as refusal:
            problems = [_beside(request, each) for each in problems_of(refusal)]
            found = correction_for(actor, code)
        else:
            return redirect("desk-correction", code=code)
    return show(
        request,
        "workbench/license_correction.html",
        _told(request, found, actor, at, problems),
        current="licenses",
        status=422 if problems else 200,
    )


def _answer(request: HttpRequest, found: FaceCorrection, actor: Actor, at: datetime) -> None:
    verb = request.POST.get("verb", "")
    typed = {name: request.POST.get(f"{verb}-{name}", "").replace("\0", "")[:2000] for name in ("value", "reason")}
    if verb == "leave_as_is":
        leave_as_is(found, reason=typed["reason"], by=actor, at=at)
        return
    days = {each.isoformat(): each for each, _ in _since(found.license)}
    effective_on = days.get(request.POST.get("make_right-effective_on", ""))
    if effective_on is None:
        raise Invalid(faults=[Fault("/effective_on", "choice", "请选择从哪天起写错了。")])
    make_right(found, **typed, effective_on=effective_on, by=actor, at=at)


def _beside(request: HttpRequest, each: Problem) -> Problem:
    """A problem at its field of the form that was sent; what is wrong with the face is wrong with the value."""
    verb, anchor = request.POST.get("verb", ""), "value" if each.anchor.startswith("face") else each.anchor
    return Problem(f"{verb}-{anchor}" if anchor and verb in CORRECTION_FLOW.steps else "", typeset(each.text))


def _told(
    request: HttpRequest, found: FaceCorrection, actor: Actor, at: datetime, problems: Sequence[Problem]
) -> dict[str, Any]:
    license = found.license
    what = label(license.type.face, found.field)
    record_read(f"party:{license.holder_id}", by=actor, at=at, purpose=PURPOSE, subject=license.chain, fields=[what])
    written = written_in(found)
    current = license.editions.get(number=license.edition_number)
    return {
        "row": _row(found, local_day(at)),
        "correction": found,
        "license": license,
        "what": what,
        "now": said(face_of(current).get(found.field, "")),
        "written": written,
        "files": list(files_visible_to(actor, holder=found.chain).filter(holder=found.chain)),
        "steps": {each.verb for each in CORRECTION_FLOW.open_to(found, by=actor)},
        "since": [(each.isoformat(), words) for each, words in _since(license)],
        "typed": request.POST,
        "problems": list(problems),
        "errors": {each.anchor: each.text for each in reversed(problems)},
        "typeset": typeset,
    }


def _since(license: License) -> list[tuple[date, str]]:
    """From which day it was wrong: since it was given, or since an edition; the first is the likeliest."""
    days: dict[date, str] = {}
    for each in license.editions.order_by("number"):
        if each.effective_on <= local_day(now()):
            days.setdefault(
                each.effective_on, f"{describe(each.effective_on)}，第{each.number}版{each.get_operation_display()}起"
            )
    return list(days.items())


def _row(each: FaceCorrection, today: date) -> dict[str, Any]:
    holder, kind = each.license.holder, each.license.type
    is_late = each.ended_at is None and each.due_on < today
    return {
        "code": each.code,
        "type": kind.name,
        "number": each.license.number or each.license.serial,
        "holder": mask_name(holder.name) if holder.kind == PartyKind.PERSON else holder.name,
        "field": label(kind.face, each.field),
        "asked_at": each.asked_at,
        "due_on": each.due_on,
        "tag": ("bad", "超期没有答复") if is_late else ("info" if each.ended_at is None else "off", each.state.label),
    }
