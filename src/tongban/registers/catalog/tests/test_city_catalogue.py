"""The demo city's catalogue stays consistent: every rule holds for every option, and is known to bite.

A rule is run over the whole catalogue, and once over a broken option. Then: what must be complete, kinds and fields,
the names of licences, and words outside the vocabulary.
"""

import re
from collections import Counter
from typing import Any

import msgspec
import pytest

from tongban.foundation.kernel.errors import Declined
from tongban.registers.catalog import content
from tongban.registers.catalog import item as items
from tongban.registers.catalog.browsing import Filters
from tongban.registers.catalog.kinds import ItemKind, ServiceField
from tongban.registers.catalog.loading import read_synonyms
from tongban.registers.catalog.search.engine import found
from tongban.registers.catalog.search.index import Index
from tongban.registers.catalog.tests import city_rules as rules
from tongban.registers.catalog.tests.city_rules import ALL, DOCUMENTS, LICENSE_TYPES, RULES, Listed, Rule, lacks
from tongban.registers.catalog.tests.samples import CITY, guides_of

MUST_BE_COMPLETE = {
    "000131004000-01": "个体工商户设立",
    "000131024000-01": "食品经营许可",
    "000123020000-01": "公共场所卫生许可",
    "000123020000-06": "公共场所卫生许可（告知承诺）",
    "000715001007-04": "不动产转移登记",
    "000709111001-02": "居住证",
    "000109140009-01": "驾驶证换证",
    "002014010001-02": "社保卡",
    "622017001W00-01": "购房提取公积金",
    "000788001001-01": "残疾人证",
    "000511001000-01": "低保",
    "000717007000-01": "公租房",
    "622036008W02-02": "门诊慢特病",
    "000123014000-01": "护士注册",
    "622011001W00-01": "老年人优待证",
    "622017101W00-01": "供水报装",
}


@pytest.mark.req("R-001")
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_in_the_whole_catalogue(rule):
    assert [f"{here.item.agency}/{here.key}: {each}" for here in ALL for each in rule(here)] == []


_FOOD = next(each for each in ALL if each.key == "000131024000-01")
_MATERIAL = {"code": "other", "name": "店铺照片"}
BROKEN: tuple[tuple[Rule, dict[str, Any]], ...] = (
    (
        rules.fees_are_marked_as_samples,
        {"fees": [{"name": "工本费", "standard": "10元", "basis": {"law": "某法"}}]},
    ),
    (rules.phones_are_the_agencys_own, {"complaint_phone": "0937-6220117(样例)"}),
    (rules.every_guide_answers_a_question, {"faqs": []}),
    (rules.stations_and_places_agree, {"venues": ["nowhere"]}),
    (rules.stations_and_places_agree, {"channels": ["window", "web"]}),
    (rules.hours_are_those_of_the_places, {"hours": "周一至周五 9:00—17:00（样例）"}),
    (rules.no_other_city_is_named, {"summary": "在长沙开饭馆，先办这个证。"}),
    (rules.everything_is_marked_as_a_sample, {"is_sample": False}),
    (rules.people_can_find_it, {"everyday_words": ["开饭馆"]}),
)


@pytest.mark.parametrize(("rule", "changes"), BROKEN, ids=lambda each: getattr(each, "__name__", ""))
def test_a_broken_option_is_found_by(rule, changes):
    plain = msgspec.to_builtins(_FOOD.option)
    broken = Listed(_FOOD.item, "01", content.from_plain({**plain, **changes}))
    assert list(rule(broken))


def test_every_rule_is_known_to_bite():
    assert {rule for rule, _ in BROKEN} == set(RULES)


# --- what a complete option has


def test_the_options_that_the_citys_people_need_most_are_complete():
    assert {each.key for each in ALL} >= set(MUST_BE_COMPLETE)
    assert [
        f"{MUST_BE_COMPLETE[each.key]}: {one}" for each in ALL if each.key in MUST_BE_COMPLETE for one in lacks(each)
    ] == []
    assert sum(not list(lacks(each)) for each in ALL) >= 15
    assert len(ALL) >= 60


# --- kinds and fields


@pytest.mark.req("R-010")
def test_the_seven_powers_and_public_services_are_all_there_and_nothing_else():
    counted = Counter(each.item.kind for each in ALL)
    assert set(counted) == set(ItemKind)
    assert sum(counted.values()) == len(ALL)


@pytest.mark.req("R-010")
@pytest.mark.parametrize("kind", [*items.EX_OFFICIO, *items.EX_OFFICIO.values()])
def test_no_list_of_the_city_could_be_an_ex_officio_power(kind):
    with pytest.raises(Declined, match="不能由群众申请"):
        items.refuse_ex_officio(kind, DOCUMENTS[0].basic_code)


@pytest.fixture(scope="module")
def index():
    return Index(guides_of(DOCUMENTS), list(read_synonyms(CITY / "synonyms.yaml").items()))


@pytest.mark.req("R-011")
@pytest.mark.parametrize("field", ServiceField)
def test_browsing_a_field_gives_all_its_services_and_only_them(index, field):
    wanted = sorted(each.key for each in ALL if each.item.field == field)
    hits = found(index, "", Filters(field=field), 1, len(ALL)).hits
    assert sorted(f"{each.card.basic_code}-{each.card.option_code[-2:]}" for each in hits) == wanted
    assert wanted


@pytest.mark.req("R-011")
def test_only_a_public_service_has_a_field_and_exactly_one():
    assert [each.basic_code for each in DOCUMENTS if bool(each.field) != (each.kind == ItemKind.PUBLIC_SERVICE)] == []


@pytest.mark.req("R-022")
def test_every_list_says_since_when_why_and_on_what_source_it_stands():
    assert [e.basic_code for e in DOCUMENTS if not (e.version.reason and e.version.legal_source)] == []
    assert all(each.version.number == 1 and str(each.version.effective_on) == "2026-01-01" for each in DOCUMENTS)


# --- words for licences, and words that are not in any vocabulary


def test_a_type_of_licence_has_one_name_and_a_slug():
    assert len(set(LICENSE_TYPES.values())) == len(LICENSE_TYPES) >= 45
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", each) for each in LICENSE_TYPES)


@pytest.mark.parametrize(
    "changes",
    [
        {"scope": "galaxy"},
        {"cross_province_mode": "全程网办"},
        {"online_depth": "full"},
        {"case_type": "slow"},
        {"clock_starts": "someday"},
        {"channels": ["pigeon"]},
        {"deferral": {"supplement": "never"}},
        {"commitment": {"kind": "word"}},
        {"results": [{"name": "证", "kind": "medal"}]},
        {"stages": [{"code": "a", "name": "受理", "post": "porter"}]},
        {"special_procedures": [{"code": "a", "name": "鉴定", "kind": "magic"}]},
        {"special_procedures": [{"code": "a", "name": "鉴定", "kind": "appraisal", "effect": "hides"}]},
        {"materials": [{**_MATERIAL, "medium": "stone"}]},
        {"materials": [{**_MATERIAL, "kind": "thing"}]},
        {"materials": [{**_MATERIAL, "source": {"kind": "found"}}]},
        {"materials": [{**_MATERIAL, "spared_by": {"way": "luck"}}]},
    ],
    ids=lambda each: next(iter(each)),
)
def test_a_word_outside_the_vocabulary_is_a_fault(changes):
    plain = msgspec.to_builtins(_FOOD.option)
    broken = msgspec.structs.replace(_FOOD.item, options={"01": content.from_plain({**plain, **changes})})
    assert "vocabulary" in {each.code for each in items.faults(broken)}
    assert items.faults(_FOOD.item) == []
