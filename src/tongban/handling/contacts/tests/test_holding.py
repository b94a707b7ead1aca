"""Whose it is: any order of offers, acceptances and refusals by anybody leaves exactly one responsible person."""

from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.errors import Declined, Invalid, NotNow, NotYours, Stale
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.tests.driving import after
from tongban.handling.contacts.commands import ending, handing
from tongban.handling.contacts.jobs import escalate_what_is_late
from tongban.handling.contacts.models import FirstContact
from tongban.handling.contacts.rules.flow import FLOW, HOLDERS
from tongban.handling.contacts.rules.holding import Holding, NotTheOwner
from tongban.handling.contacts.rules.states import UNFINISHED, ContactStatus
from tongban.registers.agencies.models import Staff

from .conftest import fresh

PEOPLE = (1, 2, 3)
ACTS = st.lists(st.tuples(st.sampled_from(["offered", "taken_over", "declined", "taken_back", "closed"]),
                          st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), max_size=30)  # fmt: skip


@pytest.mark.req("R-031")
@given(ACTS)
def test_whatever_anybody_does_there_is_one_owner_and_another_only_by_accepting(acts: list[tuple[str, int, int]]):
    holding = Holding(owner=1)
    for verb, by, to in acts:
        before = holding
        with suppress(NotYours, NotNow):
            given_to: dict[str, Any] = {"by": by}
            holding = holding.offered(to, **given_to) if verb == "offered" else getattr(holding, verb)(**given_to)
        assert holding.owner in PEOPLE
        assert (holding.offered_to is not None) == (holding.status is ContactStatus.OFFERED)
        assert holding.offered_to != holding.owner
        if holding.owner != before.owner:
            assert verb == "taken_over"
            assert by == before.offered_to == holding.owner
        if before.status is ContactStatus.CLOSED:
            assert holding == before


def test_every_role_that_meets_people_can_hold_and_be_handed_a_contact():
    assert all(FLOW.steps[verb].by >= HOLDERS for verb in ("offer", "take_over", "decline", "close"))


@pytest.mark.req("R-031")
@pytest.mark.django_db
def test_the_owner_stays_until_the_receiver_accepts(asked, wangfang, limin, zhaomin):
    contact = asked()
    assert contact.owner_id == wangfang.staff_id
    handing.offer(contact, to="JY0002", reason="我要去开会", by=wangfang, at=after(0, 11))
    assert fresh(contact).owner_id == wangfang.staff_id
    with pytest.raises(NotYours):
        handing.take_over(contact, by=zhaomin, at=after(0, 11))
    with pytest.raises(NotNow):
        ending.close(contact, result="answered", by=wangfang, at=after(0, 11))
    handing.decline(contact, reason="我这边排着队", by=limin, at=after(0, 12))
    assert fresh(contact).owner_id == wangfang.staff_id
    handing.offer(contact, to="JY0002", reason="再麻烦一次", by=wangfang, at=after(0, 14))
    handing.take_over(contact, by=limin, at=after(0, 15))
    assert fresh(contact).owner_id == limin.staff_id
    with pytest.raises(NotTheOwner):
        ending.close(contact, result="answered", by=wangfang, at=after(0, 15))
    ending.close(contact, result="answered", by=limin, at=after(0, 16))
    verbs = Entry.objects.filter(chain=contact.chain).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["open", "offer", "decline", "offer", "take_over", "close"]


@pytest.mark.req("R-031")
@pytest.mark.django_db
def test_the_database_refuses_an_owner_who_did_not_accept(asked, limin):
    contact = asked()
    for columns in (
        {"owner_id": limin.staff_id},
        {"owner_id": limin.staff_id, "status": "open"},
        {"status": "offered"},
        {"status": "closed"},
        {"status": "closed", "result": "case_begun", "closed_at": after(0)},
        {"status": "closed", "result": "not_ours", "closed_at": after(0)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            FirstContact.objects.filter(pk=contact.pk).update(**columns)
    with pytest.raises(IntegrityError), transaction.atomic():
        FirstContact.objects.filter(pk=contact.pk).delete()


@pytest.mark.django_db
def test_of_two_who_act_at_once_one_is_told(asked, wangfang):
    contact = asked()
    other = fresh(contact)
    handing.offer(contact, to="JY0002", reason="我要去开会", by=wangfang, at=after(0, 11))
    with pytest.raises(Stale):
        ending.close(other, result="answered", by=wangfang, at=after(0, 11))


@pytest.mark.django_db
def test_it_is_offered_to_somebody_in_post_and_with_a_reason(asked, wangfang):
    Staff.objects.filter(number="JY0002").update(on_leave_until=after(3).date())
    with pytest.raises(Invalid) as refusal:
        handing.offer(asked(), to="JY0002", reason=" ", by=wangfang, at=after(0))
    assert [each.pointer for each in refusal.value.faults] == ["/colleague", "/reason"]


@pytest.mark.req("R-031")
@pytest.mark.django_db
def test_past_its_limit_it_goes_to_the_supervisor_once_and_stays_with_its_owner(asked, wangfang, cast):
    contact = asked()
    assert contact.due_on == after(1).date()
    assert escalate_what_is_late(at=after(1, 18)) == 0
    assert escalate_what_is_late(at=after(2)) == 1
    assert escalate_what_is_late(at=after(2, 11)) == 0
    found = fresh(contact)
    assert (found.owner_id, found.escalated_at) == (wangfang.staff_id, after(2))
    supervisor = cast("zhengyawen")
    with pytest.raises(Declined):
        handing.take_over(found, by=supervisor, at=after(2, 11))
    handing.offer(found, to="JY0002", reason="经办人请假", by=supervisor, at=after(2, 11))
    assert fresh(contact).owner_id == wangfang.staff_id


@pytest.mark.req("R-031")
@pytest.mark.django_db
def test_every_contact_has_an_owner_and_at_most_one_receiver(asked, wangfang):
    asked(), asked(kind="unresolved", question="跑了三次没办成")
    handing.offer(asked(), to="JY0002", reason="我要去开会", by=wangfang, at=after(0, 11))
    for each in FirstContact.objects.all():
        assert each.owner_id
        assert each.status in UNFINISHED
