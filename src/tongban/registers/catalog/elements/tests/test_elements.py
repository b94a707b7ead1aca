"""The element template: 46 elements in words, differences field by field, what came from above stays."""

import time

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.registers.catalog import elements
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.elements import Body, Carried, changed_locked, compare, diff, locked_paths, values
from tongban.registers.catalog.tests.samples import document, option

TEMPLATE = elements.shipped()
BODY = Body("样例市场监管局", "11620200717000171N")
MOST_SECONDS, MOST_OPTIONS = 2.0, 1000


def carried(where="市本级", **changes):
    item = document(options={"01": msgspec.to_builtins(option(**changes))})
    return Carried(item, item.options["01"], "01", BODY, where)


def plain(**changes):
    return msgspec.to_builtins(document(options={"01": msgspec.to_builtins(option(**changes))}))


def said(code, **changes):
    one = carried(**changes)
    [found] = [each for each in values(one.item, one.option, TEMPLATE, body=BODY) if each.element.code == code]
    return found.words


@pytest.mark.req("R-016")
def test_the_shipped_template_has_46_sound_elements_and_says_that_it_is_a_reconstruction():
    assert [each.number for each in TEMPLATE.elements] == list(range(1, 47))
    assert elements.faults(TEMPLATE) == []
    assert TEMPLATE.is_reconstruction
    assert "代替" in TEMPLATE.source


@pytest.mark.req("R-016")
def test_every_element_is_said_in_words_without_codes_of_the_house():
    one = carried(fees=[{"name": "工本费", "standard": "", "amount": 500, "basis": {"law": "样例法"}}])
    found = values(one.item, one.option, TEMPLATE, body=BODY)
    assert len(found) == len(TEMPLATE.elements)
    assert all(each.words for each in found)
    words = {each.element.code: each.words for each in found}
    assert words["audience"] == "自然人；企业法人和其他组织"
    assert words["statutory_limit"] == "10个工作日"
    assert words["implementation_code"] == "11620200717000171N3620131990W00"
    assert words["option_code"] == "11620200717000171N3620131990W0001"
    assert words["fee_standards"] == "工本费：5.00元"
    assert words["material_counts"].startswith("申请书：原件1份，复印件0份；")


def test_without_a_body_the_codes_are_not_made_up():
    one = carried()
    words = {each.element.code: each.words for each in values(one.item, one.option, TEMPLATE)}
    assert (words["implementation_code"], words["agency"], words["agency_code"]) == ("无", "无", "无")


@pytest.mark.parametrize(
    ("code", "changes", "words"),
    [
        ("visits", {"visits_required": 2}, "2次"),
        ("is_charged", {}, "否"),
        ("promised_limit", {"promised_limit": {"value": 0, "unit": "on_the_spot"}}, "当场"),
        ("statutory_unit", {"statutory_limit": {"value": 60, "unit": "day"}}, "天"),
        ("scope", {"scope": "nation"}, "全国通办"),
        ("stages", {"stages": [{"code": "a", "name": "受理", "post": "counter", "limit": {"value": 2}}]},
         "受理：收件受理（2个工作日）"),
    ],
)  # fmt: skip
def test_an_element_is_said_as_people_say_it(code, changes, words):
    assert said(code, **changes) == words


def test_equal_lists_do_not_differ():
    assert diff(carried(), carried(), TEMPLATE) == ()


@pytest.mark.req("R-016")
def test_what_differs_is_told_field_by_field_with_old_and_new():
    materials = msgspec.to_builtins(option())["materials"]
    fewer = [{**each, "originals": 2} if each["code"] == "license" else each for each in materials[:-1]]
    found = diff(carried(), carried(statutory_limit={"value": 20}, materials=fewer), TEMPLATE)
    assert {each.sentence for each in found} == {
        "法定办结时限：10个工作日→20个工作日",
        "材料名称“门店照片”：门店照片→无",
        "材料类型“门店照片”：原件→无",
        "材料形式“门店照片”：纸质或电子→无",
        "材料必要性“门店照片”：非必要→无",
        "来源渠道“门店照片”：申请人自备→无",
        "材料依据“门店照片”：无→无",
        "材料份数“门店照片”：原件1份，复印件0份→无",
        "材料份数“营业执照”：原件1份，复印件0份→原件2份，复印件0份",
    }


def test_materials_are_matched_by_code_whatever_their_order():
    materials = msgspec.to_builtins(option())["materials"]
    assert diff(carried(), carried(materials=materials[::-1]), TEMPLATE) == ()


def test_a_condition_that_decides_otherwise_with_the_same_words_is_a_difference():
    conditions = [{**each, "met_when": ""} for each in msgspec.to_builtins(option())["conditions"]]
    [found] = diff(carried(), carried(conditions=conditions), TEMPLATE)
    assert found.after == "已有营业执照（判断条件改过）"


@pytest.mark.req("R-016")
def test_places_stand_side_by_side_and_only_what_must_be_equal_is_called_unequal():
    rows = [carried("省"), carried("市", promised_limit={"value": 3}), carried("镇", statutory_limit={"value": 9})]
    found = compare(rows, TEMPLATE)
    assert found.columns == ("省", "市", "镇")
    assert len(found.lines) == len(TEMPLATE.elements)
    assert [each.element.code for each in found.unequal] == ["statutory_limit"]
    assert found.unequal[0].cells == ("10个工作日", "10个工作日", "9个工作日")


@pytest.mark.req("R-016")
def test_changing_an_element_that_is_the_same_at_all_levels_is_told_with_its_place():
    [found] = changed_locked(plain(), plain(statutory_limit={"value": 30}), TEMPLATE)
    assert (found.pointer, found.code) == ("/options/01/statutory_limit", "locked")
    assert "上级是“10个工作日”，现在是“30个工作日”" in found.message


def test_a_material_added_taken_away_or_made_stricter_is_told():
    materials = msgspec.to_builtins(option())["materials"]
    assert {each.pointer for each in changed_locked(plain(), plain(materials=materials[1:]), TEMPLATE)} == {
        "/options/01/materials/form"
    }
    more = [*materials, {"code": "extra", "name": "居委会证明"}]
    assert {each.pointer for each in changed_locked(plain(), plain(materials=more), TEMPLATE)} == {
        "/options/01/materials/extra"
    }
    stricter = [{**each, "required_when": ""} if each["code"] == "fire" else each for each in materials]
    assert [each.pointer for each in changed_locked(plain(), plain(materials=stricter), TEMPLATE)] == [
        "/options/01/materials/fire"
    ]


def test_what_is_local_may_be_completed_and_improved():
    local = plain(promised_limit={"value": 1}, visits_required=0, scope="nation", channels=["web"], venues=["stations"])
    assert changed_locked(plain(), local, TEMPLATE) == []


def test_what_came_from_above_may_be_a_part_and_only_that_part_is_fixed():
    part = {"name": "样例许可", "options": {"01": {"statutory_limit": {"value": 10}}}}
    assert changed_locked(part, plain(materials=[]), TEMPLATE) == []
    assert [each.pointer for each in changed_locked(part, {**plain(), "name": "另一个名字"}, TEMPLATE)] == ["/name"]


def test_what_came_from_above_may_be_given_by_pointers():
    above = {"/name": "样例许可", "/options/01/statutory_limit": {"value": 10, "unit": "workday"}}
    assert changed_locked(above, document(), TEMPLATE) == []
    assert [each.pointer for each in changed_locked(above, plain(statutory_limit={"value": 9}), TEMPLATE)] == [
        "/options/01/statutory_limit"
    ]


def test_a_promise_may_be_made_shorter_and_never_longer():
    assert changed_locked(plain(), plain(promised_limit={"value": 3}), TEMPLATE) == []
    assert changed_locked(plain(), plain(promised_limit={"value": 6, "unit": "day"}), TEMPLATE) == []
    [found] = changed_locked(plain(), plain(promised_limit={"value": 8, "unit": "day"}), TEMPLATE)
    assert found.message.startswith("“承诺办结时限”只能比上级的短：上级是“5个工作日”，现在是“8天”。")


def test_a_default_written_out_is_the_same_as_one_left_out():
    above = {"options": {"01": {"materials": [{"code": "a", "name": "甲", "necessity": "required", "originals": 1}]}}}
    here = {"options": {"01": {"materials": [{"code": "a", "name": "甲"}]}}}
    assert changed_locked(above, here, TEMPLATE) == []


def test_an_option_from_above_cannot_be_dropped_and_a_local_one_is_free():
    assert [each.pointer for each in changed_locked(plain(), {**plain(), "options": {}}, TEMPLATE)] == ["/options/01"]
    assert changed_locked({"options": {}}, plain(), TEMPLATE) == []


def test_locked_paths_are_those_of_the_same_elements():
    assert {"/basic_code", "/options/*/statutory_limit", "/options/*/materials"} <= set(locked_paths(TEMPLATE))
    assert not {"/level", "/options/*/scope"} & set(locked_paths(TEMPLATE))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"path": "/options/*/nonsense"}, "path"),
        ({"path": "/options/*/name", "each": ""}, "path"),
        ({"path": "/options/*/materials", "each": "nonsense"}, "path"),
        ({"path": "name"}, "path"),
        ({"path": "place.where"}, "path"),
        ({"path": "place.uscc"}, "place"),
        ({"words": "nonsense"}, "words"),
    ],
)
def test_a_template_that_names_what_no_list_has_is_refused(changes, code):
    first = {**msgspec.to_builtins(TEMPLATE.elements[0]), **changes}
    bad = elements.from_plain({**msgspec.to_builtins(TEMPLATE), "elements": [first]})
    assert [each.code for each in elements.faults(bad)] == [code]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(value=st.integers(0, 400), originals=st.integers(0, 9), name=st.text("甲乙丙丁", min_size=1, max_size=8))
def test_a_difference_is_found_exactly_where_the_words_differ(value: int, originals: int, name: str):
    materials = [{"code": "m", "name": name, "originals": originals}]
    one = carried(materials=[{"code": "m", "name": "甲"}])
    other = carried(statutory_limit={"value": value}, materials=materials)
    before = {each.element.code: each.words for each in values(one.item, one.option, TEMPLATE)}
    after = {each.element.code: each.words for each in values(other.item, other.option, TEMPLATE)}
    differing = {code for code in before if before[code] != after[code]}
    named = {"material_forms", "material_counts", "material_media", "material_necessity"}
    named |= {"material_sources", "material_bases"}  # they name the material, which may be called otherwise
    found = {each.element.code for each in diff(one, other, TEMPLATE)}
    assert found - differing == set()
    assert differing - found <= named


@pytest.mark.req("R-016")
def test_a_thousand_options_times_46_elements_are_compared_in_two_seconds():
    pairs = [_pair(number) for number in range(MOST_OPTIONS)]
    began = time.process_time()
    found = sum(len(diff(one, other, TEMPLATE)) for one, other in pairs)
    took = time.process_time() - began
    assert found > MOST_OPTIONS
    assert took <= MOST_SECONDS, f"{took:.2f} s"


def _pair(number: int) -> tuple[Carried, Carried]:
    plain_option = msgspec.to_builtins(option())
    other = msgspec.convert(
        {
            **plain_option,
            "statutory_limit": {"value": 10 + number % 7},
            "materials": [{**each, "copies": number % 3} for each in plain_option["materials"]],
        },
        Option,
    )
    item = document()
    return Carried(item, option(), "01", BODY), Carried(item, other, "01", BODY)
