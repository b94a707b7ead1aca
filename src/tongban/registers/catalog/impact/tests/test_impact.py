"""What a change does: every kind of change in a sentence, for whom, which way; how much work is to be expected."""

import random

import msgspec
import pytest

from tongban.registers.catalog.impact import Direction, expected, impact
from tongban.registers.catalog.tests.samples import option

PLAIN = msgspec.to_builtins(option())
STAGE = {"code": "examine", "name": "审查", "post": "examiner", "limit": {"value": 3}}
FEE = {"name": "工本费", "standard": "每本", "amount": 500, "basis": {"law": "样例法"}}


def material(code, **changes):
    return [{**each, **changes} if each["code"] == code else each for each in PLAIN["materials"]]


@pytest.mark.req("R-026")
@pytest.mark.parametrize(
    ("before", "after", "direction", "whom", "sentence", "is_burden"),
    [
        ({}, {"materials": [*PLAIN["materials"], {"code": "lease", "name": "租赁合同"}]},
         "added", "申请人", "新增材料“租赁合同”", True),
        ({}, {"materials": PLAIN["materials"][:-1]}, "removed", "申请人", "不再要材料“门店照片”", False),
        ({}, {"materials": material("layout", originals=2)},
         "added", "申请人", "“布局图”由原件1份、复印件0份改为原件2份、复印件0份", True),
        ({}, {"materials": material("layout", necessity="required")},
         "other", "申请人", "“布局图”由可容缺后补改为必要", True),
        ({}, {"materials": material("license", spared_by=None)},
         "added", "申请人", "“营业执照”不能再免交，要自己提供", True),
        ({}, {"promised_limit": {"value": 9}}, "longer", "申请人", "承诺办结时限由5个工作日改为9个工作日", True),
        ({}, {"promised_limit": {"value": 2}}, "shorter", "申请人", "承诺办结时限由5个工作日改为2个工作日", False),
        ({}, {"promised_limit": {"value": 0, "unit": "on_the_spot"}},
         "shorter", "申请人", "承诺办结时限由5个工作日改为当场", False),
        ({}, {"fees": [FEE]}, "added", "申请人", "新增收费“工本费”", True),
        ({"fees": [FEE]}, {"fees": [{**FEE, "amount": 1000}]},
         "other", "申请人", "“工本费”由5.00元改为10.00元", True),
        ({}, {"visits_required": 1}, "added", "申请人", "到现场次数由0次改为1次", True),
        ({}, {"channels": ["window", "web"]}, "removed", "申请人", "不能再通过手机办理", True),
        ({}, {"venues": ["city-center", "stations"]},
         "other", "窗口", "办理场所改过，窗口和叫号设置要跟着调整", False),
        ({}, {"conditions": PLAIN["conditions"][:1]}, "removed", "申请人", "取消受理条件：有固定场所", False),
        ({"stages": [STAGE]}, {"stages": [{**STAGE, "limit": {"value": 1}}]},
         "shorter", "承办部门", "“审查”环节的时限由3个工作日改为1个工作日", False),
    ],
)  # fmt: skip
def test_a_change_is_said_for_whom_and_which_way(before, after, direction, whom, sentence, is_burden):
    [found] = impact(option(**before), option(**after))
    assert (found.direction, found.whom, found.sentence) == (Direction(direction), whom, sentence)
    assert found.is_burden is is_burden


def test_nothing_changes_between_equals_and_a_whole_option_is_one_change():
    assert impact(option(), option()) == ()
    assert [each.sentence for each in impact(None, option())] == ["新增办理项“食品经营许可(新办)”"]
    assert [each.is_burden for each in impact(option(), None)] == [True]
    assert impact(None, None) == ()


@pytest.mark.parametrize("monthly", [[], [5, 6], [0] * 12])
def test_from_too_little_nothing_is_foretold(monthly):
    assert expected(monthly) is None


def test_steady_months_give_a_range_around_their_mean():
    found = expected([100] * 12)
    assert found is not None
    assert (found.mean, found.low, found.high) == (100, 79, 121)
    assert "每月约100件" in found.sentence


@pytest.mark.req("R-026")
def test_a_held_out_month_falls_into_the_range_in_nine_of_ten_series():
    dice = random.Random(20260302)
    inside = 0
    for _ in range(400):
        level = dice.uniform(5, 200)
        months = [round(max(0.0, dice.gauss(level, level**0.5 * dice.uniform(1, 1.6)))) for _ in range(13)]
        found = expected(months[:12])
        inside += found is not None and found.low <= months[12] <= found.high
    assert inside >= 360
