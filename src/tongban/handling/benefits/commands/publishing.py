"""Publishing a policy (审核发布): a second person, a number, a day, and an edition that never changes again."""

from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.benefits.models import Policy, PolicyDraft, PolicyEdition
from tongban.handling.benefits.queries.finding import forget
from tongban.handling.benefits.queries.policies import content_of
from tongban.handling.benefits.rules.content import content_hash, encode
from tongban.handling.benefits.rules.flow import DRAFTS

from .checking import refuse_faults, said

MOST_DAYS_AHEAD = 366


class SameHand(NotYours):
    """Who drafts a policy or sends it to review does not approve it (编制与审核分开)."""

    code = "same_person"
    sentence = "起草、送审的人不能自己审核，请另一位事项审核岗办理。"


class NothingChanged(Declined):
    """An edition that changes nothing is none (没有变化)."""

    code = "nothing_new"
    sentence = "这份文稿和现在的版本完全一样，不用再发布。"


@transaction.atomic
def approve(draft: PolicyDraft, *, effective_on: date, by: Actor, at: datetime) -> PolicyEdition:
    """审核通过并发布: the draft becomes the next edition from the day; editions never go back in time."""
    step = DRAFTS.take("approve", draft, by=by)
    if by.staff_id is None or by.staff_id in (draft.proposer_id, draft.drafter_id):
        raise SameHand()
    policy = Policy.objects.select_for_update().get(pk=draft.policy_id)
    last = policy.editions.order_by("-number").first()
    refuse_faults(draft)
    _refuse_day(effective_on, last, local_day(at))
    edition = _edition(draft, last, effective_on, by.staff_id, at)
    facts = {
        "edition": edition.number,
        "operation": edition.operation,
        "effective_on": effective_on.isoformat(),
        "hash": edition.content_hash,
    }
    changes = {"approver_id": by.staff_id, "edition_id": edition.pk, "updated_at": at}
    advance(draft, step, by=by, at=at, facts=facts, changes=changes)
    forget()
    return edition


@transaction.atomic
def send_back(draft: PolicyDraft, *, reason: str, by: Actor, at: datetime) -> Entry:
    """退回修改: with the reason, which the editor reads."""
    step = DRAFTS.take("return", draft, by=by)
    why = said(reason)
    return advance(
        draft, step, by=by, at=at, facts={"reason": why}, changes={"returned_because": why, "updated_at": at}
    )


def _refuse_day(effective_on: date, last: PolicyEdition | None, today: date) -> None:
    """From today on, within a year, and not before the edition that it follows."""
    wrong = ""
    if effective_on < today:
        wrong = "执行日期不能早于今天。"
    elif (effective_on - today).days > MOST_DAYS_AHEAD:
        wrong = "执行日期最多在一年以内。"
    elif last is not None and effective_on < last.effective_on:
        wrong = f"执行日期不能早于上一版的{last.effective_on.isoformat()}。"
    if wrong:
        raise Invalid(faults=[Fault("/effective_on", "effective_on", wrong)])


def _edition(
    draft: PolicyDraft, last: PolicyEdition | None, effective_on: date, approver: int, at: datetime
) -> PolicyEdition:
    content = content_of(draft)
    digest = content_hash(content)
    if last is not None and (last.operation, last.content_hash) == (draft.operation, digest):
        raise NothingChanged()
    assert draft.proposer_id is not None, "a proposed draft has a proposer"
    assert content.from_on is not None, "it was checked when it was proposed"
    return PolicyEdition.objects.create(
        policy_id=draft.policy_id,
        number=last.number + 1 if last is not None else 1,
        operation=draft.operation,
        title=content.title,
        audience=content.audience,
        way=content.way,
        from_on=content.from_on,
        to_on=content.to_on,
        effective_on=effective_on,
        reason=draft.reason,
        content=encode(content),
        content_hash=digest,
        proposed_by_id=draft.proposer_id,
        approved_by_id=approver,
        published_at=at,
    )
