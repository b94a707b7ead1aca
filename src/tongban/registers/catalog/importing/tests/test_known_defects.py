"""The eight real guides, when they lie beside the project: every known defect is found, nothing is lost."""

import json

import pytest

from tongban.registers.catalog import item as items
from tongban.registers.catalog.importing import reading
from tongban.registers.catalog.importing.remarks import field_of
from tongban.registers.catalog.importing.taking import leaves
from tongban.registers.catalog.importing.tests.samples import REAL, SETTING, WHY_NOT_REAL

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason=WHY_NOT_REAL)

STANDARD = "onethingCatalogStandServiceGuide"
DEFECTS = {
    "self-employed-registration": [
        ("all_materials_required", "materialList"),
        ("material_always_required", "materialList[4].isMust"),
        ("condition_in_prose", "materialList[4].materialTitle"),
        ("material_always_required", "materialList[6].isMust"),
        ("condition_in_prose", "materialList[6].materialTitle"),
        ("text_overflows", "materialList[0].materialExplain"),
        ("text_overflows", "materialList[3].materialExplain"),
        ("text_overflows", "materialList[4].materialExplain"),
        ("limit_counts_extension", "approveLimit"),
        ("process_without_steps", "processDescript"),
        ("basis_off_topic", "according"),
        ("basis_run_on", "according"),
    ],
    "food-business-license": [
        ("promise_not_shorter", "commitmentLimit"),
        ("special_undeclared", "specialProcedureType"),
        ("audience_contradicts", "serveObject"),
        ("visits_contradict", "minSeq"),
        ("original_to_be_checked", "materialList[1].materialExplain"),
        ("exemption_in_prose", "materialList[1].freeSubmission"),
        ("original_copy_contradict", "materialList[4].materialType"),
        ("basis_outlier", "materialList[3].bylaw"),
        ("process_without_steps", "processDescript"),
    ],
    "real-estate-transfer": [
        ("visits_contradict", "limitsceneexplain"),
        ("condition_narrows", "acceptanceCondition"),
        ("hint_empty", "materialList[1].materialExplain"),
        ("hint_empty", "materialList[2].materialExplain"),
        ("hint_empty", "materialList[3].materialExplain"),
        ("hint_empty", "materialList[4].materialExplain"),
        ("catch_all_material", "materialList[3].materialTitle"),
        ("basis_stray_text", "according"),
        ("license_code_conflict", "materialList[2].standardMaterialsCode"),
        ("unit_missing", "approveLimit"),
        ("unit_missing", "commitmentLimit"),
        ("fee_in_prose", "chargeList[0].feestand"),
    ],
    "driving-licence-renewal": [
        ("unit_contradicts", "approveLimit"),
        ("unit_contradicts", "commitmentLimit"),
        ("material_always_required", "materialList[1].isMust"),
        ("ground_overlaps", "acceptanceCondition"),
        ("intermediary_incomplete", "zjfwList[0]"),
    ],
    "social-security-card": [
        ("unit_missing", "approveLimit"),
        ("unit_missing", "commitmentLimit"),
        ("code_shape", "materialList[0].materialCode"),
        ("code_shape", "materialList[1].materialCode"),
        ("material_only_in_faq", "faqList[0].replyContent"),
        ("alternatives_in_prose", "materialList[0].sourceexplain"),
        ("license_covers_one", "materialList[0].standardMaterialsCode"),
        ("condition_in_prose", "materialList[1].sourceexplain"),
    ],
    "housing-fund-purchase-withdrawal": [
        ("unit_missing", "approveLimit"),
        ("limit_differs_from_law", "approveLimit"),
        ("condition_in_prose", "materialList[1].sourceexplain"),
        ("condition_in_prose", "materialList[1].bylaw"),
        ("basis_misused", "materialList[1].bylaw"),
        ("condition_in_prose", "materialList[11].bylaw"),
        *[("material_always_required", f"materialList[{each}].isMust") for each in (1, 3, 4, 5, 6, 7, 8, 9, 10, 11)],
        ("conditions_contradict", "materialList[7].materialExplain"),
        ("conditions_contradict", "materialList[3].materialExplain"),
        ("choice_not_in_conditions", "acceptanceCondition"),
        ("medium_contradicts", "materialList[8].materialStandard"),
        ("license_code_conflict", "materialList[7].standardMaterialsCode"),
        ("refers_elsewhere", "processDescript"),
    ],
    "disability-certificate": [
        ("scope_contradicts", "doScope"),
        ("visits_contradict", "acceptanceCondition"),
        ("visits_contradict", "minSeq"),
        ("copies_unclear", "materialList[3].copiesNum"),
        ("unit_missing", "approveLimit"),
        ("special_limit_shared", "specialProcedureTimelimit"),
        ("condition_in_prose", "materialList[4].materialExplain"),
    ],
    "newborn-one-thing": [
        *[("member_limit_exceeds_total", f"approveList[{each}].cnsxsx") for each in (2, 3, 4, 6)],
        ("condition_material_contradict", "guideCondition[3].bltj"),
        ("material_count_differs", f"{STANDARD}.xzsbcl"),
        ("post_contradicts", "basicInfo.isLogistics"),
        ("steps_omit_members", f"{STANDARD}.bllctsm"),
        ("attachment_other_theme", "attachInfo[1].fjmc"),
        ("system_template_differs", "materialList[0].sfxtmb"),
        ("material_not_needed", "materialList[12].cllyqdsm"),
        ("material_not_needed", "materialList[13].clmc"),
        ("empty_attachment", "materialList[1].attachList[2]"),
        ("link_legacy_code", f"{STANDARD}.zcblqdWbdz"),
        ("unit_missing", "basicInfo.completedLimit"),
    ],
}


@pytest.fixture(scope="module")
def real():
    return reading.read_path(REAL, SETTING)


def test_all_eight_are_read_and_convert(real):
    assert sorted(each.source for each in real.guides) == sorted(f"{name}.json" for name in DEFECTS)
    for each in real.guides:
        items.from_plain(each.item)
    assert [(each.code, each.severity.value) for each in real.findings] == [("not_a_guide", "note")]


@pytest.mark.parametrize("name", DEFECTS)
def test_every_known_defect_is_found_at_its_field(real, name):
    guide = next(each for each in real.guides if each.source == f"{name}.json")
    told = {(each.code, field_of(each)) for each in guide.findings}
    assert [each for each in DEFECTS[name] if each not in told] == []
    assert all(each.message and each.source and each.option_code for each in guide.findings)


def test_nothing_of_them_is_lost(real):
    for guide in real.guides:
        said = json.loads((REAL / guide.source).read_bytes())["data"]
        kept = "\n".join([*leaves(guide.kept), *leaves(guide.item)])
        assert [each for each in leaves(said) if each.strip() not in kept] == []


def test_the_conditions_of_the_housing_fund_are_one_question_of_eleven_values(real):
    guide = next(each for each in real.guides if each.option_code == "432017001W00-01")
    option = items.from_plain(guide.item).options["01"]
    kinds = [(each.kind, len(each.choices)) for each in option.questions]
    assert kinds == [("yes_no", 0), ("choice", 12)]
    assert sum(bool(each.required_when) for each in option.materials) == 10


def test_no_key_of_the_real_guides_is_unknown(real):
    assert [each for each in real.all_findings if each.code in ("unknown_key", "wrong_type")] == []
