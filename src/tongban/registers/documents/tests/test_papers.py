from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.errors import Invalid
from tongban.registers.documents.rules import numbers, papers
from tongban.registers.documents.rules.papers import DocumentKind

from .cast import GROUND, PLAN, body


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_complete_body_may_be_issued(kind):
    papers.check(kind, body(kind))


@pytest.mark.req("R-036")
@pytest.mark.parametrize("missing", ["code", "name", "problem", "remedy", "basis"])
def test_a_notice_names_each_material_what_is_wrong_what_to_do_and_why(missing):
    parts = {name: getattr(PLAN, name) for name in PLAN.__struct_fields__} | {missing: ""}
    item = type(PLAN)(**parts)
    with pytest.raises(Invalid) as declined:
        papers.check(DocumentKind.CORRECTION_NOTICE, body(DocumentKind.CORRECTION_NOTICE, items=(PLAN, item)))
    assert [fault.pointer for fault in declined.value.faults] == [f"/items/1/{missing}"]


@pytest.mark.req("R-036")
def test_a_notice_of_prose_alone_is_not_issued():
    with pytest.raises(Invalid) as declined:
        papers.check(DocumentKind.CORRECTION_NOTICE, body(DocumentKind.CORRECTION_NOTICE, items=()))
    assert declined.value.faults[0].code == "items_missing"


@pytest.mark.req("R-039")
@pytest.mark.parametrize("kind", [DocumentKind.REJECTION, DocumentKind.DECISION_REFUSE])
def test_a_refusal_needs_ground_and_remedy_and_is_told_both_at_once(kind):
    with pytest.raises(Invalid) as declined:
        papers.check(kind, body(kind, grounds=(), remedy=()))
    assert {fault.code for fault in declined.value.faults} == {"grounds_missing", "remedy_missing"}


@pytest.mark.req("R-039")
@pytest.mark.parametrize("kind", [DocumentKind.RETURN_NOTICE, DocumentKind.TERMINATION_NOTICE])
def test_what_ends_an_application_against_the_will_of_who_applied_tells_the_remedy(kind):
    with pytest.raises(Invalid) as declined:
        papers.check(kind, body(kind, remedy=()))
    assert [fault.code for fault in declined.value.faults] == ["remedy_missing"]


@pytest.mark.req("R-039")
def test_a_ground_without_its_norm_is_none():
    ground = type(GROUND)(basis="", fact=GROUND.fact)
    with pytest.raises(Invalid) as declined:
        papers.check(DocumentKind.REJECTION, body(DocumentKind.REJECTION, grounds=(ground,)))
    assert declined.value.faults[0].pointer == "/grounds/0/basis"


@pytest.mark.req("R-045")
def test_an_acceptance_notice_bears_the_day_it_will_be_done():
    with pytest.raises(Invalid) as declined:
        papers.check(DocumentKind.ACCEPTANCE_NOTICE, body(DocumentKind.ACCEPTANCE_NOTICE, dues=()))
    assert declined.value.faults[0].code == "due_missing"


def test_a_body_with_a_null_character_is_declined_before_the_database_chokes_on_it():
    with pytest.raises(Invalid):
        papers.check(DocumentKind.RECEIPT, body(DocumentKind.RECEIPT, addressee="李\0强"))


def test_a_body_comes_back_from_the_database_as_it_went_in():
    one = body(DocumentKind.CORRECTION_NOTICE)
    assert papers.from_plain(papers.to_plain(one)) == one


@pytest.mark.parametrize(
    "other",
    [
        (DocumentKind.RECEIPT, "n", "case:1", body(DocumentKind.RECEIPT, addressee="李刚")),
        (DocumentKind.RECEIPT, "n", "case:2", body(DocumentKind.RECEIPT)),
        (DocumentKind.RECEIPT, "m", "case:1", body(DocumentKind.RECEIPT)),
        (DocumentKind.REJECTION, "n", "case:1", body(DocumentKind.RECEIPT)),
        (DocumentKind.RECEIPT, "n", "case:1", body(DocumentKind.RECEIPT, signed_on=date(2026, 11, 24))),
    ],
)
def test_the_content_hash_covers_kind_number_subject_and_every_word(other):
    one = papers.content_hash(DocumentKind.RECEIPT, "n", "case:1", body(DocumentKind.RECEIPT))
    assert one == papers.content_hash(DocumentKind.RECEIPT, "n", "case:1", body(DocumentKind.RECEIPT))
    assert one != papers.content_hash(*other)


def test_a_document_number_is_written_as_offices_write_it():
    assert numbers.document_number("嘉市监", DocumentKind.ACCEPTANCE_NOTICE, 2026, 12) == "嘉市监受〔2026〕12号"


@given(st.sampled_from(sorted(papers.KIND_MARKS)), st.integers(2000, 2999), st.integers(1, 9_999_999))
def test_year_and_ordinal_can_be_read_back(kind, year, ordinal):
    number = numbers.document_number("嘉市监", DocumentKind(kind), year, ordinal)
    assert numbers.year_and_ordinal(number) == (year, ordinal)


@pytest.mark.parametrize("text", ["", "12号", "嘉市监受〔2026〕012号", "嘉市监受[2026]12号", "嘉市监受〔2026〕0号"])
def test_what_is_no_document_number_is_not_read_as_one(text):
    assert numbers.year_and_ordinal(text) is None


def test_marks_of_kinds_are_all_different_and_receipts_have_none():
    assert len(set(papers.KIND_MARKS.values())) == len(papers.KIND_MARKS)
    assert not numbers.carries_number(DocumentKind.RECEIPT)


def test_receipts_are_counted_within_their_case():
    assert numbers.receipt_number("JY26-1123-000128-K", 1) == "JY26-1123-000128-K-01"


def test_verification_codes_are_long_unlike_and_free_of_letters_that_look_alike():
    codes = {numbers.new_verification_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 10 and not set(code) & set("01ILOU") for code in codes)


@pytest.mark.parametrize("typed", ["abcde-fghjk", " ABCDE FGHJK ", "abcdefghjk", "ABCDE–FGHJK"])
def test_a_code_is_found_however_it_was_typed(typed):
    assert numbers.normalized_code(typed) == "ABCDEFGHJK"
