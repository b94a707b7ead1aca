"""Faces of licences (照面): their own schema judges them, every fault at once, nothing slips through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.errors import Invalid
from tongban.registers.licenses.rules.faces import check_face, face_hash, lines, schema_faults

from .conftest import FACE, city_types

TYPES = {row["key"]: row for row in city_types()}
FOOD = TYPES["food_business_license"]["face"]
PLAN = {
    "营业执照", "食品经营许可证", "检验检测机构资质认定证书", "出生医学证明", "居民户口簿", "居民身份证", "社会保障卡",
    "学历证书", "职业资格证书", "机动车驾驶证", "结婚证", "离婚证", "不动产权证书", "不动产登记证明",
}  # fmt: skip


@pytest.mark.req("R-126")
def test_every_type_of_the_plan_is_in_the_catalogue_with_definer_face_term_and_standing():
    assert {row["name"] for row in TYPES.values() if row["is_of_plan"]} >= PLAN
    for row in TYPES.values():
        assert schema_faults(row["face"]) == []
        assert row["definer"]
        assert row["evidence"]
        assert row["is_long"] or row["years"]


def test_a_face_is_told_line_by_line_in_its_own_order():
    assert list(lines(FOOD, FACE))[:3] == [
        ("名称", "明月餐饮"),
        ("统一社会信用代码", "91620200MA7D0001X9"),
        ("法定代表人", "李强"),
    ]


def test_every_fault_of_a_face_is_named_at_once():
    with pytest.raises(Invalid) as refusal:
        check_face(FOOD, {"holder_name": "", "uscc": "1", "items": [], "colour": "red"})
    assert {each.pointer for each in refusal.value.faults} == {
        "/face", "/face/holder_name", "/face/uscc", "/face/items",
        "/face/legal_representative", "/face/premises", "/face/business_type", "/face/number",
    }  # fmt: skip


@given(st.dictionaries(st.sampled_from([*FACE, "more"]), st.none() | st.integers() | st.text() | st.lists(st.text())))
def test_any_input_is_judged_and_never_crashes(face):
    refused: list[object] = []
    try:
        kept = check_face(FOOD, face)
    except Invalid as refusal:
        refused, kept = list(refusal.faults), dict(FACE)
    assert set(kept) == set(FACE)
    assert bool(refused) is (set(face) != set(FACE) or kept != face)


def test_the_hash_of_a_face_is_of_what_it_says():
    assert face_hash(FACE) == face_hash(dict(reversed(FACE.items())))
    assert face_hash(FACE) != face_hash(FACE | {"number": "JY1"})


@pytest.mark.parametrize("schema", [{}, {"type": "array"}, {"type": "object"}, {"type": 7}])
def test_a_schema_that_is_none_is_refused(schema):
    assert schema_faults(schema)
