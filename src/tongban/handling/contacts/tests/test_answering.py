"""The phone screen gives the guide's own answer, texts it honestly, and hands it out in writing."""

import pytest

from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.handling.cases.tests.applying import ANSWERS, food_code
from tongban.handling.cases.tests.driving import after
from tongban.handling.contacts.commands import answering
from tongban.handling.contacts.models import Answer
from tongban.handling.contacts.rules.answering import LONGEST_TEXT, answer_id, text_of
from tongban.registers.catalog.checklist import checklist
from tongban.registers.catalog.queries import guide

from .conftest import fresh

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-034")]


def address_of(code: str) -> str:
    return f"https://example.test/checklists/{code}"


def test_the_answer_is_the_guides_in_this_very_edition(asked, wangfang, client):
    contact = asked()
    made = answering.answer(contact, food_code(), ANSWERS, by=wangfang, at=after(0, 11))
    path, sent = f"/api/v1/items/{food_code()}/checklist", {"answers": ANSWERS}
    told = client.post(path, sent, content_type="application/json").json()
    assert made.content_hash == told["content_hash"] == guide(food_code()).content_hash
    assert made.version_id == guide(food_code()).option_version_id
    assert made.answer_id == answer_id(told["content_hash"], checklist(guide(food_code()).option, ANSWERS).answers)
    same = answering.told_in(made)
    materials = [each.material for each in same.needed] + [each.material for each in same.spared]
    assert {each.code for each in materials} == {each["requirement_code"] for each in told["materials"]}


def test_half_an_answer_is_none(asked, wangfang, limin):
    contact = asked()
    with pytest.raises(answering.StillToAsk) as refusal:
        answering.answer(contact, food_code(), {}, by=wangfang, at=after(0, 11))
    assert refusal.value.faults
    with pytest.raises(NotYours):
        answering.answer(contact, food_code(), ANSWERS, by=limin, at=after(0, 11))
    assert not Answer.objects.exists()


def test_a_matter_found_during_the_call_shows_that_it_was_asked_before(asked, wangfang):
    first = asked()
    again = asked(option_code="", at=after(2))
    assert not again.is_repeat
    answering.answer(again, food_code(), ANSWERS, by=wangfang, at=after(2))
    assert fresh(again).repeats_id == first.pk
    assert fresh(again).option_code == food_code()


@pytest.mark.parametrize("phone", ["", "0937-6220117"])
def test_without_a_mobile_number_there_is_nothing_to_text_to(asked, wangfang, phone):
    made = answering.answer(asked(phone=phone), food_code(), ANSWERS, by=wangfang, at=after(0, 11))
    with pytest.raises(Invalid):
        answering.text_answer(made, address_of=address_of, by=wangfang, at=after(0, 11))


def test_the_slip_says_the_same_and_is_issued_once(asked, wangfang):
    made = answering.answer(asked(), food_code(), ANSWERS, by=wangfang, at=after(0, 11))
    document = answering.give_slip(made, said=(("经营什么", "餐饮"),), by=wangfang, at=after(0, 11))
    assert [each["code"] for each in document.body["items"]] == [
        each.material.code for each in answering.told_in(made).needed
    ]
    assert document.body["addressee"] == "张建军"
    assert "答" in document.number
    made.contact.refresh_from_db()
    assert answering.give_slip(made, by=wangfang, at=after(0, 12)) == document


def test_the_longest_answer_fits_into_a_text_message():
    found = guide(food_code())
    text = text_of(found, checklist(found.option, ANSWERS), address="https://example.test/" + "x" * 200)
    assert len(text) <= LONGEST_TEXT
    assert text.endswith("x")
