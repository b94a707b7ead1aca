"""The form: pasted numbers work, every message says what to do, and all faults come at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.errors import Invalid
from tongban.registers.catalog.checklist import check_form
from tongban.registers.catalog.tests.samples import option, outcome
from tongban.registers.catalog.tests.test_checklist import anything

OPTION = option()
ANSWERS = {"business": "catering", "foods": ["hot"]}
GOOD = {"name": "李强", "id_number": "11010519491231002X", "phone": "13800000000", "married": "no"}


def faults(form, answers=ANSWERS):
    with pytest.raises(Invalid) as caught:
        check_form(OPTION, answers, form)
    return {each.pointer.removeprefix("/form/"): each for each in caught.value.faults}


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("name", "  李\u3000强 \u200b", "李 强"),
        ("id_number", "１１０１０５ 19491231-002x", "11010519491231002X"),
        ("phone", "+86 138-0000-0000", "13800000000"),
        ("married", False, "no"),
        ("capital", "¥12,345.60元", 12345.6),
        ("capital", "1000.00", 1000),
        ("opens_on", "2026年3月1日", "2026-03-01"),
        ("opens_on", "2026/3/1", "2026-03-01"),
        ("opens_on", "20260301", "2026-03-01"),
    ],
)
def test_what_people_paste_is_understood(field, typed, kept):
    assert check_form(OPTION, ANSWERS, {**GOOD, field: typed})[field] == kept


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("name", "长" * 21, "too_long"),
        ("name", ["李强"], "type"),
        ("id_number", "110105194912310021", "check_digit"),
        ("phone", "6221010", "area_code"),
        ("married", "maybe", "not_a_choice"),
        ("capital", "-5", "money"),
        ("capital", "1.234", "money"),
        ("capital", "NaN", "money"),
        ("opens_on", "2026-02-30", "date"),
        ("opens_on", "soon", "date"),
        ("name", "", "required"),
        ("colour", "red", "unknown_field"),
    ],
)
def test_what_is_wrong_is_named_with_its_field(field, typed, code):
    found = faults({**GOOD, field: typed})
    assert {name: each.code for name, each in found.items()} == {field: code}


def test_messages_name_the_field_and_give_an_example():
    found = faults({"opens_on": "x"})
    assert list(found) == ["name", "id_number", "phone", "married", "opens_on"]
    assert found["name"].message == "请填写“姓名”。例如：李强"
    assert "“开业日期”" in found["opens_on"].message
    assert all("例如" in each.message or "选“是”" in each.message for each in found.values())


def test_a_field_is_asked_for_only_where_it_is_shown():
    assert "spouse" not in check_form(OPTION, ANSWERS, {**GOOD, "spouse": "王芳"})
    assert set(faults({**GOOD, "married": "yes"})) == {"spouse"}
    assert check_form(OPTION, ANSWERS, {**GOOD, "married": "是", "spouse": "王芳"})["spouse"] == "王芳"
    assert set(faults(GOOD, {"business": "catering", "foods": ["cold"]})) == {"layout"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [("6222 0000 0000 0000 004", ""), ("6222000000000000005", "check_digit"), ("622", "length"), ("abc", "character")],
)
def test_a_bank_card_is_checked(typed, code):
    cards = option(form=[{"code": "card", "label": "银行卡号", "kind": "bank_card"}])
    kept, faults = outcome(lambda: check_form(cards, {}, {"card": typed}))
    assert faults == ([code] if code else [])
    assert kept == (None if code else {"card": "6222000000000000004"})


def test_choices_of_a_form_are_judged_like_answers():
    picky = option(
        form=[
            {"code": "one", "label": "甲", "kind": "choice", "choices": [{"value": "a", "label": "一"}]},
            {"code": "many", "label": "乙", "kind": "choices", "choices": [{"value": "a", "label": "一"}]},
        ]
    )
    assert check_form(picky, {}, {"one": "一", "many": ["a"]}) == {"one": "a", "many": ("a",)}
    with pytest.raises(Invalid) as caught:
        check_form(picky, {}, {"one": "z", "many": [{}]})
    assert [each.code for each in caught.value.faults] == ["not_a_choice", "type"]
    with pytest.raises(Invalid) as caught:
        check_form(picky, {}, {"many": []})
    assert [each.code for each in caught.value.faults] == ["required", "required"]


@given(st.dictionaries(st.sampled_from([*GOOD, "capital", "opens_on", "spouse"]), anything))
def test_nothing_typed_makes_it_fail_and_a_kept_form_stays(form):
    kept, faults = outcome(lambda: check_form(OPTION, ANSWERS, {**GOOD, **form}))
    assert "without a fault" not in faults
    assert faults or check_form(OPTION, ANSWERS, kept) == kept
