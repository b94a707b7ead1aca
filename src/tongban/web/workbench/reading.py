"""Opening a case is on record (查看留痕): once for a session, a case and an hour, before anything is shown."""

from datetime import datetime

from django.http import HttpRequest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.ledger.commands import record_read
from tongban.handling.cases.models import Case
from tongban.web.ui.reads import is_recorded, remember
from tongban.web.ui.sessions import session_of

PURPOSE = "办理"
FIELDS = ("name", "form")


def note_opened(request: HttpRequest, case: Case, *, by: Actor, at: datetime) -> None:
    """Record the read unless this process has done so for this session, case and hour already."""
    session = session_of(request)
    who = f"session:{session.pk if session else 0}"
    if is_recorded(who, case.pk, at):
        return
    record_read(f"party:{case.applicant_id}", by=by, at=at, purpose=PURPOSE, subject=case.chain, fields=list(FIELDS))
    remember(who, case.pk, at)
