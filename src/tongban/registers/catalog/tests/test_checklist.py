"""The checklist of one situation: asked in order, told once, with why and on what basis."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.errors import Invalid
from tongban.registers.catalog.checklist import checklist, read_answers, situations, spared_codes
from tongban.registers.catalog.tests.samples import option, outcome

OPTION = option()
FULL = {"has_license": "yes", "business": "catering", "foods": ["hot", "cold"], "area": 320}


def codes(elements):
    return [each.material.code for each in elements]


@pytest.mark.req("R-089")
def test_questions_are_asked_in_order_and_follow_up_only_where_they_belong():
    assert [each.code for each in checklist(OPTION, {}).open_questions] == ["has_license", "business", "area"]
    after = checklist(OPTION, {"business": "catering"})
    assert [each.code for each in after.open_questions] == ["has_license", "foods", "area"]
    assert after.next_question == OPTION.question("has_license")


def test_what_depends_on_an_open_question_is_undecided_and_says_on_which():
    found = checklist(OPTION, {})
    assert {each.material.code: each.depends_on for each in found.undecided} == {
        "cold_rules": ("foods",),
        "fire": ("area",),
    }
    assert not found.is_complete


def test_a_material_tied_to_a_question_that_is_not_asked_is_not_needed():
    found = checklist(OPTION, {"has_license": "yes", "business": "retail", "area": 20})
    assert found.is_complete
    assert [each.code for each in found.not_needed] == ["cold_rules", "fire"]


@pytest.mark.req("R-089")
def test_a_full_answer_leaves_nothing_open_and_says_why():
    found = checklist(OPTION, FULL, held={})
    assert found.is_complete
    assert codes(found.needed) == ["license", "layout", "cold_rules", "fire", "rules", "photo"]
    license_needed = found.needed[0]
    assert (license_needed.why, license_needed.basis) == ("证明经营主体", "《食品安全法》第三十五条")
    assert "出示电子证照" in license_needed.may_be_spared


@pytest.mark.parametrize(
    ("held", "spared", "certain"),
    [
        (None, ["form", "license"], {"form"}),
        ({}, ["form"], {"form"}),
        ({"business_license": "L1"}, ["form", "license"], {"form", "license"}),
    ],
)
def test_what_the_city_holds_need_not_be_brought(held, spared, certain):
    found = checklist(OPTION, FULL, held=held)
    assert codes(found.spared) == spared
    assert found.spared_codes == certain
    assert all("不用带" in each.why for each in found.spared)


def test_what_is_certain_for_a_visitor_is_known_without_the_words_of_the_list():
    for answers in situations(OPTION, bound=200):
        assert spared_codes(OPTION, answers) == checklist(OPTION, answers).spared_codes


def test_an_unmet_condition_says_what_to_do_instead():
    found = checklist(OPTION, {"has_license": "no"})
    assert [(each.condition.code, each.otherwise) for each in found.unmet] == [("has_subject", "请先办营业执照。")]
    assert not found.may_apply
    assert checklist(OPTION, {}).may_apply


def test_every_wrong_answer_is_told_at_once():
    with pytest.raises(Invalid) as caught:
        read_answers(OPTION, {"has_license": "maybe", "business": "bank", "area": "big", "color": "red"})
    assert [(each.pointer, each.code) for each in caught.value.faults] == [
        ("/answers/color", "unknown_question"),
        ("/answers/has_license", "not_a_choice"),
        ("/answers/business", "not_a_choice"),
        ("/answers/area", "number"),
    ]
    assert "餐饮服务、食品销售、单位食堂" in caught.value.faults[2].message


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"has_license": True}, {"has_license": "yes"}),
        ({"has_license": " 否 "}, {"has_license": "no"}),
        ({"business": "餐饮服务"}, {"business": "catering"}),
        ({"business": "catering", "foods": "cold"}, {"business": "catering", "foods": ("cold",)}),
        (
            {"business": "catering", "foods": ["cold", "热食", "cold"]},
            {"business": "catering", "foods": ("hot", "cold")},
        ),
        ({"area": "３２０ 平方米"}, {"area": 320}),
        ({"area": "1,200.50"}, {"area": 1200.5}),
        ({"area": ""}, {}),
        ({"area": None, "business": "retail", "foods": ["hot"]}, {"business": "retail"}),
        ({"business": "retail", "foods": ["no such"]}, {"business": "retail"}),
    ],
)
def test_answers_are_brought_to_one_form_and_what_is_not_asked_is_dropped(typed, kept):
    assert read_answers(OPTION, typed) == kept


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*FULL, "x"]), anything))
def test_no_answer_makes_it_fail_and_kept_answers_stay_as_they_are(answers):
    kept, faults = outcome(lambda: read_answers(OPTION, answers))
    assert "without a fault" not in faults
    assert faults or read_answers(OPTION, kept) == kept


@given(st.sampled_from(list(situations(OPTION))), st.data())
def test_every_material_stands_in_exactly_one_place(answers, data):
    known = data.draw(st.sets(st.sampled_from(sorted(answers))))
    found = checklist(OPTION, {code: answers[code] for code in known})
    places = [*codes(found.needed), *codes(found.spared), *codes(found.undecided), *(m.code for m in found.not_needed)]
    assert sorted(places) == sorted(each.code for each in OPTION.materials)


@given(st.sampled_from(list(situations(OPTION))), st.data())
def test_answering_more_never_takes_back_what_was_said(answers, data):
    order = [code for code in answers if data.draw(st.booleans())]
    before = checklist(OPTION, {code: answers[code] for code in order})
    after = checklist(OPTION, answers)
    assert set(codes(before.needed)) <= set(codes(after.needed))
    assert {each.code for each in before.not_needed} <= {each.code for each in after.not_needed}


def test_the_walk_reaches_both_sides_of_every_limit():
    walked = list(situations(OPTION))
    assert {each["area"] for each in walked} == {299, 300, 301}
    assert {each.get("foods") for each in walked if each["business"] == "catering"} == {
        ("hot",),
        ("cold",),
        ("hot", "cold"),
    }
    assert all("foods" not in each for each in walked if each["business"] != "catering")
    assert len(list(situations(OPTION, bound=5))) == 5
