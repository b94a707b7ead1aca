"""A text to a caller who has no account: the number stays sealed, and nothing is said to be sent that was not."""

from datetime import timedelta

import pytest
from conftest import MONDAY

from tongban.exchange.notices.commands import text_carrier
from tongban.exchange.notices.ports import NoTextMessages, TextMessages
from tongban.foundation.kernel.errors import NotNow
from tongban.foundation.ledger.models import Outgoing
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.handling.cases.tests.applying import ANSWERS, food_code
from tongban.handling.contacts.commands import answering, texting
from tongban.handling.contacts.commands.opening import open_contact
from tongban.handling.contacts.models import Answer, TextState
from tongban.handling.contacts.rules.answering import LONGEST_TEXT
from tongban.registers.checklists.queries import opened

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-034")]
CALLER = "13993700001"
LATER = MONDAY + timedelta(minutes=10)


class Gateway:
    """A gateway that keeps what it was given."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    def send(self, *, phone: str, text: str, reference: str) -> None:
        self.sent.append((phone, text))


def carriers(gateway: TextMessages):
    return {"text": text_carrier(gateway, number_of=texting.number_of, tell_sent=texting.tell_sent)}


def address_of(code: str) -> str:
    return f"https://example.test/checklists/{code}"


@pytest.fixture
def wangfang(cast):
    return cast("wangfang")


@pytest.fixture
def made(wangfang) -> Answer:
    contact = open_contact(
        kind="enquiry", channel="phone", question="开个小饭馆要带什么？", phone=CALLER, by=wangfang, at=MONDAY
    )
    answer = answering.answer(contact, food_code(), ANSWERS, by=wangfang, at=MONDAY)
    return answering.text_answer(answer, address_of=address_of, by=wangfang, at=MONDAY)


def test_the_text_goes_to_the_callers_number_with_the_whole_list_under_a_code(made, wangfang):
    gateway = Gateway()
    assert CALLER not in repr(list(Outgoing.objects.values()))
    deliver_outbox(carriers(gateway), at=LATER)
    deliver_outbox(carriers(gateway), at=LATER)
    [(phone, text)] = gateway.sent
    assert phone == CALLER
    assert len(text) <= LONGEST_TEXT
    found = opened(text.rpartition("/")[2], on=MONDAY.date())
    assert found.guide.content_hash == made.content_hash
    made.refresh_from_db()
    assert (made.text_state, made.texted_at) == (TextState.SENT, LATER)
    with pytest.raises(NotNow):
        answering.text_answer(made, address_of=address_of, by=wangfang, at=LATER)


def test_a_parcel_that_is_carried_twice_is_sent_once(made):
    gateway = Gateway()
    carry = carriers(gateway)["text"]
    parcel = Outgoing.objects.get(channel="text")
    carry(parcel, LATER)
    carry(parcel, LATER)
    assert len(gateway.sent) == 1


def test_without_a_gateway_nothing_is_said_to_be_sent(made):
    deliver_outbox(carriers(NoTextMessages()), at=LATER)
    made.refresh_from_db()
    assert (made.text_state, made.texted_at) == (TextState.NO_GATEWAY, None)
