"""The rules of the supermarket (网上超市规则): the draw, sealed bids, the score, the four elements, shares, flows."""

import hashlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.actors import STAFF_ROLES, Role
from tongban.handling.intermediaries.rules.concentration import shares
from tongban.handling.intermediaries.rules.drawing import commitment, draw, inspected, seed_lines
from tongban.handling.intermediaries.rules.flow import NEED_FLOW
from tongban.handling.intermediaries.rules.offering import ELEMENTS, Guide, Paper, faults_of
from tongban.handling.intermediaries.rules.policy import Formula, MarketPolicy, Service
from tongban.handling.intermediaries.rules.scoring import (
    Known,
    formula_lines,
    mark_faults,
    months_before,
    score,
    value_of,
)
from tongban.handling.intermediaries.rules.states import ItemKind, ItemStatus, NeedStatus
from tongban.registers.catalog.content import Basis
from tongban.registers.lists.rules.mandatory import Ground, ground_of

ON = date(2026, 11, 23)
FORMULA = Formula()
FIVE = {"quality": 5, "time": 5, "price": 5, "attitude": 5}
ONE = dict.fromkeys(FIVE, 1)
POLICY = MarketPolicy(services=(Service("test", "检测", "检验检测", "health", "资质证书"),))
GUIDE = Guide("test", "营业场所", "委托、采样、出报告", 7, "每点100元", 10000)
PAPER = Paper("资质证书", "样例1号", "省市场监管局", ON + timedelta(days=1))
codes = st.lists(st.uuids().map(lambda each: each.hex), min_size=1, max_size=12, unique=True)
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)


@given(codes, hashes)
@pytest.mark.req("R-059")
def test_anybody_draws_the_same_lots_again_whatever_the_order_of_the_entrants(entrants, block):
    lots = draw("ZJ1", entrants, block)
    assert lots == draw("ZJ1", list(reversed(entrants)), block)
    assert {each.code for each in lots} == set(entrants)
    by_hand = hashlib.sha256("\n".join(seed_lines("ZJ1", entrants, block)).encode()).hexdigest()
    told = {each: hashlib.sha256(f"{by_hand}\n{each}".encode()).hexdigest() for each in entrants}
    assert lots[0].code == min(told, key=lambda each: told[each])


@pytest.mark.req("R-061")
def test_each_of_four_entrants_is_drawn_about_as_often():
    entrants = ["a" * 32, "b" * 32, "c" * 32, "d" * 32]
    winners = [
        draw("ZJ1", entrants, hashlib.sha256(bytes([n % 256, n // 256])).hexdigest())[0].code for n in range(800)
    ]
    for each in entrants:
        assert 150 < winners.count(each) < 250


@given(st.integers(1, 10**8), st.integers(1, 365), st.integers(1, 10**8))
def test_another_price_does_not_fit_the_commitment(price, days, other):
    said = commitment("ZJ1", "a", price, days, "salt")
    assert (commitment("ZJ1", "a", other, days, "salt") == said) == (price == other)


@pytest.mark.req("R-063")
def test_the_worse_the_class_the_more_are_inspected_and_class_d_always():
    drawn = {
        each.code: sum(inspected("2026-12", str(n), "x", each.inspected) for n in range(400))
        for each in FORMULA.classes
    }
    assert drawn["A"] < drawn["B"] < drawn["C"] < drawn["D"] == 400
    assert [each.is_shown for each in FORMULA.classes] == [True, True, True, False]


@pytest.mark.req("R-062")
def test_the_score_is_reckoned_as_it_is_published():
    start = score(FORMULA, [], on=ON)
    assert (start.value, start.credit_class.code) == (8000, "B")
    by_client = Known(ItemKind.CLIENT, ItemStatus.COUNTED, ON, FIVE)
    by_department = Known(ItemKind.DEPARTMENT, ItemStatus.COUNTED, ON, ONE)
    found = score(FORMULA, [by_client, by_department], on=ON)
    assert found.value == round((9 * 8000 + 3 * 10000 + 2 * 2000) / 14)
    assert (found.weight, found.reviews) == (14, 2)
    late = Known(ItemKind.BREACH, ItemStatus.COUNTED, ON, {}, "late")
    assert score(FORMULA, [by_client, by_department, late], on=ON).value == found.value - 500
    assert "减去失信行为的扣分" in "".join(formula_lines(FORMULA))


@pytest.mark.req("R-062", "R-063")
@pytest.mark.parametrize("status", [ItemStatus.APPEALED, ItemStatus.VOIDED, ItemStatus.REPAIRED])
def test_what_is_frozen_voided_or_repaired_does_not_count(status):
    item = Known(ItemKind.BREACH, status, ON, {}, "false_result")
    assert score(FORMULA, [item], on=ON).value == 8000
    counted = Known(ItemKind.BREACH, ItemStatus.COUNTED, ON, {}, "false_result")
    assert score(FORMULA, [counted], on=ON).credit_class.code == "D", "a grave breach is class D whatever the score"
    assert score(FORMULA, [counted], on=ON + timedelta(days=800)).credit_class.code == "B", (
        "after its months it is over"
    )


marks = st.fixed_dictionaries({name: st.integers(1, 5) for name in FIVE})


@given(st.lists(marks, max_size=20), marks)
def test_a_better_review_never_lowers_the_score_and_it_stays_within_bounds(before, one):
    known = [Known(ItemKind.CLIENT, ItemStatus.COUNTED, ON, each) for each in before]
    with_one = score(FORMULA, [*known, Known(ItemKind.CLIENT, ItemStatus.COUNTED, ON, one)], on=ON)
    with_five = score(FORMULA, [*known, Known(ItemKind.CLIENT, ItemStatus.COUNTED, ON, FIVE)], on=ON)
    assert 0 <= with_one.value <= with_five.value <= 10000
    assert 2000 <= value_of(FORMULA, one) <= 10000


def test_every_missing_mark_is_told():
    assert [each.pointer for each in mark_faults({"quality": 5, "time": 0, "price": 6})] == [
        "/time",
        "/price",
        "/attitude",
    ]
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)


@pytest.mark.req("R-060")
@pytest.mark.parametrize(("element", "label"), ELEMENTS)
def test_an_agency_with_any_of_the_four_elements_missing_is_told_which(element, label):
    changed = {each: getattr(GUIDE, each) for each in GUIDE.__slots__}
    changed[element] = 0 if element == "limit_days" else " "
    (fault,) = faults_of(POLICY, Guide(**changed), PAPER, on=ON)
    assert fault.pointer == f"/{element}"
    assert label in fault.message


@pytest.mark.req("R-063")
def test_the_paper_of_the_service_must_be_there_and_in_force():
    assert faults_of(POLICY, GUIDE, PAPER, on=ON) == []
    expired = Paper("别的证", " ", "", ON - timedelta(days=1))
    assert {each.pointer for each in faults_of(POLICY, GUIDE, expired, on=ON)} == {
        "/number",
        "/issuer",
        "/valid_until",
        "/name",
    }


@pytest.mark.req("R-057")
@pytest.mark.parametrize(
    ("law", "ground"),
    [
        ("中华人民共和国特种设备安全法", Ground.LAW),
        ("行政许可法", Ground.LAW),
        ("建设工程质量管理条例", Ground.STATE_REGULATION),
        ("甘肃省优化营商环境条例", Ground.LOCAL_REGULATION),
        ("国务院对确需保留的行政审批项目设定行政许可的决定", Ground.STATE_COUNCIL),
        ("公共场所卫生管理条例实施细则", Ground.LOWER),
        ("机动车驾驶证申领和使用规定", Ground.LOWER),
        ("房地产估价机构管理办法", Ground.LOWER),
        ("某部关于加强管理的通知", Ground.LOWER),
        ("某部的决定", Ground.LOWER),
        ("", Ground.NONE),
    ],
)
def test_only_laws_regulations_and_decisions_of_the_state_council_suffice(law, ground):
    found = ground_of(Basis(law=law))
    assert found is ground
    assert found.suffices == (ground not in (Ground.LOWER, Ground.NONE))
    assert ground_of(None) is Ground.NONE


@pytest.mark.req("R-061")
def test_more_than_sixty_percent_of_enough_choices_is_too_much():
    mostly = shares([(1, 7)] * 4 + [(1, 8)] * 2 + [(2, 7)] * 3)
    assert [(each.agency, each.percent, each.is_above(POLICY)) for each in mostly] == [
        (7, 66, True),
        (8, 33, False),
        (7, 100, False),
    ]
    assert not shares([(1, 7)] * 3 + [(1, 8)] * 2)[0].is_above(POLICY), "exactly sixty is not above sixty"


@pytest.mark.req("R-061")
def test_no_step_of_a_need_is_open_to_staff():
    for each in NEED_FLOW:
        assert not each.by & STAFF_ROLES, each.verb
        assert each.by <= {Role.APPLICANT, Role.SYSTEM}
    into = {each.verb for each in NEED_FLOW if each.target is NeedStatus.SELECTED}
    assert into == {"choose", "draw", "open_bids"}
