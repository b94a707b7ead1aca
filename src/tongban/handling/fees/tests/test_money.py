"""Sums of money: typed in yuan, kept in fen; never above the list, less only with its reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.handling.fees.rules.money import NotEnough, change_for, charge_faults, fen_of, yuan
from tongban.registers.catalog.content import Basis, Fee

from .conftest import BY_AREA, FEE


@given(st.integers(min_value=0, max_value=99_999_999))
def test_what_is_read_can_be_typed_again(fen):
    assert fen_of(yuan(fen)) == fen


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("20", 2000), (" 19.5元", 1950), ("0.05", 5), ("", None), ("-3", None), ("1.234", None), ("二十", None)],
)
def test_yuan_as_typed(typed, fen):
    assert fen_of(typed) == fen


@given(st.integers(min_value=1, max_value=10**6), st.integers(min_value=0, max_value=10**6))
def test_change_and_fee_are_what_was_given(owed, given):
    if given < owed:
        with pytest.raises(NotEnough):
            change_for(owed, given)
    else:
        assert change_for(owed, given) + owed == given


@pytest.mark.req("R-099")
@pytest.mark.parametrize(
    ("fee", "amount", "words", "code"),
    [
        (FEE, 2000, "", ""),
        (FEE, 2001, "多收一点", "above_the_list"),
        (FEE, 1000, "", "missing"),
        (FEE, 1000, "低保户", ""),
        (FEE, 0, "低保户", "amount"),
        (FEE, None, "", "amount"),
        (BY_AREA, 3000, "", "missing"),
        (BY_AREA, 3000, "60平方米", ""),
        (Fee(name="服务费", standard="10元", amount=1000, basis=Basis(law=" ")), 1000, "", "no_basis"),
        (Fee(name="费", standard="10元", amount=1000, basis=Basis(law="某条例")), 900, "便宜点", "no_reduction"),
    ],
)
def test_no_fee_without_a_basis_none_above_the_list_and_less_only_with_a_reason(fee, amount, words, code):
    assert [each.code for each in charge_faults(fee, amount, words)] == ([code] if code else [])
