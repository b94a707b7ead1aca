"""Talking, pointing, proposing (交谈、指一指、建议): a helper writes nothing, who accepts a proposal does."""

from datetime import datetime

import msgspec
from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, NotFound, NotNow, NotYours
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import record
from tongban.handling.assistance.models import Assistance, Message
from tongban.handling.assistance.queries.sessions import VALUE
from tongban.handling.assistance.queries.sharing import field_at, shared_form
from tongban.handling.assistance.rules.flow import BASIS, FLOW
from tongban.handling.assistance.rules.saying import in_words, proposed, said
from tongban.handling.assistance.rules.states import MessageKind, Reply
from tongban.handling.cases.commands.drafting import save_form
from tongban.handling.cases.queries.drafts import draft_for

from .lines import add_line
from .wording import refuse_unlisted_words


@transaction.atomic
def say(session: Assistance, *, words: str, by: Actor, at: datetime) -> Message:
    """说一句: by the applicant, or by who helps. Raises `Invalid`, `NotYours`, `NotNow`."""
    FLOW.take("say", session, by=by)
    refuse_stranger(session, by)
    text = said(words)
    refuse_unlisted_words(session, text, by=by)
    return add_line(session, MessageKind.SAYS, text, by=by, at=at)


@transaction.atomic
def point(session: Assistance, *, spot: str, words: str, by: Actor, at: datetime) -> Message:
    """指一指: the applicant sees this place of the form marked, with these words. Needs the applicant's consent."""
    FLOW.take("point", session, by=by)
    refuse_stranger(session, by)
    form = shared_form(session, by=by, at=at)
    found = form.spot(spot) if form is not None else None
    if found is None:
        raise _not_shared()
    text = said(words)
    refuse_unlisted_words(session, text, by=by)
    return add_line(session, MessageKind.POINTS, text, spot=found.spot, spot_label=found.label, by=by, at=at)


@transaction.atomic
def suggest(session: Assistance, *, spot: str, value: str, words: str = "", by: Actor, at: datetime) -> Message:
    """建议改成: what to write into a field. Nothing changes unless the applicant accepts it."""
    FLOW.take("suggest", session, by=by)
    refuse_stranger(session, by)
    field = field_at(session, spot, by=by, at=at)
    if field is None:
        raise _not_shared()
    kept = proposed(field, value)
    pair = msgspec.json.encode([kept, in_words(field, kept)]).decode()
    text = said(words) if words.strip() else ""
    refuse_unlisted_words(session, text, by=by)
    return add_line(session, MessageKind.SUGGESTS, text, spot=spot, spot_label=field.label, value=pair, by=by, at=at)


@transaction.atomic
def accept_suggestion(session: Assistance, key: int, *, by: Actor, at: datetime) -> Message:
    """照这样改: the applicant writes the proposed value into their own draft; again is no act."""
    FLOW.take("accept_suggestion", session, by=by)
    refuse_stranger(session, by)
    line = _proposal(session, key)
    if line.reply:
        return line
    draft = draft_for(by, session.draft_number, on=local_day(at))
    pair = msgspec.json.decode(vault().open(bytes(line.value_sealed), purpose=VALUE, owner=session.code.hex))
    save_form(draft, {line.spot.removeprefix("form:"): pair[0]}, revision=draft.revision, at=at)
    return _replied(session, line, Reply.ACCEPTED, by=by, at=at)


@transaction.atomic
def decline_suggestion(session: Assistance, key: int, *, by: Actor, at: datetime) -> Message:
    """不改: the draft stays as it is."""
    FLOW.take("decline_suggestion", session, by=by)
    refuse_stranger(session, by)
    line = _proposal(session, key)
    return line if line.reply else _replied(session, line, Reply.DECLINED, by=by, at=at)


def refuse_stranger(session: Assistance, by: Actor) -> None:
    """Only the one who asked and the one who helps."""
    is_helper = by.staff_id is not None and session.helper_id == by.staff_id
    is_own = by.staff_id is None and by.account_id is not None and session.account_id == by.account_id
    if not is_helper and not is_own:
        raise NotYours("这次帮办由别的工作人员在帮，您看得到、插不上。")


def _proposal(session: Assistance, key: int) -> Message:
    rows = Message.objects.select_for_update().filter(assistance=session, kind=MessageKind.SUGGESTS)
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound("没有这条建议。")
    return found


def _replied(session: Assistance, line: Message, reply: Reply, *, by: Actor, at: datetime) -> Message:
    Message.objects.filter(pk=line.pk).update(reply=reply, replied_at=at)
    line.reply, line.replied_at = reply, at
    facts = {"spot": line.spot, "reply": reply.value}
    verb = "accept_suggestion" if reply is Reply.ACCEPTED else "decline_suggestion"
    record(session.talk, verb, by=by, at=at, basis=BASIS, facts=facts)
    return line


def _not_shared() -> NotNow:
    sentence = "申请人现在没有让您看这一栏。请先请对方点“同意一起看我填的表”。"
    return NotNow(sentence, faults=[Fault("/spot", "not_shared", sentence)])
