"""An earlier result fills the forms behind it (转用前序结果): with its source, never over what was typed. R-117."""

import pytest
from msgspec.structs import replace

from tongban.foundation.kernel.errors import NotNow
from tongban.foundation.ledger.models import Entry
from tongban.handling.bundles.commands import accepting, following
from tongban.handling.bundles.queries.control import control
from tongban.handling.cases.commands import delivering
from tongban.handling.cases.commands.receiving import deem_accepted
from tongban.handling.cases.commands.taking_over import take_over
from tongban.handling.cases.queries.forms import lodged_form
from tongban.registers.bundles.queries import findings_of, pinned
from tongban.registers.bundles.rules.editing import with_member

from .joining import MONDAY, RESTAURANT, after, again, begun, case_of, decided, department, fresh

pytestmark = pytest.mark.django_db
USCC = "92620200MA7E00029U"


def _restaurant(cast):
    bundle = begun(cast("liqiang"), code="restaurant", values=RESTAURANT).bundle
    accepting.accept(bundle, by=cast("wangfang"), at=after(0, 11))
    return again(bundle)


def _licensed(bundle):
    front = case_of(bundle, "license")
    hands = department(front)
    granted = decided(front, hands, at=after(1, 10))
    delivering.issue(
        granted, result_number="", face={"uscc": USCC, "kind": "个体工商户"}, by=hands.examiner, at=after(1, 11)
    )
    return fresh(granted)


@pytest.mark.req("R-117")
def test_the_number_on_the_licence_fills_the_permit_behind_it_once(cast):
    bundle = _restaurant(cast)
    assert "uscc" not in lodged_form(case_of(bundle, "food"))
    front = _licensed(bundle)
    for _ in range(2):
        following.follow(front.number, at=after(1, 12))
    food = case_of(bundle, "food")
    assert lodged_form(food)["uscc"] == USCC
    told = Entry.objects.get(chain=food.chain, verb="take_over")
    assert told.facts == {"source": front.number, "title": "营业执照", "fields": ["uscc"]}
    assert Entry.objects.filter(chain=bundle.chain, verb="hand_on").count() == 1
    line = next(each for each in control(again(bundle), at=after(2)).lines if each.branch.key == "food")
    assert line.filled == (("统一社会信用代码", "营业执照"),)
    granted = decided(food, department(food), at=after(2))
    assert granted.status == "granted"


@pytest.mark.req("R-117")
def test_what_was_typed_stays_and_what_does_not_fit_is_left_out(cast):
    food = case_of(_restaurant(cast), "food")
    typed = lodged_form(food)["operator_name"]
    told = take_over(
        food, values={"operator_name": "别的店", "uscc": "不是代码"}, source="1", title="营业执照", at=after(1)
    )
    assert told.facts == {"source": "1", "title": "营业执照", "fields": [], "unfit": ["uscc"]}
    form = lodged_form(fresh(food))
    assert (form["operator_name"], form.get("uscc")) == (typed, None)
    with pytest.raises(NotNow):
        take_over(fresh(food), values={"operator_name": "别的店"}, source="1", title="营业执照", at=after(1))


@pytest.mark.req("R-117")
def test_an_edition_cannot_take_what_no_result_tells(cast):
    content = pinned(_restaurant(cast).edition_id).content
    food = content.member("food")
    assert food is not None
    wrong = replace(food, takes=tuple(replace(each, result="weather") for each in food.takes))
    assert not [each for each in findings_of(content) if each.code == "unknown_result"]
    assert [each.code for each in findings_of(with_member(content, wrong, was="food"))].count("unknown_result") == 1


@pytest.mark.req("R-082")
def test_why_joint_acceptance_left_a_case_out_stands_with_it_until_it_is_accepted(cast):
    bundle = begun(cast("liqiang"), at=MONDAY).bundle
    accepting.accept(bundle, by=cast("wangfang"), at=after(1, 11))  # 不动产登记 is accepted by silence after its day
    told = {line.branch.key: line.held_because for line in control(again(bundle), at=after(1, 12)).lines}
    assert (told["contract"], told["tax"]) == ("", "")
    assert "视为受理" in told["registration"]
    deem_accepted(case_of(bundle, "registration"), at=after(1, 13))
    assert not any(line.held_because for line in control(again(bundle), at=after(1, 14)).lines)
