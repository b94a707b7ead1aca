"""The licence register of an issuing body (证照登记簿): find one, see what it says since when, act by its flow."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.kernel.masks import mask_name
from tongban.foundation.ledger.commands import record_read
from tongban.registers.documents.rendering.sheet import typeset
from tongban.registers.licenses import commands
from tongban.registers.licenses.models import License
from tongban.registers.licenses.queries import as_of, face_of, license_for, visible_to
from tongban.registers.licenses.rules.faces import label, lines, ordered, shown_masked
from tongban.registers.licenses.rules.flow import FLOW
from tongban.registers.licenses.rules.states import Status
from tongban.registers.licenses.rules.validity import Term
from tongban.registers.parties.rules import PartyKind
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .forms import PURPOSES
from .frame import show

KEEPERS = (Role.EXAMINER, Role.REVIEWER, Role.DECIDER, Role.ISSUER)
PAGE = 30
Act = Callable[..., object]
_ACTS: dict[str, Act] = {
    "hold": commands.hold,
    "give_back": commands.give_back,
    "deregister": commands.deregister,
    "revoke": commands.revoke,
    "strip": commands.strip,
    "move_out": commands.move_out,
    "cancel_move_out": commands.cancel_move_out,
}
_TAGS = {Status.VALID: "done", Status.HELD: "warn", Status.LAPSED: "off"}


@require_safe
@staff(*KEEPERS)
def register(request: HttpRequest) -> HttpResponse:
    """The body's own licences, the newest first; found by identifier, number, case or the holder's whole name."""
    actor, words = actor_of(request), request.GET.get("q", "").replace("\0", "").strip()[:120]
    before = request.GET.get("before", "")[:18]
    rows = _found(visible_to(actor), words)
    if before.isascii() and before.isdigit():
        rows = rows.filter(pk__lt=int(before))
    found = list(rows.select_related("type", "holder").order_by("-pk")[: PAGE + 1])
    context = {
        "words": words,
        "rows": [_row(each) for each in found[:PAGE]],
        "next": found[PAGE - 1].pk if len(found) > PAGE else None,
    }
    return show(request, "workbench/licenses.html", context, current="licenses")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*KEEPERS)
def license_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One licence; POST shows its face whole after the purpose is on record."""
    actor, at = actor_of(request), now()
    found = license_for(actor, key)
    purpose = request.POST.get("purpose", "")
    problems: list[Problem] = []
    if request.method == "POST" and purpose not in PURPOSES:
        problems, purpose = [Problem("purpose", f"请选择查看的用途：{'、'.join(PURPOSES)}。")], ""
    return _page(request, found, actor, at=at, purpose=purpose, problems=problems)


@require_POST
@staff(*KEEPERS)
@done_once
def act(request: HttpRequest, key: UUID, verb: str) -> HttpResponse:
    """Take a step of the flow with what it asks for."""
    actor, at = actor_of(request), now()
    found = license_for(actor, key)
    command = _ACTS.get(verb)
    if command is None:
        raise NotFound("没有这个业务操作。")
    asked = {ask.name: request.POST.get(f"{verb}-{ask.name}", "")[:300] for ask in FLOW.steps[verb].asks}
    try:
        command(found, **asked, by=actor, at=at)
    except Declined as refusal:
        problems = [Problem(f"{verb}-{each.anchor}", typeset(each.text)) for each in problems_of(refusal)]
        return _page(request, license_for(actor, key), actor, at=at, problems=problems, status=int(refusal.status))
    return redirect("desk-license-page", key=key)


def _page(
    request: HttpRequest,
    found: License,
    actor: Actor,
    *,
    at: datetime,
    purpose: str = "",
    problems: Sequence[Problem] = (),
    status: int = 0,
) -> HttpResponse:
    edition = as_of(found, on=max(local_day(at), found.valid_from), known_at=at)
    face, schema = face_of(edition) if edition is not None else {}, found.type.face
    names = [name for name in ordered(schema) if name in face]
    if purpose:
        fields = [label(schema, name) for name in names]
        record_read(f"party:{found.holder_id}", by=actor, at=at, purpose=purpose, subject=found.chain, fields=fields)
    context: dict[str, Any] = {
        "row": _row(found),
        "license": found,
        "term": Term(found.valid_from, found.valid_to).words,
        "lines": list(lines(schema, face))
        if purpose
        else [(label(schema, name), shown_masked(schema, name, face[name])) for name in names],
        "is_whole": bool(purpose),
        "editions": list(found.editions.order_by("-number")),
        "steps": [step for step in FLOW.open_to(found, by=actor) if step.verb in _ACTS],
        "purposes": [(each, each) for each in PURPOSES],
        "problems": list(problems),
        "typed": request.POST,
        "typeset": typeset,
    }
    code = status or (422 if problems else 200)
    return show(request, "workbench/license_page.html", context, current="licenses", status=code)


def _found(rows: QuerySet[License], words: str) -> QuerySet[License]:
    if not words:
        return rows
    plain = words.upper().replace(" ", "")
    return rows.filter(
        Q(identifier=plain)
        | Q(editions__identifier=plain)
        | Q(number=words)
        | Q(case_number=words)
        | Q(holder__name=words)
    ).distinct()


def _row(license: License) -> dict[str, Any]:
    is_person = license.holder.kind == PartyKind.PERSON
    return {
        "key": license.public_id,
        "type": license.type.name,
        "number": license.number or license.serial,
        "holder": mask_name(license.holder.name) if is_person else license.holder.name,
        "term": Term(license.valid_from, license.valid_to).words,
        "tag": (_TAGS.get(license.state, "bad"), license.state.label),
    }
