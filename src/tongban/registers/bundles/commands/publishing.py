"""Publishing a bundle (审核发布): a second person, a number, a day, and an edition that never changes again."""

from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.registers.bundles.models import Bundle, BundleDraft, BundleEdition, BundleMember
from tongban.registers.bundles.queries.checking import base_of, findings_of, refuse_errors
from tongban.registers.bundles.queries.drafts import content_of
from tongban.registers.bundles.queries.shelf import forget
from tongban.registers.bundles.rules.content import content_hash, encode
from tongban.registers.bundles.rules.flow import FLOW
from tongban.registers.bundles.rules.states import Operation
from tongban.registers.catalog.findings import Severity

LONGEST_REASON = 500
MOST_DAYS_AHEAD = 366


class SamePerson(NotYours):
    """Who drafts a bundle or sends it to review does not approve it (编制与审核分开, plan 二(一))."""

    code = "same_person"
    sentence = "起草、送审的人不能自己审核，请另一位事项审核岗办理。"


class NothingNew(Declined):
    """An edition that changes nothing is none (没有变化)."""

    code = "nothing_new"
    sentence = "这份文稿和现在的版本完全一样，不用再发布。"


@transaction.atomic
def approve(draft: BundleDraft, *, effective_on: date, words: str = "", by: Actor, at: datetime) -> BundleEdition:
    """审核通过并发布: the draft becomes the next edition, in force from the day; editions never go back in time.

    Raises `SamePerson`, `NothingNew`, `Invalid` with every error that is left, with the day, and with the missing word
    on warnings.
    """
    step = FLOW.take("approve", draft, by=by)
    if by.staff_id is None or by.staff_id in (draft.proposer_id, draft.drafter_id):
        raise SamePerson()
    bundle = Bundle.objects.select_for_update().get(pk=draft.bundle_id)
    last = bundle.editions.order_by("-number").first()
    refuse_errors(draft)
    _refuse_day(effective_on, last, local_day(at))
    _refuse_silence(draft, words)
    edition = _edition(draft, last, effective_on, by.staff_id, at)
    facts = {
        "edition": edition.number,
        "operation": edition.operation,
        "effective_on": effective_on.isoformat(),
        "hash": edition.content_hash,
        "words": words.strip()[:LONGEST_REASON],
    }
    changes = {"approver_id": by.staff_id, "edition_id": edition.pk, "updated_at": at}
    advance(draft, step, by=by, at=at, facts=facts, changes=changes)
    forget()
    return edition


@transaction.atomic
def send_back(draft: BundleDraft, *, reason: str, by: Actor, at: datetime) -> Entry:
    """退回修改: with the reason, which the editor reads."""
    step = FLOW.take("return", draft, by=by)
    said = reason.strip()[:LONGEST_REASON]
    if not said:
        raise Invalid(faults=[Fault("/reason", "blank", "请写明退回的理由，编制岗照着修改。")])
    changes = {"returned_because": said, "updated_at": at}
    return advance(draft, step, by=by, at=at, facts={"reason": said}, changes=changes)


def _refuse_day(effective_on: date, last: BundleEdition | None, today: date) -> None:
    """From today on, within a year, and not before the edition that it follows."""
    said = ""
    if effective_on < today:
        said = "施行日期不能早于今天。"
    elif (effective_on - today).days > MOST_DAYS_AHEAD:
        said = "施行日期最多在一年以内。"
    elif last is not None and effective_on < last.effective_on:
        said = f"施行日期不能早于上一版的{last.effective_on.isoformat()}。"
    if said:
        raise Invalid(faults=[Fault("/effective_on", "effective_on", said)])


def _refuse_silence(draft: BundleDraft, words: str) -> None:
    """A warning needs a word from the reviewer."""
    if draft.operation == Operation.WITHDRAW or words.strip():
        return
    warnings = [
        each for each in findings_of(content_of(draft), base=base_of(draft)) if each.severity is Severity.WARNING
    ]
    if warnings:
        said = f"检查有{len(warnings)}条提醒，请写明为什么可以发布。"
        raise Invalid(said, faults=[Fault("/words", "words", said)])


def _edition(
    draft: BundleDraft, last: BundleEdition | None, effective_on: date, approver: int, at: datetime
) -> BundleEdition:
    content = content_of(draft)
    digest = content_hash(content)
    if last is not None and (last.operation, last.content_hash) == (draft.operation, digest):
        raise NothingNew()
    assert draft.proposer_id is not None, "a proposed draft has a proposer"
    edition = BundleEdition.objects.create(
        bundle_id=draft.bundle_id,
        number=last.number + 1 if last is not None else 1,
        operation=draft.operation,
        title=content.title,
        effective_on=effective_on,
        reason=draft.reason,
        content=encode(content),
        content_hash=digest,
        proposed_by_id=draft.proposer_id,
        approved_by_id=approver,
        published_at=at,
    )
    BundleMember.objects.bulk_create(
        BundleMember(edition=edition, key=each.key, option_code=each.option_code) for each in content.members
    )
    return edition
