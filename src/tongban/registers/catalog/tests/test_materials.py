"""Told once: what is missing is what is needed less what was given, all of it, whatever the order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.registers.catalog.checklist import Given, judge_materials, situations
from tongban.registers.catalog.expressions import holds
from tongban.registers.catalog.tests.samples import option

OPTION = option()
SITUATIONS = list(situations(OPTION))
CODES = [each.code for each in OPTION.materials]
FULL = {"has_license": "yes", "business": "catering", "foods": ["hot", "cold"], "area": 320}

givens = st.lists(st.builds(Given, st.sampled_from([*CODES, "stray"]), files=st.integers(0, 3)), max_size=8)


def required(answers):
    asked = {"foods": (), **answers}
    return [each for each in OPTION.materials if holds(each.required_when, asked) and each.necessity != "optional"]


@pytest.mark.req("R-033", "R-036")
@given(st.sampled_from(SITUATIONS), givens, st.sets(st.sampled_from(CODES)))
def test_missing_is_needed_less_given_exactly(answers, given_rows, spared):
    verdict = judge_materials(OPTION, answers, given_rows, spared=spared)
    there = {each.requirement_code for each in given_rows if each.files} | spared
    assert list(verdict.missing_codes) == [each.code for each in required(answers) if each.code not in there]
    assert {each.pointer for each in verdict.faults if each.code == "missing"} == {
        f"/materials/{code}" for code in verdict.missing_codes
    }


@given(st.sampled_from(SITUATIONS), givens, st.booleans(), st.booleans(), st.randoms())
def test_the_order_of_handing_in_does_not_matter(answers, given_rows, deferral, commitment, random):
    wishes = {"deferral_requested": deferral, "commitment_accepted": commitment}
    shuffled = random.sample(given_rows, len(given_rows))
    assert judge_materials(OPTION, answers, given_rows, **wishes) == judge_materials(
        OPTION, answers, shuffled, **wishes
    )


@given(st.sampled_from(SITUATIONS), givens, givens)
def test_handing_in_more_never_makes_more_missing(answers, first, more):
    before = set(judge_materials(OPTION, answers, first).missing_codes)
    assert set(judge_materials(OPTION, answers, [*first, *more]).missing_codes) <= before


@pytest.mark.parametrize(
    ("rows", "wishes", "deferrable", "committed"),
    [
        ([], {}, (), ()),
        ([], {"deferral_requested": True}, ("layout",), ()),
        ([Given("layout", is_deferred=True)], {}, ("layout",), ()),
        ([Given("fire", is_deferred=True)], {}, (), ()),
        ([], {"commitment_accepted": True}, (), ("rules",)),
        ([Given("rules", is_committed=True)], {}, (), ()),
    ],
)
def test_only_what_may_follow_follows_and_only_when_asked(rows, wishes, deferrable, committed):
    verdict = judge_materials(OPTION, FULL, rows, **wishes)
    assert (verdict.deferrable, verdict.committed) == (deferrable, committed)
    assert not {*deferrable, *committed} & set(verdict.missing_codes)


def test_nothing_is_deferred_or_promised_where_the_option_does_not_offer_it():
    strict = option(deferral={}, commitment={})
    verdict = judge_materials(strict, FULL, [], deferral_requested=True, commitment_accepted=True)
    assert {"layout", "rules"} <= set(verdict.missing_codes)


def test_a_licence_identifier_stands_for_a_licence_and_for_nothing_else():
    rows = [Given("license", license_identifier="1.2.3"), Given("layout", license_identifier="1.2.3")]
    verdict = judge_materials(OPTION, FULL, rows)
    assert verdict.complete == ("license",)
    assert "layout" in verdict.missing_codes


def test_the_message_says_what_where_and_which_other_ways_there_are():
    verdict = judge_materials(OPTION, FULL, [Given("fire", is_deferred=True), Given("rules", is_committed=True)])
    said = {each.material.code: each.message for each in verdict.missing}
    assert (
        said["fire"] == "缺“消防意见”，请提供原件1份；向消防救援支队申请；也可以交消防验收合格证；这份材料不能容缺后补"
    )
    assert "请先阅读并接受告知承诺书" in said["rules"]
    assert "出示电子证照也可以" in said["license"]
    assert "容缺受理" in said["layout"]


def test_too_many_files_strays_and_open_questions_are_told_together():
    verdict = judge_materials(OPTION, {"business": "catering"}, [Given("layout", files=4), Given("stray", files=1)])
    assert {each.code for each in verdict.faults} == {"missing", "too_many_files", "unknown_material", "open_question"}
    assert verdict.unknown == ("stray",)
    assert verdict.open_questions == ("has_license", "foods", "area")
    assert not verdict.is_in_order


def test_a_whole_set_is_in_order():
    rows = [Given(code, files=1) for code in CODES]
    verdict = judge_materials(OPTION, FULL, rows)
    assert verdict.is_in_order
    assert verdict.complete == tuple(CODES)


def test_negative_counts_are_no_files():
    assert "layout" in judge_materials(OPTION, FULL, [Given("layout", files=-1)]).missing_codes
