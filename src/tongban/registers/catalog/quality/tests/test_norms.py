"""A process may not be more than its norm: every addition is refused, every simplification allowed."""

from typing import Any

import pytest

from tongban.registers.catalog import content
from tongban.registers.catalog.findings import Severity
from tongban.registers.catalog.quality import exceeds, rules
from tongban.registers.catalog.quality.rulebook import groups
from tongban.registers.catalog.tests.city_rules import ALL

from .defects import PLAIN, SOUND

NORM = SOUND.options["01"]
_STAGE = {"code": "site", "name": "实地复核", "post": "examiner", "limit": {"value": 1}}
_MATERIAL = {"code": "photo", "name": "店铺照片"}
_LAW = {"law": "某法"}


def _with(name: str, *more: dict[str, Any]) -> dict[str, Any]:
    return {name: [*PLAIN.get(name, ()), *more]}


def _change(name: str, code: str, /, **changes: Any) -> dict[str, Any]:
    return {name: [{**each, **changes} if each["code"] == code else each for each in PLAIN[name]]}


EXCESSES = [
    ("extra_stage", _with("stages", _STAGE)),
    ("other_hands", _change("stages", "review", post="decider")),
    ("longer_limit", _change("stages", "review", limit={"value": 4})),
    ("longer_limit", {"promised_limit": {"value": 6}}),
    ("longer_limit", {"promised_limit": {"value": 8, "unit": "day"}}),
    ("longer_limit", _change("special_procedures", "site_inspection", limit={"value": 30})),
    ("extra_material", _with("materials", _MATERIAL)),
    ("stricter_material", _change("materials", "layout_plan", necessity="required")),
    ("stricter_material", _change("materials", "business_license", copies=2)),
    ("stricter_material", _change("materials", "business_license", spared_by=None)),
    ("stricter_material", _change("materials", "business_license", medium="paper")),
    ("stricter_material", _change("materials", "business_license", alternatives=[])),
    ("stricter_material", _change("materials", "premises_use", required_when="")),
    ("stricter_material", _change("materials", "premises_use", required_when='online_sales != "none"')),
    ("extra_condition", _with("conditions", {"code": "x", "text": "注册资本十万元以上。"})),
    ("stricter_condition", _change("conditions", "licensed_subject", met_when='has_subject == "yes" and area > 20')),
    ("stricter_condition", _change("conditions", "clean_place", met_when="area > 20")),
    ("extra_refusal_ground", _with("refusal_grounds", {"code": "x", "text": "领导不同意的。"})),
    (
        "extra_special_procedure",
        _with("special_procedures", {"code": "x", "name": "专家会", "kind": "expert_review", "basis": _LAW}),
    ),
    ("extra_special_procedure", _change("special_procedures", "hearing", effect="extends")),
    ("extra_fee", {"fees": [{"name": "检验费", "standard": "10元", "basis": _LAW}]}),
    ("extra_prerequisite", {"prerequisites": [{"basic_code": "000131004000", "name": "甲"}]}),
    ("extra_intermediary", {"intermediaries": [{"name": "检测"}]}),
    ("more_visits", {"visits_required": 1}),
]


@pytest.mark.req("R-030")
@pytest.mark.parametrize(("code", "changes"), EXCESSES)
def test_what_exceeds_the_norm_is_refused(code, changes):
    found = exceeds(NORM, content.from_plain({**PLAIN, **changes}))
    assert code in {each.code for each in found}
    assert all(each.severity is Severity.ERROR and each.clause and "{" not in each.message for each in found)


def test_every_rule_of_the_norm_is_known_to_bite():
    norm = next(group for group in groups() if group.name == "norm")
    assert {rule.code for rule in norm.rules} == {code for code, _ in EXCESSES} <= set(rules())


@pytest.mark.req("R-030")
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"promised_limit": {"value": 2}},
        {"stages": [PLAIN["stages"][1], *PLAIN["stages"][4:]]},
        {"materials": PLAIN["materials"][:3]},
        _change("materials", "layout_plan", necessity="optional"),
        _change("materials", "premises_use", required_when='online_sales == "only" and area > 10'),
        _change("materials", "premises_use", required_when='not (online_sales != "only")'),
        {"conditions": PLAIN["conditions"][:1], "refusal_grounds": []},
        {"special_procedures": []},
        _change("stages", "review", code="renamed"),
        {"promised_limit": {"value": 0, "unit": "on_the_spot"}, "case_type": "on_the_spot"},
    ],
)
def test_a_simpler_process_is_allowed(changes):
    assert exceeds(NORM, content.from_plain({**PLAIN, **changes})) == []


def test_every_option_is_its_own_norm():
    assert [each.key for each in ALL if exceeds(each.option, each.option)] == []
