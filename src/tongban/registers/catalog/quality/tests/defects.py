"""Seeded defects: for every rule of the gate a change of a sound list that only this defect is in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import msgspec

from tongban.registers.catalog import content
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.quality import Surroundings
from tongban.registers.catalog.tests.city_rules import DOCUMENTS, SURROUNDINGS

FOOD = next(each for each in DOCUMENTS if each.basic_code == "000131024000")
SOUND = msgspec.structs.replace(FOOD, options={"01": FOOD.options["01"]})
PLAIN: dict[str, Any] = msgspec.to_builtins(SOUND.options["01"])
_LAW = {"law": "中华人民共和国食品安全法", "article": "第三十五条", "gist": "先取得许可。"}
_MATERIAL = {"code": "other", "name": "店铺照片", "why": "看看门面。", "points": ["清楚"]}
_FEE = {"name": "检验费", "standard": "10元/件", "basis": _LAW, "amount": 1000, "may_pay_online": True}
_SPECIAL = {"code": "x", "name": "现场看", "kind": "site_inspection", "limit": {"value": 2}, "basis": _LAW}
_EXCEPTION = {"ground": "law", "basis": _LAW, "approved_by": "市政管局", "review_on": "2027-01-01"}
_OFFLINE = {"channels": ["window"], "online_depth": "consult", "visits_required": 1, "visit_reason": "当面核对"}
_HARD = (
    "凡属县级以上地方人民政府食品安全监督管理部门实施的行政许可事项之申请人，均须自有关规定施行之日起十五日以内"
    "向该项行政机关呈报真实性、完整性、准确性符合法定形式的加盖公章的原件及复印件各一式三份，未提交的，不予以办理"
)


@dataclass(frozen=True)
class Defect:
    """What is changed: elements of the option, of the list, of the surroundings."""

    changes: Mapping[str, Any] = field(default_factory=dict)
    item: Mapping[str, Any] = field(default_factory=dict)
    around: Mapping[str, Any] = field(default_factory=dict)

    def lay(self) -> tuple[ItemDocument, Surroundings]:
        options = {"01": content.from_plain({**PLAIN, **self.changes})}
        item = msgspec.structs.replace(SOUND, **{"options": options, **self.item})
        return item, replace(SURROUNDINGS, **self.around)


def _with(name: str, *more: Mapping[str, Any]) -> dict[str, Any]:
    return {name: [*PLAIN.get(name, ()), *more]}


def _first(name: str, **changes: Any) -> dict[str, Any]:
    first, *rest = PLAIN[name]
    return {name: [{**first, **changes}, *rest]}


def _edition(**changes: Any) -> dict[str, Any]:
    return {"version": msgspec.structs.replace(SOUND.version, **changes)}


DEFECTS: dict[str, Defect] = {
    # limits
    "limit_missing": Defect({"promised_limit": {"value": 0}}),
    "promise_longer_than_law": Defect({"promised_limit": {"value": 15, "unit": "day"}}),
    "on_the_spot_disagrees": Defect({"case_type": "on_the_spot"}),
    "statutory_limit_over_twenty_days": Defect({"statutory_limit": {"value": 2, "unit": "month"}}),
    "clock_ignores_receipt": Defect({"statutory_limit": {"value": 10, "note": "从收到申请那天起算"}}),
    "stages_longer_than_promise": Defect({"promised_limit": {"value": 1}}),
    "stage_posts_out_of_order": Defect({"stages": [PLAIN["stages"][3], *PLAIN["stages"]]}),
    "flow_without_acceptance": Defect({"stages": [each for each in PLAIN["stages"] if each["code"] != "accept"]}),
    "flow_without_delivery": Defect({"stages": PLAIN["stages"][:-1]}),
    "licence_lacks_links": Defect({"stages": PLAIN["stages"][:2]}),
    "too_few_links": Defect({"stages": PLAIN["stages"][:2]}, item={"kind": "confirmation"}),
    "special_procedure_without_basis": Defect(_with("special_procedures", {**_SPECIAL, "basis": None})),
    "special_procedure_without_limit": Defect(_with("special_procedures", {**_SPECIAL, "limit": {}})),
    "only_extension_extends": Defect(_with("special_procedures", {**_SPECIAL, "effect": "extends"})),
    "extension_over_ten_days": Defect(
        _with("special_procedures", {**_SPECIAL, "kind": "extension", "effect": "extends", "limit": {"value": 11}})
    ),
    "inspection_by_one_person": Defect(_with("special_procedures", {**_SPECIAL, "officers": 1})),
    # visits
    "visit_without_reason": Defect({"visits_required": 1}),
    "reason_without_visit": Defect({"visit_reason": "核对原件"}),
    "visits_below_zero": Defect({"visits_required": -1}),
    "more_than_one_visit": Defect({"visits_required": 2, "visit_reason": "核对原件"}),
    "no_way_without_visit": Defect({"channels": ["window"], "may_deliver_by_post": False}),
    "visit_though_online_to_the_end": Defect({"visits_required": 1, "visit_reason": "核对原件"}),
    "depth_without_web": Defect({"channels": ["window", "mobile"]}),
    "paper_though_online_to_the_end": Defect(_with("materials", {**_MATERIAL, "medium": "paper"})),
    "mode_across_provinces_disagrees": Defect({"scope": "nation"}),
    "fully_online_across_provinces_with_visit": Defect(
        {"scope": "nation", "cross_province_mode": "fully_online", "online_depth": "accept"}
    ),
    "kiosk_disagrees": Defect({"may_use_kiosk": True}),
    "window_without_place": Defect({"venues": []}),
    "place_unknown": Defect({"venues": ["nowhere"]}),
    # counters
    "protected_window_closed": Defect(
        {"channels": ["web", "mobile"], "venues": []}, around={"protected": {"000131024000-01"}}
    ),
    "place_without_window": Defect({"channels": ["web", "mobile"]}),
    "only_by_appointment": Defect({"process_note": "办理前必须提前预约。"}),
    # online
    "offline_without_exception": Defect(_OFFLINE),
    "exception_incomplete": Defect({**_OFFLINE, "online_exception": {**_EXCEPTION, "approved_by": " "}}),
    "exception_review_is_no_day": Defect({**_OFFLINE, "online_exception": {**_EXCEPTION, "review_on": "明年"}}),
    "exception_review_overdue": Defect({**_OFFLINE, "online_exception": _EXCEPTION}, around={"on": date(2027, 1, 2)}),
    "exception_on_other_ground": Defect({**_OFFLINE, "online_exception": {**_EXCEPTION, "ground": "other"}}),
    "below_the_whole_way": Defect({"online_depth": "precheck"}),
    "exception_though_online": Defect({"online_exception": _EXCEPTION}),
    # fees
    "fee_incomplete": Defect(_with("fees", {**_FEE, "standard": ""})),
    "fee_below_zero": Defect(_with("fees", {**_FEE, "amount": -1})),
    "fee_of_nothing": Defect(_with("fees", {**_FEE, "amount": 0})),
    "fee_not_payable_online": Defect(_with("fees", {**_FEE, "may_pay_online": False})),
    "fee_is_postage": Defect(_with("fees", {**_FEE, "name": "证照快递费"})),
    "licence_fee_below_regulation": Defect(_with("fees", {**_FEE, "basis": {"law": "关于某某收费的通知"}})),
    "says_free_but_charges": Defect({**_with("fees", _FEE), "summary": "开饭馆先办这个证。不收费。"}),
    # materials
    "catch_all_material": Defect(_with("materials", {**_MATERIAL, "name": "其他有关材料"})),
    "catch_all_condition": Defect(_with("conditions", {"code": "x", "text": "法律、法规规定的其他条件。"})),
    "nothing_to_hand_in": Defect(_with("materials", {**_MATERIAL, "originals": -1})),
    "no_file_type_accepted": Defect(_with("materials", {**_MATERIAL, "accept_types": ["exe"]})),
    "form_without_sample": Defect(_first("materials", sample="")),
    "issuer_missing": Defect(_with("materials", {**_MATERIAL, "source": {"kind": "government"}})),
    "intermediary_not_listed": Defect(
        _with("materials", {**_MATERIAL, "source": {"kind": "intermediary", "issuer": "检测机构"}})
    ),
    "proof_without_basis": Defect(
        _with("materials", {**_MATERIAL, "kind": "proof", "source": {"kind": "government", "issuer": "社区"}})
    ),
    "mandate_looked_up": Defect(
        _with("materials", {**_MATERIAL, "name": "公证委托书", "spared_by": {"way": "data_check"}})
    ),
    "licence_called_otherwise": Defect(
        _with(
            "materials",
            {**_MATERIAL, "spared_by": {"way": "license", "license_type": "id_card", "license_name": "身份证"}},
        )
    ),
    "licence_type_unknown": Defect(
        _with("materials", {**_MATERIAL, "spared_by": {"way": "license", "license_type": "unheard_of"}})
    ),
    "licence_type_without_use": Defect(
        _with("materials", {**_MATERIAL, "spared_by": {"way": "data_check", "license_type": "id_card"}})
    ),
    "licence_not_spared": Defect(_with("materials", {**_MATERIAL, "name": "居民身份证"})),
    "material_asked_twice": Defect(_with("materials", _MATERIAL, {**_MATERIAL, "code": "again"})),
    # promises
    "deferral_not_offered": Defect({"deferral": {}}),
    "deferral_of_nothing": Defect({"materials": [{**e, "necessity": "required"} for e in PLAIN["materials"]]}),
    "deferral_without_limit": Defect({"deferral": {"is_offered": True, "supplement": "by_limit"}}),
    "commitment_not_offered": Defect(
        {**_with("materials", {**_MATERIAL, "necessity": "committable"}), "commitment": {}}
    ),
    "commitment_incomplete": Defect({"commitment": {"is_offered": True, "promises": ["属实"]}}),
    "commitment_days_in_disorder": Defect(
        {"commitment": {"is_offered": True, "promises": ["属实"], "consequence": "撤销", "to_on": "以后"}}
    ),
    "commitment_is_over": Defect(
        {"commitment": {"is_offered": True, "promises": ["属实"], "consequence": "撤销", "to_on": "2025-12-31"}}
    ),
    "commitment_in_excluded_field": Defect(
        {
            "name": "食品经营许可（危险化学品）",
            "commitment": {"is_offered": True, "promises": ["属实"], "consequence": "撤销"},
        }
    ),
    # phones, topics, results
    "phone_missing": Defect({"enquiry_phone": ""}, around={"agencies": {}}),
    "phones_are_the_same": Defect({"complaint_phone": PLAIN["enquiry_phone"]}),
    "phone_cannot_be_called": Defect({"enquiry_phone": "6220117"}),
    "topics_missing": Defect({"person_topics": []}),
    "topics_of_others": Defect({"audience": ["person"]}),
    "topic_unknown": Defect({"person_topics": ["080"]}),
    "certificate_not_a_licence": Defect({"results": [{"name": "食品经营许可证", "kind": "record"}]}),
    "licence_without_sample": Defect(_first("results", sample=" ")),
    "licence_without_type": Defect(_first("results", license_type="")),
    "validity_of_nothing": Defect(_first("results", validity={"value": 0, "unit": "year"})),
    # basis
    "basis_missing": Defect({"legal_basis": []}),
    "basis_repealed": Defect(around={"repealed": {"食品安全法": "新食品安全法"}}),
    "basis_is_a_draft": Defect(_with("legal_basis", {**_LAW, "law": "食品经营许可办法（征求意见稿）"})),
    "basis_title_in_marks": Defect(_with("legal_basis", {**_LAW, "law": "《食品安全法》"})),
    "basis_without_article": Defect(_with("legal_basis", {"law": "中华人民共和国行政许可法", "gist": "公开。"})),
    # words
    "placeholder_left": Defect({"summary": "待补充"}),
    "markup_left": Defect({"summary": "开饭馆先办这个证。<br/>"}),
    "broken_character": Defect({"summary": "开饭馆\ufffd先办这个证。"}),
    "half_width_punctuation": Defect({"summary": "开饭馆,先办这个证。"}),
    "first_sentence_too_long": Defect({"summary": "长" * 61}),
    "guide_hard_to_read": Defect({"summary": _HARD + "。", "process_note": f"{_HARD}。{_HARD}。"}),
    "guide_unreadable": Defect({"summary": f"{_HARD}。" * 40}),
    # reach
    "question_never_asked": Defect(
        _with("questions", {"code": "x", "text": "几位？", "kind": "yes_no", "show_when": "area < 3 and area > 4"})
    ),
    "question_without_consequence": Defect(
        _with("questions", {"code": "idle", "text": "天气好吗？", "kind": "yes_no"})
    ),
    "field_never_shown": Defect(_with("form", {"code": "x", "label": "甲", "show_when": 'business_type == "x"'})),
    "field_never_required": Defect(
        _with(
            "form",
            {
                "code": "x",
                "label": "甲",
                "show_when": 'business_type == "canteen"',
                "required_when": 'business_type == "retail"',
            },
        )
    ),
    "condition_never_met": Defect(
        _with("conditions", {"code": "x", "text": "甲", "met_when": 'has_subject == "maybe"'})
    ),
    "condition_always_met": Defect(
        _with("conditions", {"code": "x", "text": "甲", "met_when": 'has_subject in ("yes", "no")'})
    ),
    "nobody_can_apply": Defect(_with("conditions", {"code": "x", "text": "甲", "met_when": 'has_subject == "no"'})),
    "material_of_nobody": Defect(_with("materials", {**_MATERIAL, "required_when": 'has_subject == "no"'})),
    "prerequisite_of_nobody": Defect(
        {"prerequisites": [{"basic_code": "000131004000", "name": "甲", "basis": _LAW, "when": 'machine == "x"'}]}
    ),
    "prerequisite_unknown": Defect({"prerequisites": [{"basic_code": "1", "name": "甲", "basis": _LAW}]}),
    "prerequisite_without_basis": Defect({"prerequisites": [{"basic_code": "000131004000", "name": "甲"}]}),
    "prefill_does_not_fit": Defect(
        _with(
            "form",
            {
                "code": "x",
                "label": "甲",
                "kind": "choice",
                "prefill": "answers.business_type",
                "choices": [{"value": "catering", "label": "餐饮"}],
            },
        )
    ),
    # editions, completeness
    "edition_without_reason": Defect(item=_edition(reason=" ")),
    "agency_unknown": Defect(item={"agency": "nobody"}),
    "two_options_of_one_name": Defect(item={"options": {"01": SOUND.options["01"], "02": SOUND.options["01"]}}),
    "element_missing": Defect({"remedy": ""}),
}
