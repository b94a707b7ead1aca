"""Generated applicants: a sound list lets them through, each seeded defect stops somebody and is told."""

import time
from dataclasses import replace
from random import Random

import msgspec
import pytest

from tongban.registers.catalog.checklist import check_form, situations
from tongban.registers.catalog.quality import AgencyFacts, walk
from tongban.registers.catalog.quality.applicants import applicants, filled
from tongban.registers.catalog.quality.branches import Branches
from tongban.registers.catalog.tests.city_rules import ALL, DOCUMENTS, SURROUNDINGS

from .defects import PLAIN, SOUND, Defect

_MATERIAL = {"code": "other", "name": "店铺照片"}


def _with(name, *more):
    return {name: [*PLAIN[name], *more]}


SEEDED = {
    "trial_question_dead_end": {
        "questions": [{"code": "has_subject", "text": "有吗？", "kind": "text"}, *PLAIN["questions"][1:]],
        "conditions": [{"code": "x", "text": "甲", "met_when": f'has_subject == "{"长" * 201}"'}],
    },
    "trial_form_refused": _with("form", {"code": "x", "label": "甲", "max_length": 0}),
    "trial_example_refused": _with("form", {"code": "x", "label": "手机", "kind": "phone", "example": "12345"}),
    "trial_material_unobtainable": _with("materials", {**_MATERIAL, "source": {"kind": "government"}}),
    "trial_nobody_gets_through": _with("conditions", {"code": "x", "text": "甲", "met_when": 'has_subject == "no"'}),
    "trial_unreached": _with("form", {"code": "x", "label": "甲", "show_when": 'business_type == "x"'}),
    "trial_limit_does_not_count": {"statutory_limit": {"value": 60, "unit": "year"}},
    "trial_post_empty": {},
    "trial_too_long_for_papers": _with("materials", {**_MATERIAL, "name": "长" * 201}),
    "trial_unprintable": {"summary": "开饭馆先办这个证𠮷。"},
}


@pytest.mark.parametrize("code", SEEDED)
def test_a_seeded_defect_stops_somebody(code):
    broken, around = Defect(SEEDED[code]).lay()
    if code == "trial_post_empty":
        agency = AgencyFacts(name="市市场监管局", posts=frozenset({"counter", "examiner"}))
        around = replace(around, agencies={broken.agency: agency})
    trial = walk(broken, around, most=200)
    assert code in {each.code for each in trial.findings}
    assert all("{" not in each.message and each.clause for each in trial.findings)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("trial_undecided", {"required_when": "area >= limit"}),
        ("trial_materials_refused", {"max_files": 0}),
    ],
)
def test_an_unsound_option_is_not_tried_but_named(code, changes):
    """What only an unsound list can have is found by soundness first; nobody is sent through it."""
    broken, around = Defect(_with("materials", {**_MATERIAL, **changes})).lay()
    trial = walk(broken, around)
    assert trial.untried == (SOUND.options["01"].name,)
    assert trial.applicants == 0
    assert trial.sentence.endswith("1个办理项文稿有错，没有试办。")


def test_a_sound_list_lets_its_applicants_through():
    trial = walk(SOUND, SURROUNDINGS)
    assert trial.findings == ()
    assert trial.dead_ends == 0
    assert trial.applicants == trial.applied + trial.not_eligible == 1000
    assert trial.applied > 300
    assert "试办1000人" in trial.sentence


def test_the_same_seed_gives_the_same_trial_and_another_seed_others():
    people = [
        applicants(SOUND.options["01"], Branches(SOUND.options["01"]), seed=seed, most=300)[0] for seed in (1, 1, 2)
    ]
    assert people[0] == people[1] != people[2]
    assert walk(SOUND, SURROUNDINGS, seed=1, most=100) == walk(SOUND, SURROUNDINGS, seed=1, most=100)


def test_the_whole_catalogue_can_be_applied_for():
    for each in DOCUMENTS:
        trial = walk(each, SURROUNDINGS, most=150)
        assert (trial.findings, trial.dead_ends, trial.unreached, trial.untried) == ((), 0, (), ()), each.basic_code
        assert trial.applied


def test_few_situations_are_all_walked():
    few = next(each for each in ALL if len(each.option.questions) == 2)
    people, is_complete = applicants(few.option, Branches(few.option), seed=0, most=1000)
    assert is_complete
    walked = {tuple(sorted((k, str(v)) for k, v in each.answers.items())) for each in people}
    assert walked >= {tuple(sorted((k, str(v)) for k, v in each.items())) for each in situations(few.option)}


def test_every_pair_of_answers_occurs_where_there_are_too_many_situations():
    option = SOUND.options["01"]
    people, is_complete = applicants(option, Branches(option), seed=0, most=1000)
    assert not is_complete
    pairs = {
        (a, str(each.answers[a]), b, str(each.answers[b]))
        for each in people
        for a in each.answers
        for b in each.answers
    }
    wanted = {
        (a, str(every[a]), b, str(every[b]))
        for every in situations(option, bound=3000)
        for a in every
        for b in every
        if a not in ("items", "area") and b not in ("items", "area")
    }
    assert wanted - pairs == set()


def test_generated_forms_pass_the_same_check_as_real_ones():
    for each in ALL[::7]:
        people, _ = applicants(each.option, Branches(each.option), seed=3, most=40)
        for one in people:
            check_form(each.option, one.answers, filled(each.option, one, Random(one.number)))


def test_the_largest_list_is_walked_within_a_second():
    largest = max(DOCUMENTS, key=lambda each: sum(len(msgspec.json.encode(o)) for o in each.options.values()))
    slowest = next(each for each in DOCUMENTS if each.basic_code == "000717007000")
    walk(largest, SURROUNDINGS, most=20)
    for each in (largest, slowest):
        began = time.process_time()
        walk(each, SURROUNDINGS)
        assert time.process_time() - began < 1.0
