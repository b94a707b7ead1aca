"""Conditions and limits that stand in words (文字里的条件和时限): drafted, told, not guessed."""

import pytest

from tongban.registers.catalog import item as items
from tongban.registers.catalog.importing.limits import read_limit
from tongban.registers.catalog.importing.tests.samples import (
    imported,
    initials,
    material,
    one_thing,
    option,
    ordinary,
    places,
)

pytestmark = pytest.mark.req("R-018")


def read(said, must="必要"):
    return imported(ordinary(materialList=[material(1, sourceexplain=said, isMust=must)]))


@pytest.mark.parametrize(
    ("said", "draft"),
    [
        ('当"是否委托办理"为“是”时，该材料必传', 'q1 == "yes"'),
        ("当‘住处’为‘租房’或‘借住’时必传", 'q1 in ("租房", "借住")'),
        ("当「住处」为「租房」时，此材料为必传材料", 'q1 == "租房"'),
        ("当【住处】为【租房】时必传", 'q1 == "租房"'),
        ("当住处=租房时必传", 'q1 == "租房"'),
        ("“住处”为租房必传", 'q1 == "租房"'),
        ("若“住处”选择了租房，则必须上传", 'q1 == "租房"'),
        ("当“住处”为租房、借住时，该档案材料非必传", 'q1 not in ("租房", "借住")'),
        ("当“住处”为租房时，该档案材料不需要提供", 'q1 != "租房"'),
        ("当“住处”为 租房 且“婚姻”为 已婚 时，该材料必传", 'q1 == "租房" and q2 == "已婚"'),
        ("当“住处”为租房，“婚姻”为已婚时必传", 'q1 == "租房" and q2 == "已婚"'),
        ("当“住处”为“租房”或“婚姻”为“已婚”时必传", 'q1 == "租房" or q2 == "已婚"'),
        ("当“住处”为租房时必传，或“婚姻”为已婚时必传", '(q1 == "租房") or (q2 == "已婚")'),
        ("当“住处”为租房时必传；当“婚姻”为已婚时非必传", '(q1 == "租房") and q2 != "已婚"'),
        ("当“贷款金额”超过50万元时必传", "q1 > 50"),
        ("当“年龄”小于18时，该材料必传", "q1 < 18"),
        ("当“人群”包含“残疾人”时，该材料必传", '"残疾人" in q1'),
        ("当“类型”为 购买（含“一手”、“二手”） 时，该材料必传", 'q1 == "购买（含“一手”、“二手”）"'),
    ],
)
def test_a_condition_that_names_its_question_is_drafted_as_it_is_meant(said, draft):
    guide = read(said)
    assert option(guide)["materials"][0]["required_when"] == draft
    assert ("condition_in_prose", "materialList[0].sourceexplain") in places(guide.findings)
    assert items.faults(items.from_plain(guide.item)) == []


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("选择“代办”时需上传", "选择“代办”"),
        ("若申请人为未成年人，需提供", "申请人为未成年人"),
        ("仅二手房需要提供", "二手房"),
        ("非本人办理时必传", "非本人办理"),
        ("18周岁以下的需提供", "18周岁以下"),
        ("有共有人的需提供", "有共有人"),
        ("除“新房”外均需提供", "除“新房”外"),
        ("现役军人须提供", "现役军人"),
    ],
)
def test_half_a_sentence_is_drafted_where_the_material_is_optional_and_told_where_it_is_not(said, asked):
    drafted = option(read(said, must="非必要"))
    assert drafted["questions"][0]["text"] == f"是否属于：{asked}？"
    assert drafted["materials"][0]["required_when"] == 'q1 == "yes"'
    wanted = read(said)
    assert "required_when" not in option(wanted)["materials"][0]
    assert {
        ("condition_unclear", "materialList[0].sourceexplain"),
        ("material_always_required", "materialList[0].isMust"),
    } <= (places(wanted.findings))


@pytest.mark.parametrize(
    "said",
    [
        "仅从事销售的无需提供",
        "按规定应当提交的",
        "如实填写，应提供真实材料",
        "申请人须提供",
        "选择“本人办理”时无需上传",
        "本人办理时该材料不是必传",
        "若为本人办理，则无需提供",
    ],
)
def test_what_demands_nothing_of_some_only_makes_no_condition(said):
    assert "required_when" not in option(read(said, must="非必要"))["materials"][0]


@pytest.mark.parametrize(
    ("number", "said", "unit", "told"),
    [
        (5, "5天（工作日）", "workday", {"limit_unit_stated"}),
        (5, "五日内（指工作日）", "workday", {"limit_unit_stated"}),
        (5, "单位：工作日", "workday", {"limit_unit_stated"}),
        (20, "20 个 工作日", "workday", set()),
        (30, "2023年3月30日修订", "", set()),
        (30, "30个工作日。依据2023年3月30日发布的规定", "workday", set()),
        (30, "政策规定", "", set()),
    ],
)
def test_the_unit_of_a_limit_is_read_where_it_stands_and_the_day_of_a_law_is_none(number, said, unit, told):
    found = read_limit(number, said)
    assert (found.value, found.unit, {code for code, _ in found.doubts}) == (number, unit, told)


def test_days_of_a_permit_are_told_for_the_law_counts_workdays():
    guide = imported(ordinary(approveLimit="20", approveLimitExplain="自受理之日起二十日内"))
    assert ("limit_permit_days", "approveLimit") in places(guide.findings)
    stated = imported(ordinary(approveLimit="20", approveLimitExplain="二十个自然日"))
    assert ("limit_permit_days", "approveLimit") not in places(stated.findings)


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        ("5个工作日", {"value": 5, "unit": "workday"}),
        ("三十日内", {"value": 30, "unit": "day"}),
        ("10日（工作日）", {"value": 10, "unit": "workday"}),
        ("当场办结", {"value": 0, "unit": "on_the_spot"}),
    ],
)
def test_a_limit_that_brings_its_unit_is_read_with_it(said, limit):
    read_ordinary = option(imported(ordinary(commitmentLimit=said, commitmentLimitExplain=None, approveLimit="60")))
    whole = one_thing(basicInfo={"completedLimit": said, "aheadFrequency": "0"}, onethingCatalogStandServiceGuide={})
    assert (read_ordinary["promised_limit"], option(imported(whole))["promised_limit"]) == (limit, limit)


def test_an_explanation_that_knows_another_unit_is_told():
    guide = imported(ordinary(approveLimit="20个工作日", approveLimitExplain="二十日"))
    assert option(guide)["statutory_limit"]["unit"] == "workday"
    assert ("unit_contradicts", "approveLimit") in places(guide.findings)


def test_a_one_thing_without_members_or_with_a_material_that_could_be_anything_is_told_in_words():
    guide = imported(one_thing(approveList=[], materialList=[initials(1, clmc="其他材料", clbyx="3", clxs="1")]))
    told = {each.code: each for each in guide.findings}
    assert {"members_missing", "catch_all_material"} <= told.keys()
    assert (told["value_unknown"].assumed, option(guide)["materials"][0]["medium"]) == ("必要", "paper")
    assert next(each.assumed for each in guide.findings if each.source.endswith("clxs")) == "纸质"


@pytest.mark.parametrize(
    ("said", "audience", "is_told"),
    [
        ("自然人^企业法人^事业法人", ["person", "enterprise"], False),
        ("企业法人、其他组织", ["enterprise"], False),
        ("自然人、外星人", ["person"], True),
        ("外星人", ["person"], True),
    ],
)
def test_whom_it_serves_is_read_part_by_part_and_a_strange_part_is_told(said, audience, is_told):
    guide = imported(ordinary(serveObject=said))
    assert option(guide)["audience"] == audience
    assert (("value_unknown", "serveObject") in places(guide.findings)) is is_told


def test_each_special_procedure_gets_its_own_number_when_there_are_as_many():
    guide = imported(
        ordinary(
            isSpecialProcedure="是",
            specialProcedureType="听证^现场勘察",
            specialProcedureTimelimit="20^12",
            processDescript="听证20日。现场勘察12个工作日。",
        )
    )
    found = [(each["kind"], each["limit"]) for each in option(guide)["special_procedures"]]
    assert found == [
        ("hearing", {"value": 20, "unit": "day"}),
        ("site_inspection", {"value": 12, "unit": "workday"}),
    ]
    assert "special_limit_shared" not in {each.code for each in guide.findings}


def test_values_that_are_joined_are_read_by_the_first_that_is_known():
    guide = imported(ordinary(materialList=[material(1, sourceChannel="政府部门核发^其他", isMust="可容缺")]))
    read_material = option(guide)["materials"][0]
    assert (read_material["source"]["kind"], read_material["necessity"]) == ("government", "deferrable")
    assert ("value_assumed", "materialList[0].sourceChannel") in places(guide.findings)
