"""Handing over (移交): offered to a named colleague; the owner changes when that one accepts, and never else."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.contacts.models import FirstContact
from tongban.handling.contacts.queries.contacts import receivers
from tongban.handling.contacts.rules.flow import FLOW
from tongban.handling.contacts.rules.holding import Holding
from tongban.handling.contacts.rules.words import noted, words_fault

LONGEST_REASON = 200


@transaction.atomic
def offer(contact: FirstContact, *, to: str, reason: str, by: Actor, at: datetime) -> Entry:
    """移交给同事: by staff number, with why. The supervisor may offer what an absent colleague answers for."""
    taken = FLOW.take("offer", contact, by=by)
    why = noted(reason)
    faults = words_fault("/reason", why, "请写为什么移交，接手的同事会看到。", longest=LONGEST_REASON)
    wanted = next((each for each in receivers(contact, by, on=local_day(at)) if each.number == to), None)
    if wanted is None:
        faults.insert(0, Fault("/colleague", "choice", "请从名单里选一位在岗的同事。"))
    if faults or wanted is None:
        raise Invalid("还有地方要改一下。", faults=faults)
    holding = holding_of(contact).offered(wanted.pk, by=_staff(by), is_supervisor=_is_supervisor(by))
    facts = {"to": wanted.pk, "reason": why}
    return advance(contact, taken, by=by, at=at, facts=facts, changes={"offered_to_id": holding.offered_to})


@transaction.atomic
def take_over(contact: FirstContact, *, by: Actor, at: datetime) -> Entry:
    """接下: by whom it was offered to; from here on they answer for it."""
    taken = FLOW.take("take_over", contact, by=by)
    before = contact.owner_id
    holding = holding_of(contact).taken_over(by=_staff(by))
    changes = {"owner_id": holding.owner, "offered_to_id": None}
    return advance(contact, taken, by=by, at=at, facts={"from": before}, changes=changes)


@transaction.atomic
def decline(contact: FirstContact, *, reason: str, by: Actor, at: datetime) -> Entry:
    """不接: with why; it stays with who offered it."""
    taken = FLOW.take("decline", contact, by=by)
    why = noted(reason)
    if faults := words_fault("/reason", why, "请写为什么不接，对方会看到。", longest=LONGEST_REASON):
        raise Invalid("还有地方要改一下。", faults=faults)
    holding_of(contact).declined(by=_staff(by))
    return advance(contact, taken, by=by, at=at, facts={"reason": why}, changes={"offered_to_id": None})


@transaction.atomic
def take_back(contact: FirstContact, *, by: Actor, at: datetime) -> Entry:
    """不移交了."""
    taken = FLOW.take("take_back", contact, by=by)
    holding_of(contact).taken_back(by=_staff(by), is_supervisor=_is_supervisor(by))
    return advance(contact, taken, by=by, at=at, changes={"offered_to_id": None})


def holding_of(contact: FirstContact) -> Holding:
    """Who answers for it now."""
    return Holding(contact.owner_id, contact.offered_to_id, contact.state)


def _staff(by: Actor) -> int:
    assert by.staff_id is not None, "the roles of this flow are of staff"
    return by.staff_id


def _is_supervisor(by: Actor) -> bool:
    return Role.SUPERVISOR in by.roles
