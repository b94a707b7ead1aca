"""What is paid of medical costs, by the table and nothing else (医疗费用报销): R-119."""

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as configured
from hypothesis import strategies as st

from tongban.foundation.kernel.written import read_yaml
from tongban.handling.reimbursements.rules.reckoning import Invoice, reckon, yuan
from tongban.handling.reimbursements.rules.table import AID, LEVELS, REFUND, SERIOUS, read_reimbursement

TABLE = read_reimbursement(read_yaml((settings.CITY / "reimbursement.yaml").read_bytes()))
ALL = (REFUND, SERIOUS, AID)


def invoice(level: str, eligible: int, total: int = 0) -> Invoice:
    """In yuan."""
    return Invoice("620001", str(eligible), level, (total or eligible) * 100, eligible * 100)


@pytest.mark.req("R-119")
@pytest.mark.parametrize(
    ("invoices", "kind", "paid"),
    [
        ([invoice("primary", 1200)], "", {REFUND: 850_00, SERIOUS: 0, AID: 0}),
        ([invoice("primary", 150)], "", {REFUND: 0, SERIOUS: 0, AID: 0}),
        ([invoice("tertiary", 31200)], "", {REFUND: 18000_00, SERIOUS: 4920_00, AID: 0}),
        ([invoice("tertiary", 31200)], "allowance", {REFUND: 18000_00, SERIOUS: 4920_00, AID: 6210_00}),
        ([invoice("secondary", 1500), invoice("tertiary", 2200)], "near", {REFUND: 1350_00, SERIOUS: 0, AID: 210_00}),
        ([invoice("tertiary", 301200)], "", {REFUND: 80000_00, SERIOUS: 12000_00 + 19500_00 + 116340_00, AID: 0}),
    ],
)
def test_the_amounts_are_those_of_the_table(invoices, kind, paid):
    steps = reckon(TABLE, invoices, schemes=ALL, kind=kind)
    assert {each.scheme: each.amount for each in steps} == paid
    assert len(invoices) > 1 or yuan(steps[0].amount) in steps[0].working or "封顶" in steps[0].working
    assert steps == reckon(TABLE, invoices, schemes=ALL, kind=kind), "anybody can do it again"


@pytest.mark.req("R-119")
def test_who_takes_no_part_pays_nothing_and_leaves_the_rest():
    steps = reckon(TABLE, [invoice("tertiary", 31200)], schemes=(REFUND, AID), kind="extreme")
    assert [(each.scheme, each.amount) for each in steps] == [(REFUND, 18000_00), (AID, 13200_00)]


@configured(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.sampled_from(sorted(LEVELS)), st.integers(0, 500_000)), min_size=1, max_size=3),
    st.sampled_from(["", "extreme", "allowance", "near"]),
)
@pytest.mark.req("R-119")
def test_never_more_than_what_stands_in_the_list_is_paid(bills, kind):
    invoices = [invoice(level, eligible, eligible + 10) for level, eligible in bills]
    steps = reckon(TABLE, invoices, schemes=ALL, kind=kind)
    assert all(each.amount >= 0 for each in steps)
    assert sum(each.amount for each in steps) <= sum(each.eligible for each in invoices)
    dearer = [*invoices, invoice("tertiary", 1000)]
    assert reckon(TABLE, dearer, schemes=(REFUND,))[0].amount >= steps[0].amount
