"""Opening a case is on record (查看留痕): once for a session, a case and an hour, before anything is shown."""

from collections import OrderedDict
from datetime import datetime
from threading import Lock

from django.http import HttpRequest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.ledger.commands import record_read
from tongban.handling.cases.models import Case
from tongban.web.ui.sessions import session_of

PURPOSE = "办理"
FIELDS = ("name", "form")
_KEPT = 10_000
_seen: OrderedDict[tuple[int, int, str], None] = OrderedDict()
_lock = Lock()


def note_opened(request: HttpRequest, case: Case, *, by: Actor, at: datetime) -> None:
    """Record the read unless this process has done so for this session, case and hour already.

    Another process may record the same hour again: a record too many, never one too few.
    """
    session = session_of(request)
    key = (session.pk if session else 0, case.pk, f"{at:%Y-%m-%dT%H}")
    with _lock:
        if key in _seen:
            return
    record_read(f"party:{case.applicant_id}", by=by, at=at, purpose=PURPOSE, subject=case.chain, fields=list(FIELDS))
    with _lock:
        _seen[key] = None
        while len(_seen) > _KEPT:
            _seen.popitem(last=False)
