"""What a result waits for has come (前置信息到达): from now on it may leave; on the case's own record. R-082."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import NotNow
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case

from .steps import message, move, option_of, take


@transaction.atomic
def note_event(case: Case, *, facts: Mapping[str, Any] | None = None, by: Actor = SYSTEM, at: datetime) -> Entry:
    """What `awaits` names was reported; `facts` say by whom and under which number. `NotNow` when nothing is awaited.

    Nobody but the system takes this step: no person says in its place that it was paid.
    """
    step = take("note_event", case, by=by, at=at)
    if not case.awaits:
        raise NotNow("这个办件没有在等前置信息，或者已经收到了。")
    text = f"“{option_of(case).name}”要等的“{case.awaits}”信息已经收到，接着办理。办件编号{case.number}，咨询12345。"
    told = {"event": case.awaits} | dict(facts or {})
    send = [message(case.applicant_id, case.number, step.verb, text)]
    return move(case, step, by=by, at=at, facts=told, changes={"awaits": ""}, send=send)
