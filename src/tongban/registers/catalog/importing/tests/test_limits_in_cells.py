"""Limits of a workbook (工作簿里的时限): the unit is read where it stands, and told where it stands nowhere."""

from typing import Any

import pytest

from tongban.registers.catalog.importing.remarks import field_of
from tongban.registers.catalog.importing.tests.test_workbook import blob, book, only, read

pytestmark = pytest.mark.req("R-018")
HEADS = [
    "基本编码",
    "事项名称",
    "事项类型",
    "部门标识",
    "行使层级",
    "办理项序号",
    "办理项名称",
    "法定办结时限",
    "法定时限单位",
]
ROW = ["000131999000", "样例：露营地", "行政许可", "market-regulation", 3, "01", "样例：露营地登记"]


@pytest.mark.parametrize(
    ("number", "beside", "limit", "told"),
    [
        (20, "工作日", {"value": 20, "unit": "workday"}, set()),
        ("15个工作日", None, {"value": 15, "unit": "workday"}, set()),
        ("15日内", None, {"value": 15, "unit": "day"}, set()),
        ("３个月", None, {"value": 3, "unit": "month"}, set()),
        ("5日（工作日）", None, {"value": 5, "unit": "workday"}, set()),
        ("5日", "个工作日", {"value": 5, "unit": "workday"}, {"limit_unit_stated"}),
        ("5个工作日", "自然日", {"value": 5, "unit": "day"}, {"unit_contradicts"}),
        ("当场办结", None, {"value": 0, "unit": "on_the_spot"}, set()),
        (20, None, {"value": 20, "unit": ""}, {"unit_missing"}),
        ("很快", None, None, {"cell_invalid"}),
    ],
)
def test_a_number_without_a_unit_is_never_taken_for_workdays(number, beside, limit, told):
    guide = only(blob(book(事项=[HEADS, [*ROW, number, beside]])))
    assert guide.item["options"]["01"].get("statutory_limit") == limit
    assert {each.code for each in guide.findings} == told


def test_the_unit_of_a_stage_is_missed_too():
    stages: list[list[Any]] = [
        ["办理项", "环节代码", "环节名称", "时限", "岗位"],
        ["000131999000-01", "s1", "受理", 2, "counter"],
    ]
    guide = only(blob(book(事项=[HEADS, [*ROW, 20, "工作日"]], 环节=stages)))
    assert [(each.code, field_of(each)) for each in guide.findings] == [("unit_missing", "环节!D2")]
    assert guide.item["options"]["01"]["stages"][0]["limit"]["unit"] == ""


def test_a_list_as_departments_keep_it_is_read_with_what_was_assumed():
    heads = ["序号", "事项名称", "基本编码", "事项类型", "法定办结时限", "承诺办结时限", "服务对象"]
    first = [1, "样例：露营地", "000131999000", "行政许可", "15个工作日", "1个工作日", "自然人"]
    second = [2, "样例：钓鱼场", "000131998000", "行政许可", "20个工作日", "即办", "自然人、企业法人"]
    found = read(blob(book(Sheet1=[["某局事项清单（样例）"], ["填报单位：某局"], heads, first, second])))
    assert [each.option_code for each in found.guides] == ["000131999000-01", "000131998000-01"]
    options = [each.item["options"]["01"] for each in found.guides]
    assert [each["name"] for each in options] == ["样例：露营地", "样例：钓鱼场"]
    assert [each["audience"] for each in options] == [["person"], ["person", "enterprise"]]
    assert options[1]["promised_limit"] == {"value": 0, "unit": "on_the_spot"}
    told = {each.code for each in found.all_findings}
    assert {"item_name_assumed", "code_shape"} <= told
