"""Contesting a card (申诉与复核): the department says why, with evidence; a supervisor of another body decides."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow, NotYours
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import advance
from tongban.handling.cases.rules.attribution import Owner
from tongban.oversight.supervision.models import Card
from tongban.oversight.supervision.rules.flow import CARDS

SHORTEST = 5


class TooLateToContest(NotNow):
    """A card is contested within five workdays (申诉期已过)."""

    code = "too_late_to_contest"
    sentence = "申诉期已经过了。亮牌后五个工作日内可以申诉。"


class NotIndependent(Declined):
    """Who decides is of another body, was not the one to contest and did not raise the card (复核人要独立)."""

    code = "not_independent"
    sentence = "复核人不能是被亮牌部门的人、申诉人或者亮牌的人。请由其他监督人员复核。"
    status = 403


@transaction.atomic
def contest(card: Card, *, reason: str, evidence: str, by: Actor, at: datetime) -> Card:
    """申诉: the department says why the card is wrong, and what shows it; `TooLateToContest` after five workdays."""
    step = CARDS.take("contest", card, by=by)
    if by.agency_id != card.agency_id:
        raise NotYours("申诉由被亮牌的部门提出。")
    if card.owner != Owner.OFFICE:
        raise NotNow("这张牌没有记在您的部门名下，不用申诉。")
    if local_day(at) > card.contest_by_on:
        raise TooLateToContest()
    texts = _texts({"reason": (reason, "请写明为什么不该亮这张牌。"), "evidence": (evidence, "请写明证据在哪里。")})
    changes = {"contested_at": at, "contested_by_id": by.staff_id, **texts}
    advance(card, step, by=by, at=at, changes=changes, facts={"evidence": texts["evidence"]})
    return card


@transaction.atomic
def uphold(card: Card, *, finding: str, by: Actor, at: datetime) -> Card:
    """维持: the contest is not well founded, and why."""
    return _decided(card, CARDS.take("uphold", card, by=by), finding, by, at)


@transaction.atomic
def lift(card: Card, *, finding: str, by: Actor, at: datetime) -> Card:
    """撤销: the card was wrong, and why; it stays on record as lifted."""
    return _decided(card, CARDS.take("lift", card, by=by), finding, by, at)


def is_independent(card: Card, by: Actor) -> bool:
    """May this supervisor decide on this card?"""
    involved = {card.contested_by_id, card.staff_id} - {None}
    return by.agency_id != card.agency_id and by.staff_id not in involved and by.ref != card.raised_by


def _decided(card: Card, step: Step, finding: str, by: Actor, at: datetime) -> Card:
    if not is_independent(card, by):
        raise NotIndependent()
    texts = _texts({"finding": (finding, "请写明复核意见：查了什么，为什么这样定。")})
    changes = {"decided_at": at, "decided_by_id": by.staff_id, **texts}
    advance(card, step, by=by, at=at, changes=changes, facts=texts)
    return card


def _texts(given: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Every text that is needed, or all that are missing at once."""
    found = {name: text.strip()[:1000] for name, (text, _) in given.items()}
    short = [name for name, text in found.items() if len(text) < SHORTEST]
    if short:
        raise Invalid(faults=[Fault(f"/{name}", "missing", given[name][1]) for name in short])
    return found
