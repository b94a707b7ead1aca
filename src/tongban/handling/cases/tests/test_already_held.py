"""What is at hand is not asked for (已有的不得重复要): four sources, the copy shown, a reason recorded, R-101."""

import msgspec
import pytest

from tongban.foundation.kernel.errors import Invalid
from tongban.handling.cases import holdings
from tongban.handling.cases.commands import receiving, reusing
from tongban.handling.cases.commands.asking import AlreadyHeld
from tongban.handling.cases.models import MaterialState
from tongban.handling.cases.ports import HeldLicense
from tongban.handling.cases.queries.held import given_before
from tongban.registers.catalog.content import SparedBy

from .applying import LICENSE
from .asking import good
from .driving import accepted, after, food_option, fresh, listed, received
from .test_budgets import counted

AGAIN = "以前交的是旧店的人，这次换了。"


@pytest.fixture(autouse=True)
def _only_what_was_given_before():
    before = holdings.BOUND[:]
    holdings.BOUND[:] = [given_before]
    yield
    holdings.BOUND[:] = before


def spared(code: str, by: SparedBy):
    materials = tuple(
        msgspec.structs.replace(each, spared_by=by) if each.code == code else each for each in food_option().materials
    )
    return listed(materials=materials)


def refused(case, by, *items, at=None):
    with pytest.raises(AlreadyHeld) as refusal:
        receiving.ask_correction(case, items=list(items), by=by, at=at or after(3, 11))
    assert refusal.value.status == 409
    return {code: each["source"] for code, each in refusal.value.facts["held"].items()}


@pytest.mark.req("R-101")
def test_what_an_earlier_case_holds_is_not_asked_for_and_the_copy_is_shown(cast):
    accepted(cast)
    case = received(cast, at=after(3), without=("safety_rules",))
    with pytest.raises(AlreadyHeld) as refusal:
        receiving.ask_correction(case, items=[], by=cast("wangfang"), at=after(3, 11))
    (fault,) = refusal.value.faults
    assert fault.pointer == "/items/0/ask_again_reason"
    assert "2026年11月23日" in fault.message
    assert "1个文件" in fault.message


@pytest.mark.req("R-101")
def test_a_plan_of_other_premises_is_no_copy(cast):
    accepted(cast)
    case = received(cast, at=after(3), without=("layout_plan",))
    notice = receiving.ask_correction(case, items=[], by=cast("wangfang"), at=after(3, 11))
    assert [(each["code"], "held" in each) for each in notice.items] == [("layout_plan", False)]


@pytest.mark.req("R-101")
def test_what_this_case_holds_and_was_found_good_is_not_asked_for(cast):
    case = received(cast, at=after(3))
    receiving.precheck(case, verdicts=good("layout_plan"), by=cast("wangfang"), at=after(3, 10, 30))
    line = {"requirement_code": "layout_plan", "problem": "请再交一份纸质的。"}
    assert refused(fresh(case), cast("wangfang"), line) == {"layout_plan": "this_case"}


@pytest.mark.req("R-101")
def test_a_licence_that_was_shown_before_is_not_asked_for(cast):
    accepted(cast)
    case = received(cast, at=after(3), without=("business_license",))
    assert refused(case, cast("wangfang")) == {"business_license": "license"}


@pytest.mark.req("R-101")
def test_a_licence_that_a_register_holds_is_not_asked_for(cast):
    def register(party_id, license_types, on):
        return [HeldLicense(each, LICENSE, "电子证照目录") for each in license_types if each == "business_license"]

    holdings.BOUND.append(register)
    case = received(cast, at=after(3), without=("business_license",))
    assert refused(case, cast("wangfang")) == {"business_license": "license"}


@pytest.mark.req("R-101")
@pytest.mark.parametrize("way", ["data_check", "system_generated"])
def test_what_data_tells_is_not_asked_for(cast, way):
    with spared("equipment_list", SparedBy(way=way, note="与设备登记数据核验")):
        case = received(cast, at=after(3), without=("equipment_list",))
        assert case.materials.get(requirement_code="equipment_list").state == MaterialState.SPARED
        line = {"requirement_code": "equipment_list", "problem": "核验不上。"}
        assert refused(case, cast("wangfang"), line) == {"equipment_list": "data_check"}


@pytest.mark.req("R-101")
def test_asking_all_the_same_needs_a_reason_and_stands_on_the_notice(cast):
    accepted(cast)
    case = received(cast, at=after(3), without=("health_certificates", "safety_rules"))
    lines = [
        {"requirement_code": "health_certificates", "problem": "没有提交。", "ask_again_reason": AGAIN},
        {"requirement_code": "safety_rules", "problem": "没有提交。", "ask_again_reason": " "},
    ]
    assert refused(case, cast("wangfang"), *lines).keys() == {"health_certificates", "safety_rules"}
    lines[1]["ask_again_reason"] = "制度按新的办法改过。"
    notice = receiving.ask_correction(case, items=lines, by=cast("wangfang"), at=after(3, 12))
    told = {each["code"]: (each["held"], each["ask_again_reason"]) for each in notice.items}
    assert told == {
        "health_certificates": ("earlier_case", AGAIN),
        "safety_rules": ("earlier_case", "制度按新的办法改过。"),
    }


def test_a_reason_against_nothing_is_not_counted(cast):
    case = received(cast, at=after(3), without=("safety_rules",))
    line = {"requirement_code": "safety_rules", "problem": "没有提交。", "ask_again_reason": AGAIN}
    notice = receiving.ask_correction(case, items=[line], by=cast("wangfang"), at=after(3, 11))
    assert "ask_again_reason" not in notice.items[0]


@pytest.mark.req("R-101")
def test_what_is_at_hand_is_taken_in_and_nobody_is_asked(cast):
    first = accepted(cast)
    case = received(cast, at=after(3), without=("safety_rules", "business_license"))
    due_on, clocks = case.due_on, list(case.clocks.order_by("id").values())
    reusing.reuse(case, by=cast("wangfang"), at=after(3, 11))
    case = fresh(case)
    rules = case.materials.get(requirement_code="safety_rules", replaced_at=None)
    license_row = case.materials.get(requirement_code="business_license", replaced_at=None)
    assert (rules.state, rules.round, rules.files.count()) == ("provided", 2, 1)
    assert (license_row.state, license_row.license_identifier) == ("spared", LICENSE)
    copy = rules.files.get().file
    original = first.materials.get(requirement_code="safety_rules").files.get().file
    assert (bytes(copy.sha256), copy.holder) == (bytes(original.sha256), case.chain)
    assert copy.pk != original.pk
    assert (case.due_on, list(case.clocks.order_by("id").values())) == (due_on, clocks)
    receiving.accept(case, by=cast("wangfang"), at=after(3, 12))


def test_nothing_at_hand_is_told(cast):
    case = received(cast, without=("safety_rules",))
    with pytest.raises(reusing.NothingHeld):
        reusing.reuse(case, by=cast("wangfang"), at=after(0, 11))


def test_what_was_never_taken_for_good_or_is_another_ones_is_no_copy(cast):
    received(cast)  # not accepted
    bad = {"safety_rules": {"verdict": "bad", "problem": "看不清。"}}
    rejected = received(cast)
    receiving.precheck(rejected, verdicts=bad, by=cast("wangfang"), at=after(0, 11))
    case = received(cast, at=after(3), without=("safety_rules",))
    receiving.ask_correction(case, items=[], by=cast("wangfang"), at=after(3, 11))
    with pytest.raises(Invalid):
        receiving.ask_correction(received(cast, at=after(4)), items=[], by=cast("wangfang"), at=after(4, 11))


def test_looking_for_copies_takes_three_statements_more(cast):
    accepted(cast)
    case = received(cast, at=after(3), without=("layout_plan", "business_license"))
    wangfang = cast("wangfang")
    with counted() as seen, pytest.raises(AlreadyHeld):
        receiving.ask_correction(case, items=[], by=wangfang, at=after(3, 11))
    # the case held · told before? the notice, asked again? · the set's files, found complete before? · materials ·
    # licences before · papers before · found good in this case
    assert len(seen) <= 9, seen.statements
