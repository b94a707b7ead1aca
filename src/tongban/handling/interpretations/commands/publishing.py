"""Publishing an interpretation (发布解读): by another person than wrote it; returned, or taken down, with a reason."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.benefits.models import Policy
from tongban.handling.interpretations.models import Interpretation, InterpretationEdition, InterpretationSubject
from tongban.handling.interpretations.queries import draft_of, forget
from tongban.handling.interpretations.rules.flow import FLOW
from tongban.registers.catalog.models import HandlingOption

LONGEST_REASON = 300


class SameHand(Declined):
    """Who wrote it publishes it not (自己不能审核自己)."""

    code = "same_hand"
    sentence = "这篇是您写的，请由另一位审核岗审核发布。"
    status = 403


@transaction.atomic
def publish(found: Interpretation, *, by: Actor, at: datetime) -> InterpretationEdition:
    """审核通过并发布: the text becomes the next edition, which nobody changes any more."""
    taken = FLOW.take("publish", found, by=by)
    if by.staff_id is None or by.staff_id == found.drafter_id:
        raise SameHand()
    edition = InterpretationEdition.objects.create(
        interpretation=found,
        number=found.editions.count() + 1,
        title=found.title,
        body=found.body,
        written_by_id=found.drafter_id,
        published_by_id=by.staff_id,
        published_at=at,
    )
    _point(found)
    advance(found, taken, by=by, at=at, facts={"edition": edition.number}, changes={"reason": "", "updated_at": at})
    forget()
    return edition


@transaction.atomic
def send_back(found: Interpretation, *, reason: str, by: Actor, at: datetime) -> Entry:
    """退回修改: with what is to be changed."""
    return _with_reason("return", found, reason, by, at)


@transaction.atomic
def withdraw(found: Interpretation, *, reason: str, by: Actor, at: datetime) -> Entry:
    """撤下: it leaves the public pages; what it said stays on record."""
    entry = _with_reason("withdraw", found, reason, by, at)
    forget()
    return entry


def _point(found: Interpretation) -> None:
    """What it is about from now on, for the pages of those matters and policies."""
    draft = draft_of(found)
    found.subjects.all().delete()
    options, policies = (
        HandlingOption.objects.filter(code__in=draft.items),
        Policy.objects.filter(code__in=draft.policies),
    )
    InterpretationSubject.objects.bulk_create(
        [
            *(InterpretationSubject(interpretation=found, option=each) for each in options),
            *(InterpretationSubject(interpretation=found, policy=each) for each in policies),
        ]
    )


def _with_reason(verb: str, found: Interpretation, reason: str, by: Actor, at: datetime) -> Entry:
    taken, said = FLOW.take(verb, found, by=by), reason.strip()
    if not 4 <= len(said) <= LONGEST_REASON:
        words = f"请写明理由，4到{LONGEST_REASON}个字。"
        raise Invalid(words, faults=[Fault("/reason", "words", words)])
    changes = {"reason": said, "updated_at": at}
    return advance(found, taken, by=by, at=at, facts={"reason": said}, changes=changes)
