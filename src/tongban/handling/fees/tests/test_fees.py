"""At the window: charged by the list, paid in cash with change and a receipt, given back with a reason, counted."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from tongban.foundation.kernel.errors import Declined, Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.cases.tests.driving import received
from tongban.handling.fees.commands.charging import cancel, charge, pay_by_card, pay_cash, refund
from tongban.handling.fees.commands.tills import count, open_till, settle
from tongban.handling.fees.models import Charge, Movement, Till
from tongban.handling.fees.queries.fees import bill_of, charge_for, in_till, till_for, tills
from tongban.handling.fees.rules.money import NotEnough, yuan
from tongban.handling.fees.rules.states import ChargeStatus, TillStatus

from .conftest import BY_AREA, FEE

pytestmark = pytest.mark.django_db


def due(case, by, fee=FEE, **changes):
    return charge(case, fee=fee.name, by=by, at=MONDAY, **changes)


@pytest.mark.req("R-099")
def test_cash_is_taken_with_change_and_a_numbered_receipt(case, wangfang, till):
    owed = due(case, wangfang)
    paid = pay_cash(owed, given="100", by=wangfang, at=MONDAY)
    assert (owed.status, paid.amount, paid.change, in_till(till)) == (ChargeStatus.PAID, 2000, 8000, 12000)
    assert paid.receipt is not None
    said = {line.label: line.value for line in paid.receipt.content.lines}
    assert said["收费金额"] == "20元"
    assert said["找零"] == "80元"
    assert "收〔2026〕" in paid.receipt.number
    assert FEE.basis.text in paid.receipt.content.basis
    assert bill_of(case).words == "已收20元"
    assert [each.verb for each in Entry.objects.filter(chain=owed.chain).order_by("seq")] == ["charge", "pay"]


@pytest.mark.req("R-099")
def test_what_the_list_does_not_charge_cannot_be_charged(case, wangfang):
    with pytest.raises(Invalid) as refusal:
        charge(case, fee="快递费", by=wangfang, at=MONDAY)
    assert [each.code for each in refusal.value.faults] == ["not_listed"]
    with pytest.raises(Invalid):
        due(case, wangfang, amount="30")
    assert due(case, wangfang, BY_AREA, amount="30", words="60平方米").amount == 3000


def test_a_fee_is_charged_once_until_it_is_cancelled(case, wangfang):
    first = due(case, wangfang)
    with pytest.raises(NotNow):
        due(case, wangfang)
    with pytest.raises(Invalid):
        cancel(first, reason=" ", by=wangfang, at=MONDAY)
    cancel(first, reason="开错了", by=wangfang, at=MONDAY)
    assert due(case, wangfang).status == ChargeStatus.DUE


def test_too_little_and_no_till_are_told_and_nothing_is_written(case, wangfang, till):
    owed = due(case, wangfang)
    with pytest.raises(NotEnough, match="还差1元"):
        pay_cash(owed, given="19", by=wangfang, at=MONDAY)
    count(till, counted="100", by=wangfang, at=MONDAY)
    with pytest.raises(NotNow, match="钱箱"):
        pay_cash(owed, given="20", by=wangfang, at=MONDAY)
    assert not Movement.objects.exists()
    assert charge_for(wangfang, owed.code).status == ChargeStatus.DUE


def test_a_card_is_written_down_by_its_slip_and_touches_no_till(case, wangfang, till):
    owed = due(case, wangfang)
    with pytest.raises(Invalid):
        pay_by_card(owed, slip_number="", by=wangfang, at=MONDAY)
    paid = pay_by_card(owed, slip_number="POS000123", by=wangfang, at=MONDAY)
    assert (paid.till, in_till(till)) == (None, 10000)
    refund(owed, reason="多收", slip_number="POS000124", by=wangfang, at=MONDAY)
    assert in_till(till) == 10000


@pytest.mark.req("R-099")
def test_a_refund_needs_a_reason_goes_the_way_it_came_and_voids_the_receipt(case, wangfang, till):
    owed = due(case, wangfang)
    paid = pay_cash(owed, given="20", by=wangfang, at=MONDAY)
    with pytest.raises(Invalid):
        refund(owed, reason="", by=wangfang, at=MONDAY)
    refund(owed, reason="不用办了", by=wangfang, at=MONDAY)
    assert paid.receipt is not None
    paid.receipt.refresh_from_db()
    assert (paid.receipt.is_void, paid.receipt.void_reason, in_till(till)) == (True, "已退费：不用办了", 10000)
    with pytest.raises(NotNow):
        refund(owed, reason="再退一次", by=wangfang, at=MONDAY)


@pytest.mark.req("R-099")
def test_a_difference_needs_a_reason_and_the_supervisors_word(cast, wangfang, till):
    with pytest.raises(Invalid, match=r"改正") as refusal:
        count(till, counted="98.50", by=wangfang, at=MONDAY)
    assert "差-1.50元" in refusal.value.faults[0].message
    count(till, counted="98.50", reason="找零时少收了1.5元", by=wangfang, at=MONDAY)
    differs = till_for(wangfang, till.code)
    assert (differs.status, differs.difference) == (TillStatus.DIFFERS, -150)
    with pytest.raises(NotYours):
        settle(differs, words="自己核查", by=wangfang, at=MONDAY)
    supervisor = cast("zhengyawen")
    assert [each.pk for each in tills(supervisor, status="differs", size=9)] == [differs.pk]
    settle(differs, words="看了录像，属实。", by=supervisor, at=MONDAY)
    assert till_for(supervisor, till.code).status == TillStatus.CLOSED
    with pytest.raises(NotFound):
        till_for(cast("limin"), till.code)


def test_the_database_keeps_what_the_commands_promise(case, wangfang, till):
    owed = due(case, wangfang)
    for broken in (
        lambda: Charge.objects.filter(pk=owed.pk).update(amount=0),
        lambda: Charge.objects.filter(pk=owed.pk).update(basis=""),
        lambda: Till.objects.filter(pk=till.pk).update(status="closed"),
        lambda: Movement.objects.create(
            charge=owed, kind="payment", way="cash", amount=1, given=1, staff_id=wangfang.staff_id, at=MONDAY
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            broken()


def test_only_a_window_takes_money(case, cast):
    with pytest.raises(NotYours):
        due(case, cast("zhaomin"))


@pytest.mark.req("R-099")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@drawn(
    st.lists(
        st.tuples(st.sampled_from(["cash", "card", "refund", "cancel"]), st.integers(0, 3), st.integers(0, 40)),
        max_size=14,
    )
)
def test_the_till_balances_after_any_order_of_payments_and_refunds(case, cast, acts):
    sid = transaction.savepoint()
    by = cast("limin")
    till = open_till("1号", float_amount="50", by=by, at=MONDAY)
    cases = [case, *(received(cast) for _ in range(2))]
    owed = [due(each, by) for each in cases] + [due(case, by, BY_AREA, amount="35", words="70平方米")]
    lies = 5000
    for act, which, given in acts:
        one = owed[which]
        try:
            with transaction.atomic():
                if act == "cash":
                    lies += pay_cash(one, given=str(given), by=by, at=MONDAY).amount
                elif act == "card":
                    pay_by_card(one, slip_number="P1", by=by, at=MONDAY)
                elif act == "refund":
                    back = refund(one, reason="退", slip_number="P2", by=by, at=MONDAY)
                    lies -= back.amount if back.way == "cash" else 0
                else:
                    cancel(one, reason="不收了", by=by, at=MONDAY)
        except Declined:
            owed[which] = charge_for(by, one.code)
        assert in_till(till) == lies
    count(till, counted=yuan(lies), by=by, at=MONDAY)
    assert till_for(by, till.code).difference == 0
    transaction.savepoint_rollback(sid)
