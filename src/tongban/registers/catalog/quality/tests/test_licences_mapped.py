"""No paper is asked for that is a licence of the city's types, whatever a list calls it (R-130)."""

from typing import Any

import pytest

from tongban.registers.catalog.content import MaterialRequirement, SparedBy
from tongban.registers.catalog.quality import blocking, judge
from tongban.registers.catalog.quality.materials import licence_meant
from tongban.registers.catalog.tests.city_rules import ALL, DOCUMENTS, LICENSE_ALIASES, LICENSE_TYPES, SURROUNDINGS

from .defects import Defect


def _meant(name: str, **more: Any) -> str:
    return licence_meant(MaterialRequirement(code="asked", name=name, **more), SURROUNDINGS)


@pytest.mark.req("R-130")
@pytest.mark.parametrize(
    ("name", "licence"),
    [
        ("居民身份证", "居民身份证"),
        ("法定代表人身份证复印件", "居民身份证"),
        ("户口本（首页和本人页）", "居民户口簿"),
        ("委托书和代办人身份证", "居民身份证"),
        ("驾照原件", "机动车驾驶证"),
        ("房产证或租赁合同", "不动产权证书"),
        ("卫生许可证正副本", "公共场所卫生许可证"),
        ("工商执照", "营业执照"),
    ],
)
def test_a_licence_is_known_by_every_name_that_people_have_for_it(name, licence):
    assert _meant(name) == licence


@pytest.mark.req("R-130")
@pytest.mark.parametrize(
    "name",
    [
        "原居民身份证",
        "旧户口本",
        "外国演员名单和护照页",
        "授权委托书",
        "身份证领证凭据",
        "卫生许可证延续申请表",
        "监护人书面意见",
    ],
)
def test_what_is_handed_back_or_only_speaks_of_a_licence_is_none(name):
    assert _meant(name) == ""


@pytest.mark.req("R-130")
def test_what_may_stand_for_a_material_counts_as_well():
    assert _meant("监护关系证明", alternatives=("同一本户口簿", "法院判决书")) == "居民户口簿"
    assert _meant("监护关系证明", alternatives=("法院判决书",)) == ""


@pytest.mark.req("R-130")
def test_a_list_with_an_unmapped_licence_is_not_published_and_says_which_one():
    paper = {"code": "paper", "name": "房主的房产证复印件", "why": "证明能用", "points": ["清楚"]}
    broken, around = Defect({"materials": [paper]}).lay()
    found = [each for each in blocking(judge(broken, around)) if each.code == "licence_not_spared"]
    assert [each.pointer for each in found] == ["/options/01/materials/paper/spared_by"]
    assert "不动产权证书" in found[0].message
    spared = {
        "spared_by": {"way": "license", "license_type": "real_estate_certificate", "license_name": "不动产权证书"}
    }
    mended, around = Defect({"materials": [{**paper, **spared}]}).lay()
    assert "licence_not_spared" not in {each.code for each in judge(mended, around)}


@pytest.mark.req("R-130")
def test_nothing_in_the_citys_catalogue_is_replaceable_and_not_mapped():
    unmapped = [each for one in DOCUMENTS for each in judge(one, SURROUNDINGS) if each.code == "licence_not_spared"]
    assert unmapped == []
    mapped = {
        by.license_type
        for here in ALL
        for each in here.option.materials
        if isinstance(by := each.spared_by, SparedBy) and by.way == "license"
    }
    assert len(mapped) >= 25
    assert mapped <= LICENSE_TYPES.keys()


def test_an_alias_is_of_one_type_and_is_no_name():
    aliases = [alias for each in LICENSE_ALIASES.values() for alias in each]
    assert LICENSE_ALIASES.keys() <= LICENSE_TYPES.keys()
    assert len(aliases) == len(set(aliases))
    assert not set(aliases) & set(LICENSE_TYPES.values())
