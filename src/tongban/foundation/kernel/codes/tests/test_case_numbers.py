import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.codes import CaseNumber, case_number, case_numbers, check, is_offline, pretty
from tongban.foundation.kernel.codes.damm import TABLE, damm_digit

DIGITS = "0123456789"


def codes(value: str) -> list[str]:
    return [error.code for error in check("case_number", value).errors]


def random_numbers(count: int) -> list[str]:
    chosen = random.Random(20260101)
    return [
        case_number(
            chosen.choice(["620200", "620201", "620000", "110000"]),
            chosen.randint(2000, 2099),
            chosen.randint(1, 99_999_999),
        )
        for _ in range(count)
    ]


def test_a_number_is_division_year_serial_and_check_digit():
    number = case_number("620200", 2026, 1234)

    assert number == "62020026000012343"
    assert pretty(number) == "620200-26-00001234-3"
    assert case_numbers.parts(number) == CaseNumber("620200", 2026, 1234)


@pytest.mark.parametrize(
    "typed",
    [
        "62020026000012343",
        "620200-26-00001234-3",
        " 620200 26 00001234 3 ",
        "６２０２００－２６－００００１２３４－３",
        "620200—26—00001234—3",
    ],
)
def test_a_number_is_read_however_it_is_typed(typed):
    assert check("case_number", typed).valid
    assert check("case_number", typed).normalized == "62020026000012343"
    assert case_numbers.parts(typed).serial == 1234


@pytest.mark.req("R-207")
def test_every_wrong_digit_and_every_swap_of_neighbours_is_caught():
    for number in random_numbers(300):
        assert not any(case_numbers.faults(number))
        for position, right in enumerate(number):
            for wrong in DIGITS.replace(right, ""):
                assert any(case_numbers.faults(number[:position] + wrong + number[position + 1 :]))
        for i in range(16):
            if number[i] != number[i + 1]:
                assert any(case_numbers.faults(number[:i] + number[i + 1] + number[i] + number[i + 2 :]))


@pytest.mark.req("R-207")
def test_the_check_digit_alone_catches_them_whatever_stands_before_and_behind():
    for number in random_numbers(300):
        assert damm_digit(number) == "0"
        for position, right in enumerate(number):
            for wrong in DIGITS.replace(right, ""):
                assert damm_digit(number[:position] + wrong + number[position + 1 :]) != "0"
        for i in range(16):
            if number[i] != number[i + 1]:
                assert damm_digit(number[:i] + number[i + 1] + number[i] + number[i + 2 :]) != "0"


@pytest.mark.req("R-207")
def test_the_table_is_an_anti_symmetric_quasigroup_with_a_zero_diagonal():
    for i in range(10):
        assert TABLE[i][i] == 0
        assert sorted(TABLE[i]) == list(range(10))
        assert sorted(row[i] for row in TABLE) == list(range(10))
    for c, x, y in product(range(10), repeat=3):
        if x != y:
            assert TABLE[TABLE[c][x]][y] != TABLE[TABLE[c][y]][x]


def test_the_published_example_of_the_algorithm_holds():
    assert damm_digit("572") == "4"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ["empty"]),
        ("620200-26-00001234", ["length"]),
        ("62020026000012344", ["check_digit"]),
        ("6202002600001234O", ["character"]),
        ("99020026000012343", ["division", "check_digit"]),
        ("99020026000000003", ["division", "serial", "check_digit"]),
    ],
)
def test_each_defect_has_its_code_and_all_are_told_at_once(value, expected):
    assert codes(value) == expected


def test_the_message_tells_the_right_check_digit():
    assert (
        check("case_number", "62020026000012344").errors[0].message
        == "第17位校验码不对，按前16位应为3，请对照回执逐位核对"
    )


@pytest.mark.parametrize(
    ("division", "year", "serial"),
    [("62020", 2026, 1), ("990000", 2026, 1), ("620200", 26, 1), ("620200", 2026, 0), ("620200", 2026, 100_000_000)],
)
def test_no_number_is_made_of_wrong_parts(division, year, serial):
    with pytest.raises(AssertionError):
        case_number(division, year, serial)


@pytest.mark.req("R-207")
@pytest.mark.parametrize(
    ("serial", "offline"), [(1, False), (89_999_999, False), (90_000_000, True), (99_999_999, True)]
)
def test_serials_from_ninety_million_are_given_out_for_work_without_a_line(serial, offline):
    assert is_offline(case_number("620200", 2026, serial)) is offline
    assert is_offline(pretty(case_number("620200", 2026, serial))) is offline


@given(st.sampled_from(["620200", "100000"]), st.integers(2000, 2099), st.integers(1, 99_999_999))
def test_a_number_gives_back_its_parts(division, year, serial):
    number = case_number(division, year, serial)

    assert check("case_number", pretty(number)).normalized == number
    assert case_numbers.parts(number) == CaseNumber(division, year, serial)
