"""What was filled in at a door without a network (上门记录): it arrives once, whole, and nothing of it is lost.

Where somebody changed the request since the phone saw it, nothing is decided here: both stand, and a person settles it.
"""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.answers import KeyReused
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands.wording import refuse_papers_beyond
from tongban.handling.outreach.models import Outreach, Visit, VisitPhoto
from tongban.handling.outreach.queries.papers import papers_out
from tongban.handling.outreach.queries.visits import persons_for, was_sent
from tongban.handling.outreach.rules.flow import FLOW
from tongban.handling.outreach.rules.states import OutreachStatus
from tongban.handling.outreach.rules.visiting import ENDING, Filled, VisitOutcome, VisitState, faults_of
from tongban.registers.documents.commands import attach

from .acting import finish
from .arranging import miss


@transaction.atomic
def take_visit(code: UUID, filled: Filled, *, by: Actor, at: datetime) -> Visit:
    """收下上门记录: the same key again gives the same visit; with another content `KeyReused`.

    Only by who was sent there when the phone saw it. Raises `Invalid` with everything that is wrong; the phone keeps
    what was refused.
    """
    request = Outreach.objects.select_for_update(of=("self",)).select_related("helper__venue").filter(code=code).first()
    if request is None or by.staff_id is None or not was_sent(by.staff_id, request, seen=filled.seen):
        raise NotFound("没有找到这次帮办，或者当时安排的不是您去。")
    digest = _digest(request, filled)
    before = Visit.objects.select_related("request").filter(key=filled.key).first()
    if before is not None:
        if bytes(before.digest) != digest or before.staff_id != by.staff_id:
            raise KeyReused()
        return before
    is_conflict = request.version != filled.seen or request.state is not OutreachStatus.ARRANGED
    faults = faults_of(filled, persons=persons_for(request))
    if faults:
        raise Invalid("还有地方要改一下。", faults=faults)
    if not is_conflict:
        refuse_papers_beyond(request.option_code, {}, {"/words": filled.words})
    visit = _kept(request, filled, digest, is_conflict=is_conflict, by=by, at=at)
    if is_conflict:
        step = FLOW.take("note_conflict", request, by=by)
        advance(request, step, by=by, at=at, facts=_facts(visit))
    else:
        _apply("record_visit", request, visit, by=by, at=at)
    return visit


@transaction.atomic
def settle(visit: Visit, choice: str, *, by: Actor, at: datetime) -> Visit:
    """处理冲突: do as the visit says, or only keep it; by who goes there now, once. The visit itself never changes."""
    request = Outreach.objects.select_for_update(of=("self",)).get(pk=visit.request_id)
    if by.staff_id not in (request.helper_id, request.companion_id, visit.staff_id):
        raise NotYours("由去的人处理。")
    state = {"use_visit": VisitState.TAKEN, "keep_visit": VisitState.KEPT}.get(choice)
    if state is None:
        raise NotFound("没有这一步。")
    waiting = Visit.objects.filter(pk=visit.pk, state=VisitState.CONFLICT)
    if not waiting.update(state=state, settled_at=at, settled_by_id=by.staff_id):
        raise NotNow("这份上门记录已经处理过了。")
    if state is VisitState.TAKEN:
        _apply(choice, request, visit, by=by, at=at)
    else:
        advance(request, FLOW.take(choice, request, by=by), by=by, at=at, facts=_facts(visit))
    visit.refresh_from_db()
    return visit


def _kept(request: Outreach, filled: Filled, digest: bytes, *, is_conflict: bool, by: Actor, at: datetime) -> Visit:
    """The row, and its photographs handed over to it: all or nothing."""
    assert by.staff_id is not None, "asked before"
    visit = Visit.objects.create(
        key=filled.key,
        digest=digest,
        request=request,
        staff_id=by.staff_id,
        seen=filled.seen,
        met=request.version,
        filled_at=filled.filled_at,
        received_at=at,
        outcome=filled.outcome,
        words=filled.words.strip(),
        note=filled.note.strip(),
        confirmation=filled.confirmation if filled.outcome != VisitOutcome.MISSED else "",
        reason=filled.reason.strip(),
        is_together=filled.is_together,
        state=VisitState.CONFLICT if is_conflict else VisitState.TAKEN,
    )
    attach([each.file for each in filled.photos], holder=visit.holder, by=by)
    VisitPhoto.objects.bulk_create(
        VisitPhoto(visit=visit, file_id=each.file, kind=each.kind, name=each.name.strip()) for each in filled.photos
    )
    return visit


def _apply(verb: str, request: Outreach, visit: Visit, *, by: Actor, at: datetime) -> Entry:
    """The visit on record, and what follows from it: the end of the help, or a visit that is arranged anew.

    With originals still out nothing ends: the result is entered when they are back.
    """
    done = advance(request, FLOW.take(verb, request, by=by), by=by, at=at, facts=_facts(visit))
    if visit.came_to is VisitOutcome.MISSED:
        return miss(request, reason=visit.words[:200], by=by, at=at)
    if visit.came_to not in ENDING or papers_out(request):
        return done
    return finish(request, result=visit.outcome, words=visit.words, case_number="", by=by, at=at)


def _facts(visit: Visit) -> dict[str, Any]:
    return {
        "visit": visit.key.hex,
        "outcome": visit.outcome,
        "filled_at": visit.filled_at.isoformat(),
        "is_together": visit.is_together,
        "words": visit.came_to.label,
    }


def _digest(request: Outreach, filled: Filled) -> bytes:
    """What tells this content from another under the same key."""
    return hashlib.sha256(repr((request.pk, filled)).encode()).digest()
