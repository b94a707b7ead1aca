"""What an answer of the platform means, and in what two books differ: pure (R-205)."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.fees.ports import LineKind, PaidState, PaymentResult, StatementLine
from tongban.handling.fees.rules.online import Differing, Standing, Verdict, compare, verdict
from tongban.handling.fees.rules.states import ChargeStatus as C
from tongban.handling.fees.rules.states import OrderStatus as O

pytestmark = pytest.mark.req("R-205")
AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
EARLY, LATE = AT - timedelta(minutes=1), AT + timedelta(minutes=1)
MONEY = PaymentResult("N", PaidState.PAID, 2000, "T", AT)


@pytest.mark.parametrize(
    ("status", "charge", "told", "expected"),
    [
        (O.OPEN, C.DUE, MONEY, Verdict.CONFIRM),
        (O.LEFT, C.DUE, MONEY, Verdict.CONFIRM),
        (O.CLOSED, C.DUE, MONEY, Verdict.CONFIRM),
        (O.OPEN, C.PAID, MONEY, Verdict.OVERPAY),
        (O.LEFT, C.CANCELLED, MONEY, Verdict.OVERPAY),
        (O.CLOSED, C.REFUNDED, MONEY, Verdict.OVERPAY),
        (O.PAID, C.PAID, MONEY, Verdict.NOTHING),
        (O.REFUNDED, C.REFUNDED, MONEY, Verdict.NOTHING),
        (O.OPEN, C.DUE, PaymentResult("N", PaidState.WAITING), Verdict.NOTHING),
        (O.OPEN, C.DUE, PaymentResult("N", PaidState.CLOSED), Verdict.CLOSE),
        (O.PAID, C.PAID, PaymentResult("N", PaidState.CLOSED), Verdict.NOTHING),
        (O.LEFT, C.PAID, PaymentResult("N", PaidState.UNKNOWN), Verdict.CLOSE),
        (O.OPEN, C.DUE, PaymentResult("N", PaidState.UNKNOWN), Verdict.NOTHING),
        (O.OPEN, C.DUE, PaymentResult("other", PaidState.CLOSED), Verdict.UNREADABLE),
        (O.OPEN, C.DUE, PaymentResult("N", PaidState.PAID, 1999, "T", AT), Verdict.UNREADABLE),
    ],
)
def test_money_is_taken_once_for_what_is_owed(status: O, charge: C, told: PaymentResult, expected: Verdict) -> None:
    assert verdict(Standing("N", status, 2000, LATE, charge), told, at=AT) is expected


def test_what_the_platform_never_heard_of_is_over_when_its_time_is() -> None:
    told = PaymentResult("N", PaidState.UNKNOWN)
    assert verdict(Standing("N", O.OPEN, 2000, EARLY, C.DUE), told, at=AT) is Verdict.CLOSE


def line(order: str, amount: int = 100, number: str = "T", kind: LineKind = LineKind.PAYMENT) -> StatementLine:
    return StatementLine(kind, order, amount, number)


def test_every_way_to_differ_is_named() -> None:
    ours = [line("a"), line("b"), line("c"), line("e"), line("a", number="R", kind=LineKind.REFUND)]
    theirs = [line("a"), line("a"), line("b", 90), line("d"), line("e"), line("e", number="T2")]
    found = compare(ours, theirs)
    assert {(each.order, each.kind.value): each.what for each in found.differences} == {
        ("a", "refund"): Differing.MISSING_THERE,
        ("b", "payment"): Differing.AMOUNT,
        ("c", "payment"): Differing.MISSING_THERE,
        ("d", "payment"): Differing.MISSING_HERE,
        ("e", "payment"): Differing.TWICE,
    }
    assert found.ours == {LineKind.PAYMENT: 400, LineKind.REFUND: 100}
    assert found.theirs[LineKind.PAYMENT] == 490


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1, 9)), unique_by=lambda each: each[0]), st.randoms())
def test_the_same_lines_in_any_order_and_any_number_are_even(rows: list[tuple[str, int]], dice: object) -> None:
    lines = [line(order, amount, f"T{order}") for order, amount in rows]
    shuffled = lines * 2
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    found = compare(lines, shuffled)
    assert found.differences == []
    assert found.ours == found.theirs
