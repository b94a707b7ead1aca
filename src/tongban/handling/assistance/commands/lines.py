"""One more line of the talk (记下一句): sealed in its row; the ledger tells who, when and how long, not what."""

from datetime import datetime

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import TooMany
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import record
from tongban.handling.assistance.models import Assistance, Message
from tongban.handling.assistance.queries.sessions import VALUE, WORDS
from tongban.handling.assistance.rules.flow import BASIS
from tongban.handling.assistance.rules.saying import MOST
from tongban.handling.assistance.rules.states import MessageKind

_VERBS = {MessageKind.SAYS: "say", MessageKind.POINTS: "point", MessageKind.SUGGESTS: "suggest"}


def add_line(
    session: Assistance,
    kind: MessageKind,
    text: str,
    *,
    spot: str = "",
    spot_label: str = "",
    value: str = "",
    by: Actor,
    at: datetime,
) -> Message:
    """Keep it, and note the first words of a helper as the first response (首次响应)."""
    if Message.objects.filter(assistance=session).count() >= MOST:
        raise TooMany("这次说得很多了。请结束这一次，有事再找人帮忙。")
    owner = session.code.hex
    line = Message.objects.create(
        assistance=session,
        at=at,
        is_from_helper=by.is_staff,
        by_name=by.name[:60] if by.is_staff else "",
        kind=kind,
        spot=spot,
        spot_label=spot_label[:200],
        text_sealed=vault().seal(text, purpose=WORDS, owner=owner) if text else b"",
        value_sealed=vault().seal(value, purpose=VALUE, owner=owner) if value else b"",
    )
    facts = {"length": len(text), "spot": spot}
    if by.is_staff and session.answered_at is None:
        Assistance.objects.filter(pk=session.pk, answered_at=None).update(answered_at=at)
        session.answered_at = at
        facts["first_response_seconds"] = round((at - session.asked_at).total_seconds())
    record(session.talk, _VERBS[kind], by=by, at=at, basis=BASIS, facts=facts)
    return line
