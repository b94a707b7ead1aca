"""A fee is paid online once whatever the line does; what comes besides goes back, and both books agree (R-205)."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tongban.exchange.connectors.payments.models import SimulatedPayment
from tongban.exchange.connectors.payments.simulator import Simulator, pay, set_faults
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import Declined, Invalid, NotFound, NotNow, NotYours, Stale
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.cases.tests.driving import after
from tongban.handling.fees.bound import BOUND
from tongban.handling.fees.commands.charging import cancel, charge, pay_cash, refund
from tongban.handling.fees.commands.orders import open_order
from tongban.handling.fees.commands.paying import ask_refund, give_back, look, page_of, take_result
from tongban.handling.fees.commands.reconciling import reconcile, settle_day
from tongban.handling.fees.jobs import compare_days, look_after_orders
from tongban.handling.fees.models import Charge, Movement, Order, PaymentDay, Till
from tongban.handling.fees.ports import PaidState, PaymentOrder, PaymentResult, PaymentUnavailable, StatementLine
from tongban.handling.fees.queries.fees import charge_for
from tongban.handling.fees.queries.online import order_for
from tongban.handling.fees.rules.online import LASTS
from tongban.handling.fees.rules.states import ChargeStatus, DayStatus, OrderStatus
from tongban.handling.fees.tests.conftest import BY_AREA

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-205")]
Bind = Callable[[LineFaults], Simulator]
WORST = LineFaults(seed=5, loss=0.4, duplicates=0.4, delay=0.4, bad_receipts=0.3)
SOON = MONDAY + timedelta(minutes=2)


def opened(owed: Charge, by: Actor) -> Order:
    order = open_order(owed, by=by, at=MONDAY)
    page_of(order, at=MONDAY)
    return order


def fresh(order: Order) -> Order:
    return Order.objects.select_related("charge__case").get(pk=order.pk)


def paid(owed: Charge, by: Actor) -> Order:
    order = opened(owed, by)
    pay(order.number, at=SOON)
    return look(fresh(order), at=SOON)


def charge_now(owed: Charge) -> Charge:
    return Charge.objects.get(pk=owed.pk)


def test_a_fee_is_paid_online_and_its_receipt_is_there(owed: Charge, liqiang: Actor) -> None:
    order = opened(owed, liqiang)
    assert order.pay_at.startswith("https://city.example/payments/simulated/")
    assert look(order, at=SOON).state is OrderStatus.OPEN
    pay(order.number, at=SOON)
    done = look(fresh(order), at=SOON)
    moved = Movement.objects.get(charge=owed)
    assert (done.state, charge_now(owed).state) == (OrderStatus.PAID, ChargeStatus.PAID)
    assert (moved.way, moved.amount, moved.slip_number, moved.staff) == ("online", 2000, done.transaction, None)
    assert moved.receipt is not None
    said = {each.label: each.value for each in moved.receipt.content.lines}
    assert (said["付款方式"], said["支付流水号"]) == ("网上支付", done.transaction)
    verbs = Entry.objects.filter(chain=done.chain).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["open_order", "confirm"]
    told = Outgoing.objects.filter(channel="message", payload__verb="pay_online")
    assert told.count() == 1


def test_whoever_is_charged_is_told_that_it_can_be_paid_from_home(owed: Charge, case: Case, wangfang: Actor) -> None:
    assert "可以在办件页网上付" in Outgoing.objects.get(payload__verb="charge").payload["text"]
    charge(case, fee=BY_AREA.name, amount="30", words="60平方米", by=wangfang, at=MONDAY)
    assert Outgoing.objects.filter(payload__verb="charge").count() == 1, "what is paid at the window alone is not"


def test_asking_again_gives_the_same_order_and_a_new_one_when_its_time_is_over(owed: Charge, liqiang: Actor) -> None:
    first = opened(owed, liqiang)
    assert open_order(charge_now(owed), by=liqiang, at=SOON).pk == first.pk
    second = open_order(charge_now(owed), by=liqiang, at=MONDAY + LASTS)
    assert (second.number == first.number, fresh(first).state) == (False, OrderStatus.LEFT)
    with pytest.raises(NotNow):
        page_of(fresh(first), at=MONDAY + LASTS)
    look_after_orders(at=MONDAY + LASTS)
    assert fresh(first).state is OrderStatus.CLOSED
    with pytest.raises(NotNow):
        pay(first.number, at=MONDAY + timedelta(minutes=1))


def test_only_what_the_list_lets_be_paid_online_and_only_by_whom_it_concerns(
    owed: Charge, case: Case, wangfang: Actor, cast: Callable[..., Actor]
) -> None:
    by_area = charge(case, fee=BY_AREA.name, amount="30", words="60平方米", by=wangfang, at=MONDAY)
    with pytest.raises(NotNow, match="窗口"):
        open_order(by_area, by=cast("liqiang"), at=MONDAY)
    with pytest.raises(NotYours):
        open_order(owed, by=cast("zhaomin"), at=MONDAY)
    order = opened(owed, cast("liqiang"))
    with pytest.raises(NotFound):
        order_for(cast("zhouyou"), order.code)
    assert order_for(cast("liqiang"), order.code).pk == order.pk
    BOUND.line = None
    with pytest.raises(NotNow):
        look(order, at=SOON)
    assert look_after_orders(at=SOON) == compare_days(at=SOON) == 0


def test_cash_is_never_refused_and_what_was_paid_online_too_goes_back(
    owed: Charge, liqiang: Actor, wangfang: Actor, till: Till
) -> None:
    order = opened(owed, liqiang)
    pay(order.number, at=SOON)
    pay_cash(charge_now(owed), given="20", by=wangfang, at=SOON)
    assert fresh(order).state is OrderStatus.LEFT
    look_after_orders(at=SOON)
    done = fresh(order)
    assert (done.state, charge_now(owed).state) == (OrderStatus.REFUNDED, ChargeStatus.PAID)
    assert "原路退回" in done.refund_reason
    assert SimulatedPayment.objects.get(number=order.number).refunded_at is not None
    assert Movement.objects.filter(charge=owed).count() == 1
    told = Outgoing.objects.get(payload__verb="arrive_back").payload["text"]
    assert "多付的" in told
    assert "20元" in told


def test_a_clerk_who_was_slower_than_the_platform_is_told_and_takes_nothing(
    owed: Charge, liqiang: Actor, wangfang: Actor, till: Till
) -> None:
    seen = charge_now(owed)
    paid(owed, liqiang)
    with pytest.raises(Stale):
        pay_cash(seen, given="20", by=wangfang, at=SOON)
    with pytest.raises(NotNow, match="不用再付"):
        open_order(charge_now(owed), by=liqiang, at=SOON)


def test_late_money_for_what_is_still_owed_is_taken_and_for_what_was_cancelled_goes_back(
    owed: Charge, liqiang: Actor, wangfang: Actor, case: Case
) -> None:
    order = opened(owed, liqiang)
    pay(order.number, at=SOON)
    late = MONDAY + LASTS + timedelta(minutes=1)
    second = open_order(charge_now(owed), by=liqiang, at=late)
    look_after_orders(at=late)
    assert (fresh(order).state, charge_now(owed).state) == (OrderStatus.PAID, ChargeStatus.PAID)
    assert fresh(second).state is OrderStatus.OPEN
    look_after_orders(at=late + LASTS)
    assert fresh(second).state is OrderStatus.CLOSED, "the platform never heard of it"
    other = charge(case, fee=BY_AREA.name, amount="30", words="60平方米", by=wangfang, at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=second.pk).update(status="paid", transaction="x", paid_at=late)
    cancel(other, reason="开错了", by=wangfang, at=late)


def test_a_cancelled_charge_gives_the_money_back(owed: Charge, liqiang: Actor, wangfang: Actor) -> None:
    order = opened(owed, liqiang)
    pay(order.number, at=SOON)
    cancel(charge_now(owed), reason="开错了", by=wangfang, at=SOON)
    look_after_orders(at=SOON)
    assert (fresh(order).state, charge_now(owed).state) == (OrderStatus.REFUNDED, ChargeStatus.CANCELLED)
    assert not Movement.objects.filter(charge=owed).exists()


def test_a_refund_goes_the_way_it_came_with_a_reason_and_voids_the_receipt(
    owed: Charge, liqiang: Actor, wangfang: Actor, till: Till
) -> None:
    order = paid(owed, liqiang)
    with pytest.raises(NotNow, match="网上退费"):
        refund(charge_now(owed), reason="不办了", by=wangfang, at=SOON)
    with pytest.raises(Invalid):
        ask_refund(charge_now(owed), reason=" ", by=wangfang, at=SOON)
    with pytest.raises(NotYours):
        ask_refund(charge_now(owed), reason="我要退", by=liqiang, at=SOON)
    ask_refund(charge_now(owed), reason="不办了", by=wangfang, at=SOON)
    assert charge_now(owed).state is ChargeStatus.REFUNDING
    assert give_back(fresh(order), at=SOON).state is OrderStatus.REFUNDED
    receipt = Movement.objects.get(charge=owed, kind="payment").receipt
    assert receipt is not None
    assert (receipt.is_void, receipt.void_reason) == (True, "已退费：不办了")
    assert charge_now(owed).state is ChargeStatus.REFUNDED
    assert give_back(fresh(order), at=SOON).state is OrderStatus.REFUNDED
    assert Movement.objects.filter(charge=owed, kind="refund").count() == 1
    cashed = charge(owed.case, fee=owed.fee, by=wangfang, at=SOON)
    pay_cash(cashed, given="20", by=wangfang, at=SOON)
    with pytest.raises(NotNow, match="不是网上付的"):
        ask_refund(charge_for(wangfang, cashed.code), reason="不办了", by=wangfang, at=SOON)


@pytest.mark.parametrize(
    "told",
    [
        PaymentResult("other", PaidState.PAID, 2000, "T1", SOON),
        PaymentResult("", PaidState.PAID, 1900, "T1", SOON),
        PaymentResult("", PaidState.PAID, 2000, "", SOON),
        PaymentResult("", PaidState.PAID, 2000, "T1"),
    ],
    ids=["another order", "another sum", "no number", "no time"],
)
def test_an_answer_that_does_not_fit_changes_nothing(owed: Charge, liqiang: Actor, told: PaymentResult) -> None:
    order = opened(owed, liqiang)
    named = PaymentResult(told.number or order.number, told.state, told.amount, told.transaction, told.paid_at)
    with pytest.raises(PaymentUnavailable):
        take_result(order, named, at=SOON)
    assert (fresh(order).state, charge_now(owed).state) == (OrderStatus.OPEN, ChargeStatus.DUE)


def test_two_who_hear_of_the_same_money_at_once_write_it_down_once(transactional_db: None, owed: Charge) -> None:
    order = opened(owed, Actor(name="李强", roles=SYSTEM.roles | frozenset({"applicant"})))  # type: ignore[arg-type]
    pay(order.number, at=SOON)
    begun, refused = threading.Barrier(2), list[Declined]()

    def hear() -> None:
        begun.wait()
        try:
            look(fresh(order), at=SOON)
        except Declined as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=hear) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert refused == []
    assert Movement.objects.filter(charge=owed).count() == 1
    assert fresh(order).state is OrderStatus.PAID


def test_over_the_worst_line_everybody_pays_once_and_what_is_refunded_comes_back_once(
    owed: Charge, liqiang: Actor, wangfang: Actor, line: Bind
) -> None:
    simulator, at = line(WORST), MONDAY
    order = open_order(owed, by=liqiang, at=at)
    for _ in range(20):
        try:
            page_of(fresh(order), at=at)
        except Declined:
            continue
        break
    pay(order.number, at=at)
    for _ in range(30):
        at += timedelta(minutes=1)
        look_after_orders(at=at)
    assert (fresh(order).state, charge_now(owed).state) == (OrderStatus.PAID, ChargeStatus.PAID)
    ask_refund(charge_now(owed), reason="不办了", by=wangfang, at=at)
    for _ in range(30):
        at += timedelta(minutes=1)
        look_after_orders(at=at)
    assert (fresh(order).state, charge_now(owed).state) == (OrderStatus.REFUNDED, ChargeStatus.REFUNDED)
    assert [each.kind for each in Movement.objects.filter(charge=owed).order_by("pk")] == ["payment", "refund"]
    BOUND.line = simulator
    for _ in range(30):
        try:
            if reconcile(MONDAY.date(), at=after(1)).state is DayStatus.EVEN:
                break
        except PaymentUnavailable:
            continue
    assert PaymentDay.objects.get().state is DayStatus.EVEN


def test_a_day_is_even_when_both_sides_say_the_same(owed: Charge, liqiang: Actor, wangfang: Actor) -> None:
    order = paid(owed, liqiang)
    with pytest.raises(NotNow):
        reconcile(MONDAY.date(), at=SOON)
    found = reconcile(MONDAY.date(), at=after(1))
    assert (found.state, found.ours_in, found.theirs_in, found.lines) == (DayStatus.EVEN, 2000, 2000, 1)
    ask_refund(charge_now(owed), reason="不办了", by=wangfang, at=after(1))
    give_back(fresh(order), at=after(1))
    next_day = reconcile(after(1).date(), at=after(2))
    assert (next_day.state, next_day.ours_out, next_day.theirs_out) == (DayStatus.EVEN, 2000, 2000)
    assert reconcile(MONDAY.date(), at=after(2)).state is DayStatus.EVEN
    assert compare_days(at=after(2)) == 5, "the days of the week before that nobody compared"
    assert compare_days(at=after(2)) == 0


def test_news_that_never_came_is_found_by_comparing_and_a_difference_waits_for_a_persons_word(
    owed: Charge, liqiang: Actor, cast: Callable[..., Actor]
) -> None:
    order = opened(owed, liqiang)
    pay(order.number, at=SOON)
    SimulatedPayment.objects.create(
        number="elsewhere", amount=500, subject="?", expires_at=SOON, return_to="", state="paid", paid_at=SOON
    )
    found = reconcile(MONDAY.date(), at=after(1))
    assert charge_now(owed).state is ChargeStatus.PAID, "the comparison heard of it"
    assert found.state is DayStatus.DIFFERS
    assert found.differences == [
        {"what": "missing_here", "kind": "payment", "order": "elsewhere", "ours": 0, "theirs": 500}
    ]
    with pytest.raises(NotYours):
        settle_day(found, words="我看过了", by=cast("wangfang"), at=after(1))
    with pytest.raises(Invalid):
        settle_day(found, words=" ", by=cast("zhengyawen"), at=after(1))
    settle_day(found, words="别的单位的订单，平台已经更正。", by=cast("zhengyawen"), at=after(1))
    assert reconcile(MONDAY.date(), at=after(2)).state is DayStatus.SETTLED
    verbs = Entry.objects.filter(chain="payment-day:2026-11-23").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["find_differing", "settle_day"]


def test_the_simulator_says_that_it_is_one_and_only_some_may_make_it_bad(cast: Callable[..., Actor]) -> None:
    assert "模拟" in Simulator.name
    with pytest.raises(NotYours):
        set_faults(WORST, by=cast("wangfang"), at=MONDAY)
    set_faults(LineFaults(delay=1.0), by=cast("zhengyawen"), at=MONDAY)
    told = PaymentOrder("62-1-1", 2000, "工本费", MONDAY + LASTS, "", "")
    with pytest.raises(PaymentUnavailable):
        Simulator().order(told, at=MONDAY)
    set_faults(LineFaults(duplicates=1.0), by=cast("zhengyawen"), at=MONDAY)
    Simulator().order(told, at=MONDAY)
    pay("62-1-1", at=SOON)
    lines = Simulator().statement(MONDAY.date(), at=after(1))
    assert lines == [StatementLine("payment", "62-1-1", 2000, lines[0].transaction)] * 2  # type: ignore[arg-type]
