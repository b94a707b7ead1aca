"""What the applicant does (申请人): ask for help, let somebody look, take that back, have enough."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, NotNow, NotYours
from tongban.foundation.ledger.commands import advance, record
from tongban.foundation.ledger.models import Entry
from tongban.handling.assistance.models import Assistance
from tongban.handling.assistance.queries.sessions import open_of
from tongban.handling.assistance.rules.flow import BASIS, FLOW
from tongban.handling.assistance.rules.saying import said
from tongban.handling.assistance.rules.states import AssistanceStatus, MessageKind
from tongban.handling.cases.queries.drafts import draft_for
from tongban.registers.catalog.queries import guide

from .lines import add_line


class AlreadyAsked(Declined):
    """This account has help open (已经有一次帮办)."""

    code = "already_asked"
    sentence = "您已经有一次帮办还没有结束，请先在那里说，或者结束它。"


@transaction.atomic
def ask(
    option_code: str,
    *,
    words: str,
    draft_number: str = "",
    where: str = "",
    wants_sharing: bool,
    by: Actor,
    at: datetime,
) -> Assistance:
    """请人帮忙: about a matter, or a draft of one's own. Raises `AlreadyAsked`, `Invalid`, `NotYours`.

    `wants_sharing` is the applicant's consent that the helper sees the draft; without a draft there is nothing to see.
    """
    if Role.APPLICANT not in by.roles or by.account_id is None:
        raise NotYours("请先登录，再找人帮忙。")
    text, found = said(words), guide(option_code)
    if open_of(by) is not None:
        raise AlreadyAsked()
    if draft_number:
        draft_for(by, draft_number, on=local_day(at))
    session = Assistance(
        account_id=by.account_id,
        option_code=found.option_code,
        option_name=found.name[:200],
        draft_number=draft_number,
        where=where[:120],
        status=AssistanceStatus.ASKED,
        asked_at=at,
    )
    session.save(force_insert=True)
    facts = {"option": found.option_code, "draft": draft_number, "where": where[:120]}
    record(session.talk, "ask", by=by, at=at, basis=BASIS, facts=facts)
    add_line(session, MessageKind.SAYS, text, by=by, at=at)
    if draft_number and wants_sharing:
        share(session, by=by, at=at)
    return session


@transaction.atomic
def withdraw(session: Assistance, *, by: Actor, at: datetime) -> Entry:
    """不用帮了, before anybody took it."""
    taken = FLOW.take("withdraw", _own(session, by), by=by)
    return advance(session, taken, by=by, at=at, changes={"ended_at": at, "shared_at": None})


@transaction.atomic
def share(session: Assistance, *, by: Actor, at: datetime) -> Entry:
    """同意一起看: the helper sees the draft as it is filled in, until this is taken back or the help ends."""
    taken = FLOW.take("share", _own(session, by), by=by)
    if not session.draft_number:
        raise NotNow("还没有开始填，没有可以一起看的表。")
    draft_for(by, session.draft_number, on=local_day(at))
    return advance(session, taken, by=by, at=at, changes={"shared_at": at})


@transaction.atomic
def stop_sharing(session: Assistance, *, by: Actor, at: datetime) -> Entry:
    """不再一起看: from this moment nothing of the draft is shown to the helper."""
    taken = FLOW.take("stop_sharing", _own(session, by), by=by)
    return advance(session, taken, by=by, at=at, changes={"shared_at": None})


def _own(session: Assistance, by: Actor) -> Assistance:
    if by.account_id is None or session.account_id != by.account_id:
        raise NotYours("这次帮办不是您请的。")
    return session
