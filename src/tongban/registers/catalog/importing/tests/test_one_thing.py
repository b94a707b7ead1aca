"""一件事 guides: read whole, kept whole, and every contradiction told."""

import pytest

from tongban.registers.catalog import item as items
from tongban.registers.catalog.importing.taking import leaves
from tongban.registers.catalog.importing.tests.samples import imported, initials, one_thing, option, places


def test_a_thing_in_one_go_becomes_an_option_and_keeps_its_members():
    guide = imported(one_thing())
    assert (guide.kind, guide.option_code) == ("bundle", "62TCN9999225J0100")
    read = items.from_plain(guide.item).options["01"]
    assert read.name == "样例：开小店一件事"
    assert [each.text for each in read.conditions] == ["有店面"]
    assert [(each.question, each.answer) for each in read.faqs] == [("样例：快吗？", "快。")]
    assert read.joint_agencies == ("甲部门", "乙部门")
    assert [each["lbsxfwmc"] for each in guide.kept["approveList"]] == ["样例：开店登记"]
    assert guide.kept["guidePoint"][0]["xxdz"] == "样例路1号"
    assert {"bundle", "unit_missing", "kind_unknown", "agency_open"} <= {each.code for each in guide.findings}


STANDARD = {"bllctsm": "填表->邮寄", "cnbjsx": "5", "xzsbcl": 4.0, "zcblqdWbdz": "https://x.example/43TC0901100Y.jsp"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"approveList": [{"lbsxfwmc": "领补贴待遇", "cnsxsx": 30.0}]},
            ("member_limit_exceeds_total", "approveList[0].cnsxsx"),
        ),
        (
            {"onethingCatalogStandServiceGuide": STANDARD},
            ("material_count_differs", "onethingCatalogStandServiceGuide.xzsbcl"),
        ),
        (
            {"onethingCatalogStandServiceGuide": STANDARD},
            ("link_legacy_code", "onethingCatalogStandServiceGuide.zcblqdWbdz"),
        ),
        (
            {"onethingCatalogStandServiceGuide": STANDARD, "basicInfo": {"isLogistics": "0", "completedLimit": "5"}},
            ("post_contradicts", "basicInfo.isLogistics"),
        ),
        (
            {"onethingCatalogStandServiceGuide": STANDARD},
            ("steps_omit_members", "onethingCatalogStandServiceGuide.bllctsm"),
        ),
        (
            {
                "guideCondition": [{"bltj": "父母是同一民族"}],
                "materialList": [initials(1, tbxz="父母是不同民族时提供。")],
            },
            ("condition_material_contradict", "guideCondition[0].bltj"),
        ),
        (
            {"materialList": [initials(1, mtjfs="1"), initials(2, mtjfs="1", sfxtmb="1")]},
            ("system_template_differs", "materialList[0].sfxtmb"),
        ),
        ({"attachInfo": [{"fjmc": "养老一件事.png"}]}, ("attachment_other_theme", "attachInfo[0].fjmc")),
        ({"attachInfo": [{"cjsj": 1}]}, ("empty_attachment", "attachInfo[0]")),
        (
            {"materialList": [initials(1, attachList=[{"cjsj": 1}])]},
            ("empty_attachment", "materialList[0].attachList[0]"),
        ),
        ({"materialList": [initials(1, cllx="4")]}, ("value_unknown", "materialList[0].cllx")),
        ({"materialList": [initials(1, yqtgyj="请认真填写每一项内容")]}, ("basis_misused", "materialList[0].yqtgyj")),
        (
            {"sxmc": "样例：新生儿一件事", "materialList": [initials(1, clbyx="2", cllyqdsm="7岁以下可以不提供")]},
            ("material_not_needed", "materialList[0].cllyqdsm"),
        ),
        ({"yjsSsqdbm": "abc"}, ("code_shape", "yjsSsqdbm")),
        ({"yjsSsqdbm": None}, ("code_missing", "yjsSsqdbm")),
        ({}, ("empty_as_text", "intermediarylist")),
        ({}, ("place_unmatched", "guidePoint[0].bldmc")),
        (
            {"guideCondition": [{"bltj": "甲", "processingConditions": "乙"}]},
            ("alias_differs", "guideCondition[0].bltj"),
        ),
        ({"basicInfo": {"zxdh": "1", "jdtsdh": "1"}}, ("phone_same", "basicInfo.zxdh")),
        ({"basicInfo": {"odd": 1}}, ("unknown_key", "basicInfo.odd")),
    ],
)
def test_every_defect_is_found_at_its_field(changes, expected):
    assert expected in places(imported(one_thing(**changes)).findings)


def test_materials_stand_in_the_order_of_their_numbers():
    guide = imported(one_thing(materialList=[initials(1, pxh=9.0, clmc="后"), initials(2, pxh=1.0, clmc="先")]))
    assert [each["name"] for each in option(guide)["materials"]] == ["先", "后"]


def test_a_condition_in_prose_is_drafted():
    guide = imported(one_thing(materialList=[initials(1, clbyx="2", tbxz="父母是不同民族时提供。")]))
    assert option(guide)["materials"][0]["required_when"] == 'q1 == "yes"'


def test_nothing_is_lost():
    said = one_thing(extra=["多", {"出": "来的"}])
    guide = imported(said)
    kept = "\n".join([*leaves(guide.kept), *leaves(guide.item)])
    assert [each for each in leaves(said["data"]) if each.strip() not in kept] == []
