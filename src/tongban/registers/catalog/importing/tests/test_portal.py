"""Ordinary guides: sound ones become lists, every defect is a finding at its field, and nothing is lost."""

import pytest

from tongban.registers.catalog import item as items
from tongban.registers.catalog.expressions import condition
from tongban.registers.catalog.importing.heading import Setting
from tongban.registers.catalog.importing.taking import leaves
from tongban.registers.catalog.importing.tests.samples import ON, imported, material, option, ordinary, places


def found(**changes):
    return places(imported(ordinary(**changes)).findings)


def of_material(**changes):
    return places(imported(ordinary(materialList=[material(**changes)])).findings)


def test_a_list_that_was_written_as_numbered_records_is_a_list() -> None:
    plain = imported(ordinary(materialList=[material(), material(materialCode="M00013199900001102")]))
    guide = imported(ordinary(materialList={"0": material(), "1": material(materialCode="M00013199900001102")}))
    assert ("wrong_type", "materialList") in places(guide.findings)
    assert guide.item["options"] == plain.item["options"]
    assert {*leaves(guide.item), *leaves(guide.kept)} >= {*leaves(plain.item), *leaves(plain.kept)}


def test_a_sound_guide_becomes_a_list_that_could_be_published():
    guide = imported(ordinary())
    assert (guide.option_code, guide.kind) == ("000131999000-01", "guide")
    document = items.from_plain(guide.item)
    assert items.faults(document) == []
    read = document.options["01"]
    assert (read.statutory_limit.value, read.statutory_limit.unit) == (20, "workday")
    assert (read.promised_limit.value, read.promised_limit.unit) == (5, "workday")
    assert [each.text for each in read.conditions] == ["1.有固定场地", "2.有消防设施。"]
    assert [(each.law, each.article) for each in read.legal_basis] == [
        ("样例营地管理办法", "第二条"),
        ("样例营地管理办法", "第三条"),
    ]
    assert [(each.name, each.post) for each in read.stages] == [
        ("受理", "counter"),
        ("审核", "reviewer"),
        ("办结", "issuer"),
    ]
    assert read.channels == ("window", "web")
    assert {each.severity.value for each in guide.findings} <= {"note", "warning"}


def test_the_agency_is_only_assumed_and_said_to_be():
    assumed = imported(ordinary())
    assert assumed.item["agency"] == "market-regulation"
    assert ("agency_assumed", "rightsCode") in places(assumed.findings)
    chosen = imported(ordinary(), setting=Setting(on=ON, agency="health"))
    assert chosen.item["agency"] == "health"
    assert not {"agency_assumed", "agency_open"} & {each.code for each in chosen.findings}
    assert chosen.source_hash != assumed.source_hash
    nobody = imported(ordinary(), setting=Setting(on=ON))
    assert nobody.item["agency"] == ""
    assert "agency_open" in {each.code for each in nobody.findings}


@pytest.mark.parametrize(
    ("number", "explanation", "value", "unit", "codes"),
    [
        ("20", "自受理之日起二十个工作日内", 20, "workday", set()),
        ("30", "收到之日起30日内办结", 30, "day", set()),
        ("60", "无", 60, "", {"unit_missing"}),
        ("6", "依据某条例相关规定", 6, "", {"unit_missing"}),
        ("1", "材料齐全当场办结。", 0, "on_the_spot", {"unit_contradicts"}),
        ("6", "应当在3个工作日内登记；可以再延长3个工作日", 6, "workday", {"limit_counts_extension"}),
        ("22", "3个工作日审核，3个工作日反馈，16个工作日发证", 22, "workday", {"limit_summed"}),
        ("20", "10个工作日内办结", 20, "", {"unit_contradicts", "unit_missing"}),
        ("30", "三十日，情形复杂的三十个工作日", 30, "", {"unit_contradicts", "unit_missing"}),
    ],
)
def test_the_unit_of_a_limit_is_read_or_left_open_but_never_guessed(number, explanation, value, unit, codes):
    guide = imported(ordinary(approveLimit=number, approveLimitExplain=explanation, commitmentLimit=None))
    limit = option(guide)["statutory_limit"]
    assert (limit["value"], limit["unit"]) == (value, unit)
    assert codes <= {each.code for each in guide.findings if each.source.endswith("#approveLimit")}
    if not unit:
        faults = items.faults(items.from_plain(guide.item))
        assert "/options/01/statutory_limit/unit" in {each.pointer for each in faults}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"approveLimit": "5", "commitmentLimit": "20"}, ("limit_promise_exceeds", "commitmentLimit")),
        ({"commitmentLimit": "20", "commitmentLimitExplain": "20个工作日"}, ("promise_not_shorter", "commitmentLimit")),
        ({"approveLimit": None}, ("limit_missing", "approveLimit")),
        ({"approveLimit": "很快"}, ("number_unreadable", "approveLimit")),
        (
            {"approveLimit": "6", "approveLimitExplain": "住房公积金管理条例"},
            ("limit_differs_from_law", "approveLimit"),
        ),
        ({"typeName": "行政魔法"}, ("kind_unknown", "typeName")),
        ({"typeName": "行政处罚"}, ("ex_officio", "typeName")),
        ({"rightsCode": "000231999000"}, ("ex_officio", "typeName")),
        ({"typeName": "公共服务"}, ("kind_differs", "typeName")),
        ({"typeName": "公共服务", "rightsCode": "002014010001"}, ("field_missing", "typeName")),
        ({"rightsCode": "12"}, ("code_shape", "rightsCode")),
        ({"rightsCode": None}, ("code_missing", "rightsCode")),
        ({"ywCode": "7"}, ("code_shape", "ywCode")),
        ({"unifyName": None}, ("name_missing", "unifyName")),
        ({"minSeq": "0", "limitsceneexplain": "需现场核实身份"}, ("visits_contradict", "limitsceneexplain")),
        ({"minSeq": "0", "acceptanceCondition": "须到指定医院检查"}, ("visits_contradict", "acceptanceCondition")),
        ({"doScope": "全国", "processDescript": "申请人为本市户籍"}, ("scope_contradicts", "doScope")),
        ({"serveObject": "法人", "acceptanceCondition": "个体工商户也可以"}, ("audience_contradicts", "serveObject")),
        ({"serveObject": "外星人"}, ("value_unknown", "serveObject")),
        ({"transactionFrom": "窗口办理^飞鸽传书"}, ("value_unknown", "transactionFrom")),
        (
            {"isSpecialProcedure": "是", "specialProcedureType": "听证", "processDescript": "应当现场核查"},
            ("special_undeclared", "specialProcedureType"),
        ),
        (
            {"isSpecialProcedure": "是", "specialProcedureType": "鉴定^公示", "specialProcedureTimelimit": "12"},
            ("special_limit_shared", "specialProcedureTimelimit"),
        ),
        ({"isCharge": "是"}, ("fee_missing", "chargeList")),
        (
            {"isCharge": "是", "chargeList": [{"feename": "费", "feestand": "10元/本"}]},
            ("fee_missing_basis", "chargeList[0].chargeBylaw"),
        ),
        (
            {"isCharge": "否", "chargeList": [{"feename": "费", "feestand": "看情况", "chargeBylaw": "《某法》"}]},
            ("fee_in_prose", "chargeList[0].feestand"),
        ),
        ({"isCharge": "否", "chargeList": [{"feename": "费"}]}, ("fee_contradicts", "isCharge")),
        ({"isIntermediaryServices": "有"}, ("intermediary_incomplete", "zjfwList")),
        ({"zjfwList": [{"serviceItemname": "检测"}]}, ("intermediary_incomplete", "zjfwList[0]")),
        ({"resultSampleName": "暂无"}, ("result_missing", "resultSampleName")),
        ({"processDescript": "根据《某条例》的规定制定。"}, ("process_without_steps", "processDescript")),
        ({"according": None}, ("basis_missing", "according")),
        ({"according": "《某条例》第一条  应当登记。第二章附则。"}, ("basis_stray_text", "according")),
        (
            {
                "unifyName": "样例店铺设立登记",
                "according": "《某条例》第一条  应当办理登记。第九条  需要变更登记的，应当申请。",
            },
            ("basis_off_topic", "according"),
        ),
        ({"acceptanceCondition": "因购买草原权属发生转移的，可以申请。"}, ("condition_narrows", "acceptanceCondition")),
        (
            {"acceptanceCondition": "1.被扣押的不予换领。\n2.存在前款所述情形的，不予受理。"},
            ("ground_overlaps", "acceptanceCondition"),
        ),
        ({"acceptanceCondition": "以本地官网公布的为准"}, ("refers_elsewhere", "acceptanceCondition")),
        (
            {"faqList": [{"faqContent": "外地人要哪些材料？", "replyContent": "之一：\n1.本地房产证\n2.工作证明"}]},
            ("material_only_in_faq", "faqList[0].replyContent"),
        ),
        ({"zxdh": "0937-1", "jdtsdh": "0937-1"}, ("phone_same", "zxdh")),
        ({"materialList": []}, ("materials_missing", "materialList")),
        ({"faqList": ""}, ("empty_as_text", "faqList")),
        ({"faqList": "abc"}, ("wrong_type", "faqList")),
        ({"faqList": [7]}, ("wrong_type", "faqList[0]")),
        ({"newKey": "新"}, ("unknown_key", "newKey")),
        ({"lctList": [{"id": "x"}]}, ("empty_attachment", "lctList[0]")),
    ],
)
def test_every_defect_of_a_guide_is_found_at_its_field(changes, expected):
    assert expected in found(**changes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"materialCode": "M0001319990000001"}, ("code_shape", "materialList[0].materialCode")),
        ({"materialTitle": None}, ("name_missing", "materialList[0].materialTitle")),
        ({"materialTitle": "其他相关材料"}, ("catch_all_material", "materialList[0].materialTitle")),
        ({"materialExplain": "其他"}, ("hint_empty", "materialList[0].materialExplain")),
        (
            {"materialExplain": "一、很长（请继续查看受理标准）", "acceptStandard": "二、更长"},
            ("text_overflows", "materialList[0].materialExplain"),
        ),
        ({"copiesNum": 1.0, "pageformat": "二寸照片三张"}, ("copies_unclear", "materialList[0].copiesNum")),
        ({"materialType": "原件和复印件", "copiesNum": 2.0}, ("copies_unclear", "materialList[0].copiesNum")),
        (
            {"materialType": "原件", "sourceexplain": "自行复印"},
            ("original_copy_contradict", "materialList[0].materialType"),
        ),
        (
            {"materialType": "原件和复印件", "materialStandard": "电子"},
            ("medium_contradicts", "materialList[0].materialStandard"),
        ),
        (
            {"materialExplain": "复印件均需提供原件核对", "commitWay": "网上提交"},
            ("original_to_be_checked", "materialList[0].materialExplain"),
        ),
        (
            {"freeSubmission": "电子证照代替"},
            ("license_code_missing", "materialList[0].standardMaterialsCode"),
        ),
        (
            {"materialTitle": "营业执照（能够实现网上核验的无需提供）"},
            ("exemption_in_prose", "materialList[0].freeSubmission"),
        ),
        (
            {"sourceexplain": "提供以下三个证件之一：\n1.身份证\n2.居住证\n3.护照"},
            ("alternatives_in_prose", "materialList[0].sourceexplain"),
        ),
        ({"bylaw": "无"}, ("basis_missing", "materialList[0].bylaw")),
        (
            {"sourceChannel": "政府部门核发", "sourceexplain": "个人自备"},
            ("source_contradicts", "materialList[0].sourceexplain"),
        ),
        ({"isMust": "看心情"}, ("value_unknown", "materialList[0].isMust")),
        ({"attachList": [{"createTime": 1}]}, ("empty_attachment", "materialList[0].attachList[0]")),
        ({"strange": 1}, ("unknown_key", "materialList[0].strange")),
    ],
)
def test_every_defect_of_a_material_is_found_at_its_field(changes, expected):
    assert expected in of_material(**changes)


def test_a_law_that_only_one_material_cites_is_pointed_out():
    usual = [material(each, bylaw="《露营许可和备案管理办法》") for each in (1, 2, 3)]
    guide = imported(ordinary(materialList=[*usual, material(4, bylaw="《露营许可管理办法》")]))
    assert ("basis_outlier", "materialList[3].bylaw") in places(guide.findings)


def test_conditions_in_prose_become_one_question_with_all_its_values_and_drafts():
    materials = [
        material(1, sourceexplain="当“场地类型”为 自有、租赁（含转租、借用） 时，该材料必传"),
        material(2, bylaw="当“场地类型”为 公共 时，该档案材料必传"),
        material(3, materialExplain="1.当“是否过夜”为 是 时，该材料必传"),
        material(4, isMust="非必要", materialExplain="申请人委托他人办理的，代理人应当提交授权委托书"),
        material(5, isMust="非必要", sourceexplain="16岁以下可以不提供"),
    ]
    guide = imported(ordinary(materialList=materials))
    read = items.from_plain(guide.item).options["01"]
    assert items.faults(items.from_plain(guide.item)) == []
    assert [(each.code, each.kind) for each in read.questions] == [
        ("q1", "choice"),
        ("q2", "yes_no"),
        ("q3", "yes_no"),
        ("q4", "number"),
    ]
    labels = [each.label for each in read.questions[0].choices]
    assert labels == ["自有", "租赁（含转租、借用）", "公共", "以上都不是"]
    drafts = [each.required_when for each in read.materials]
    assert drafts == [
        'q1 in ("自有", "租赁（含转租、借用）")',
        'q1 == "公共"',
        'q2 == "yes"',
        'q3 == "yes"',
        "q4 >= 16",
    ]
    assert condition(drafts[0]).holds({"q1": "自有"}) is True
    told = places(guide.findings)
    for expected in (
        ("condition_in_prose", "materialList[0].sourceexplain"),
        ("condition_in_prose", "materialList[1].bylaw"),
        ("basis_misused", "materialList[1].bylaw"),
        ("material_always_required", "materialList[0].isMust"),
        ("condition_in_prose", "materialList[3].materialExplain"),
        ("choice_not_in_conditions", "acceptanceCondition"),
    ):
        assert expected in told
    assert all(each.severity.value == "warning" for each in guide.findings if each.code == "condition_in_prose")


def test_conditions_that_contradict_each_other_are_told():
    hint = "购买旧帐篷的提供"
    source = "当“帐篷来源”为 新购、租用 时，该材料必传"
    guide = imported(ordinary(materialList=[material(1, materialExplain=hint, sourceexplain=source)]))
    assert ("conditions_contradict", "materialList[0].materialExplain") in places(guide.findings)


def test_a_condition_that_holds_for_a_part_only_is_told_but_not_drafted():
    guide = imported(ordinary(materialList=[material(1, materialExplain="家庭经营的，提交户口簿复印件。")]))
    assert "required_when" not in option(guide)["materials"][0]
    assert ("condition_unclear", "materialList[0].materialExplain") in places(guide.findings)


def test_text_that_runs_over_is_put_together_again():
    guide = imported(
        ordinary(
            materialList=[material(1, materialExplain="一、写明（请继续查看受理标准）", acceptStandard="二、盖章")]
        )
    )
    assert option(guide)["materials"][0]["points"] == ["一、写明", "二、盖章"]


def test_nothing_is_lost():
    said = ordinary(
        strange={"deep": [{"er": "藏在里面"}]}, extra="多出来的键", faqList=[{"faqContent": "问", "x": "怪"}]
    )
    guide = imported(said)
    kept = "\n".join([*leaves(guide.kept), *leaves(guide.item)])
    assert [each for each in leaves(said["data"]) if each.strip() not in kept] == []


def test_materials_that_were_deleted_stay_out_but_are_kept():
    guide = imported(ordinary(materialList=[material(1), material(2, isDelete="Y", materialTitle="旧材料")]))
    assert len(option(guide)["materials"]) == 1
    assert guide.kept["materialList"][1]["materialTitle"] == "旧材料"


def test_a_price_that_is_plain_is_read_in_fen():
    charge = {"feename": "工本费", "feestand": "10.5元/本", "chargeBylaw": "《样例收费办法》"}
    guide = imported(ordinary(isCharge="是", chargeList=[charge]))
    assert option(guide)["fees"][0]["amount"] == 1050


def test_a_long_list_of_the_same_finding_is_cut_but_said_to_be():
    guide = imported(ordinary(**{f"unknown{each}": 1 for each in range(500)}))
    codes = [each.code for each in guide.findings]
    assert codes.count("unknown_key") == 200
    assert codes.count("more") == 1
