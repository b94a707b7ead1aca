"""容缺受理事项材料清单: the plan's twelve kinds stand on it, and a guide shows what it says."""

import hashlib
import json

import pytest

from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.deferral import listed_materials, when_words
from tongban.registers.catalog.queries import current_guides
from tongban.registers.lists.rules.deriving import deferral_row
from tongban.registers.lists.tests.drafting import rows_in_force

pytestmark = pytest.mark.django_db

# 廉租住房 is part of 公租房 since 2014 (建保〔2013〕178号): its application is that of the rent subsidy.
TWELVE = {
    "不动产登记": "000715001007",
    "公租房": "000717009000",
    "经济适用房": "620717001W00",
    "廉租房申请": "000717007000",
    "公积金服务": "622017001W00",
    "企业登记注册": "000131003000",
    "食品生产、经营许可": "000131024000",
    "发票代开": "622099002W00",
    "跨区域涉税事项办理": "621099001W00",
    "变更税务登记": "621099002W00",
    "财务会计制度及核算软件备案报告": "621099003W00",
    "投资审批": "621004001W00",
}


@pytest.mark.req("R-149", "R-152")
@pytest.mark.parametrize("kind", TWELVE)
def test_each_of_the_twelve_kinds_has_a_matter_on_the_published_list(kind):
    rows = {row["code"]: row for row in rows_in_force("deferral")}
    guides = [each for each in current_guides() if each.basic_code == TWELVE[kind] and each.option_code in rows]
    assert guides, f"{kind} is not on the list"
    for guide in guides:
        assert listed_materials(guide.option)
        assert rows[guide.option_code]["agency"] == guide.agency_name
        assert Agency.objects.filter(pk=guide.agency_id).exists()
        assert guide.option.is_sample


@pytest.mark.req("R-152")
def test_the_guide_and_the_published_list_say_the_same():
    published = {row["code"]: row for row in rows_in_force("deferral")}
    shown = {row["code"]: row for each in current_guides() if (row := deferral_row(each)) is not None}
    assert digest(published) == digest(shown)


def digest(rows) -> str:
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@pytest.mark.req("R-148")
def test_a_matter_without_secondary_materials_is_on_no_list():
    codes = {row["code"] for row in rows_in_force("deferral")}
    for guide in current_guides():
        assert (guide.option_code in codes) is bool(listed_materials(guide.option))
        if guide.option_code in codes:
            assert when_words(guide.option.deferral)
