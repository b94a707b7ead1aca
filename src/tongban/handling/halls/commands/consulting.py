"""The consult desk (综合咨询窗口): somebody asks, and leaves with a number, an answer, or a name. R-071."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.handling.contacts.commands.answering import answer
from tongban.handling.contacts.commands.ending import close
from tongban.handling.contacts.commands.opening import open_contact
from tongban.handling.contacts.models import FirstContact
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import Consultation, Ticket
from tongban.handling.halls.rules.states import ConsultOutcome

from .drawing import draw, venue_of


@dataclass(frozen=True, slots=True)
class Consulted:
    """What was talked about: the question, the words that were searched, the matter, the situation in code and words.

    `to_bring` are the materials of this situation, by name, for the window that goes on.
    """

    question: str
    words: str = ""
    option_code: str = ""
    situation: Mapping[str, Any] = field(default_factory=dict)
    said: tuple[tuple[str, str], ...] = ()
    to_bring: tuple[str, ...] = ()
    is_complete: bool = False


@transaction.atomic
def consult(asked: Consulted, *, outcome: str, priority: str = "", by: Actor, at: datetime) -> Consultation:
    """综合咨询: the visit is a first contact of who sits there, and ends with what the visitor leaves with.

    With a number the window finds what was said; what has no answer stays with its owner, who hands it on. Raises
    `Invalid` with what is missing, `StillToAsk` where an answer is not whole.
    """
    venue_id = venue_of(by)
    if outcome not in set(ConsultOutcome):
        raise Invalid(faults=[Fault("/outcome", "choice", "请选取号、答清楚了，还是没答上来。")])
    if outcome == ConsultOutcome.ANSWERED and not asked.option_code:
        raise Invalid(faults=[Fault("/q", "required", "请先找到事项再答；找不到的，登记没答上来。")])
    contact = open_contact(
        kind="enquiry", channel="window", question=asked.question, option_code=asked.option_code, by=by, at=at
    )
    if asked.option_code and (asked.is_complete or outcome == ConsultOutcome.ANSWERED):
        answer(contact, asked.option_code, asked.situation, by=by, at=at)
    ticket = None
    if outcome == ConsultOutcome.TICKET:
        context = _context(asked, by)
        line = BOUND.policy.matters
        ticket = draw(line, priority=priority, option_code=asked.option_code, context=context, by=by, at=at)
    _end(contact, outcome, ticket, by=by, at=at)
    return Consultation.objects.create(
        contact=contact,
        venue_id=venue_id,
        day=local_day(at),
        outcome=outcome,
        words=asked.words[:60],
        ticket=ticket,
    )


def _end(contact: FirstContact, outcome: str, ticket: Ticket | None, *, by: Actor, at: datetime) -> None:
    """With its result; what has none yet stays open, and keeps its owner from signing off."""
    if ticket is not None:
        body = f"{BOUND.policy.name_of(ticket.line)}窗口（{ticket.number}号）"
        close(contact, result="referred", body=body, by=by, at=at)
    elif outcome == ConsultOutcome.ANSWERED:
        close(contact, result="answered", by=by, at=at)


def _context(asked: Consulted, by: Actor) -> dict[str, str]:
    """What the window reads: label and words, in the order in which one needs them."""
    found = {"问的是": asked.question, **dict(asked.said)}
    if asked.to_bring:
        found["告诉他要带"] = "、".join(asked.to_bring)
    if asked.option_code and not asked.is_complete:
        found["还没问完"] = "情形没有问完，请接着问"
    return found | {"谁咨询的": by.name}
