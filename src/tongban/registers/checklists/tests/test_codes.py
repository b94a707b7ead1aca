"""A checklist under a code: thirty days, no free words, the guide as it is now."""

from datetime import timedelta

import pytest

from tongban.foundation.kernel.actors import NOBODY
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.catalog.content import Question, Span
from tongban.registers.catalog.tests.editions import food_code, listed
from tongban.registers.catalog.tests.samples import option
from tongban.registers.checklists.commands import forget_expired, keep_checklist
from tongban.registers.checklists.models import KeptChecklist
from tongban.registers.checklists.queries import opened
from tongban.registers.checklists.rules import (
    ALPHABET,
    LENGTH,
    grouped,
    is_code,
    new_checklist_code,
    squeezed,
    without_free_words,
)

from conftest import MONDAY  # isort: skip

TODAY = MONDAY.date()
ANSWERS = {
    "has_subject": "yes",
    "business_type": "catering",
    "items": ["hot"],
    "area": 60,
    "online_sales": "none",
    "machine": "no",
    "handled_by": "self",
}


def test_a_code_is_read_as_it_is_spoken_and_as_its_qr_says_it():
    code = new_checklist_code()
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    for said in (code, grouped(code), code.lower(), f"https://tongban.example/checklists/{code}?x=1", f" {code} "):
        assert squeezed(said) == code
        assert is_code(said)
    for other in ("", "62020026000000017", "K7M2", "O0IL1111"):
        assert not is_code(other)


def test_what_is_typed_freely_is_not_kept():
    asked = option(
        questions=[
            {"code": "who", "text": "您是谁？", "kind": "text"},
            {"code": "area", "text": "多大？", "kind": "number"},
        ]
    )
    assert isinstance(asked.questions[0], Question)
    assert without_free_words(asked, {"who": "李强", "area": 60, "gone": "x"}) == {"area": 60}


@pytest.mark.django_db
@pytest.mark.req("R-089")
def test_a_code_opens_the_same_answers_for_thirty_days_and_no_longer():
    kept = keep_checklist(food_code(), ANSWERS, by=NOBODY, at=MONDAY)
    found = opened(kept.code, on=TODAY)
    assert dict(found.answers) == ANSWERS
    assert not found.is_of_an_earlier_edition
    assert opened(grouped(kept.code).lower(), on=TODAY + timedelta(days=30)).expires_on == kept.expires_on
    with pytest.raises(NotFound):
        opened(kept.code, on=TODAY + timedelta(days=31))
    assert forget_expired(on=TODAY + timedelta(days=30)) == 0
    assert forget_expired(on=TODAY + timedelta(days=31)) == 1


@pytest.mark.django_db
def test_nothing_kept_names_a_code_or_a_person():
    kept = keep_checklist(food_code(), ANSWERS, by=NOBODY, at=MONDAY)
    row = KeptChecklist.objects.values().get()
    assert kept.code.encode() not in bytes(row["code_index"])
    assert set(row) == {"id", "code_index", "option_version_id", "answers", "kept_at", "expires_on"}


@pytest.mark.django_db
def test_a_newer_edition_is_told_to_whoever_opens_an_old_code():
    kept = keep_checklist(food_code(), ANSWERS, by=NOBODY, at=MONDAY)
    with listed(promised_limit=Span(value=2)):
        found = opened(kept.code, on=TODAY)
        assert found.is_of_an_earlier_edition
        assert found.guide.option.promised_limit == Span(value=2)
