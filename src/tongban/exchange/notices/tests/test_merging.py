"""When two entries of one person become one, nothing of what they asked for or were told is lost."""

from datetime import timedelta

import pytest
from conftest import MONDAY

from tongban.exchange.notices.commands import carrier
from tongban.exchange.notices.models import Message
from tongban.exchange.notices.ports import NoTextMessages
from tongban.foundation.kernel.actors import NOBODY, SYSTEM
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.sealing import verify
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.handling.cases.commands.drafting import begin_draft, submit_draft
from tongban.handling.cases.models import Case, Draft
from tongban.handling.cases.queries.visible import drafts_of, visible_to
from tongban.handling.cases.tests.applying import ANSWERS, FORM, food_code, lodged, stored_file
from tongban.registers.documents.queries import documents_of, uploaded_by
from tongban.registers.parties.commands import find_or_create_party, merge_parties, sign_in_federated
from tongban.registers.parties.models import Account, Party
from tongban.registers.parties.ports import ProvincialPerson
from tongban.registers.parties.rules import MergeReason, RealNameLevel

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-088")]
CARRIERS = {"message": carrier(NoTextMessages())}
LATER = MONDAY + timedelta(minutes=10)
OLD = ProvincialPerson("gs-old", "李强", "passport", "E12345678", "15400000001", RealNameLevel.FACE)


@pytest.fixture
def old(cast):
    """李强 once more, by his passport and with an account of its own; gives the actor."""
    account = sign_in_federated(OLD, by=NOBODY, at=MONDAY).account
    Account.objects.filter(pk=account.pk).update(login="liqiang-old")
    return cast("liqiang-old")


def merge(cast, old):
    keep, drop = (Party.objects.get(account__login=login) for login in ("liqiang", "liqiang-old"))
    assert drop.pk == old.party_id
    return merge_parties(keep, drop, reason=MergeReason.OTHER_PAPER, by=cast("wangfang"), at=LATER)


def test_cases_drafts_files_messages_and_papers_are_all_there_and_the_ledger_verifies(cast, old):
    liqiang = cast("liqiang")
    _, own = lodged(liqiang)
    _, told = lodged(old)
    deliver_outbox(CARRIERS, at=MONDAY)
    _, untold = lodged(old)
    draft = begin_draft(food_code(), by=old, at=MONDAY, answers=ANSWERS)
    file = stored_file(old)
    messages = Message.objects.count()
    entries = Entry.objects.count()
    merge(cast, old)
    deliver_outbox(CARRIERS, at=LATER)
    assert set(visible_to(liqiang)) == {own, told, untold}
    assert list(drafts_of(liqiang)) == [draft]
    assert uploaded_by(liqiang).filter(pk=file.pk).exists()
    assert Message.objects.filter(party_id=liqiang.party_id).count() == messages + 1
    assert not Message.objects.filter(party_id=old.party_id).exists()
    assert documents_of(told.chain).count() == 1
    record = Entry.objects.get(verb="merge_parties")
    assert record.facts["moved"]["cases"] == sorted([told.number, untold.number])
    assert record.facts["moved"]["drafts"] == [draft.number]
    assert Entry.objects.count() > entries
    assert list(verify()) == []


def test_the_kept_person_goes_on_with_the_draft_of_the_other(cast, old):
    draft = begin_draft(food_code(), by=old, at=MONDAY, answers=ANSWERS)
    merge(cast, old)
    liqiang = cast("liqiang", LATER)
    submit_draft(Draft.objects.get(pk=draft.pk), FORM, by=liqiang, at=LATER)
    assert Case.objects.get(number=draft.number).applicant_id == liqiang.party_id


def test_nothing_is_lodged_for_an_entry_that_is_no_longer(cast, old):
    kept = merge(cast, old)
    window = cast("wangfang", LATER)
    _, by_entry = lodged(window, at=LATER, applicant=old.party_id, channel="window")
    assert by_entry.applicant == kept
    assert find_or_create_party(name="李强", id_kind="passport", id_number="E12345678", by=SYSTEM, at=LATER) == kept


def test_half_a_merge_is_none(cast, old):
    _, case = lodged(old)
    with pytest.raises(ValueError, match="reason"):
        merge_parties(
            Party.objects.get(account__login="liqiang"),
            case.applicant,
            reason="reason",  # type: ignore[arg-type]
            by=cast("wangfang"),
            at=LATER,
        )
    case.refresh_from_db()
    assert case.applicant_id == old.party_id
    assert Account.objects.get(login="liqiang-old").is_active
