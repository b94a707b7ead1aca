"""The statistics against known values and laws; files that nobody can make run a formula."""

import csv
import io
import math
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tongban.oversight.supervision.exporting import Sheet, as_csv, as_xlsx
from tongban.oversight.supervision.rules.comparing import FEWEST, change, discoveries, fisher, ranked

VALUES = st.lists(st.integers(0, 9).map(float), min_size=1, max_size=8)


def test_fisher_gives_the_textbook_value_of_the_lady_tasting_tea():
    assert fisher((3, 4), (1, 4)) == pytest.approx(34 / 70)
    assert fisher((1, 10), (11, 14)) == pytest.approx(0.002759, abs=1e-6)


@given(st.integers(0, 12), st.integers(1, 12), st.integers(0, 12), st.integers(1, 12))
def test_fisher_counts_every_table_at_most_as_likely(yes, more, others, most):
    one, other = (yes, yes + more), (others, others + most)
    total, hits = one[1] + other[1], yes + others
    ways = {
        count: math.comb(one[1], count) * math.comb(other[1], hits - count)
        for count in range(max(0, hits - other[1]), min(hits, one[1]) + 1)
    }
    expected = sum(each for each in ways.values() if each <= ways[yes]) / math.comb(total, hits)
    assert fisher(one, other) == pytest.approx(expected, rel=1e-6)


@given(VALUES, VALUES)
def test_the_rank_sum_counts_pairs_in_which_the_first_is_larger(first, second):
    found = ranked(first, second)
    pairs = sum((one > other) + (one == other) / 2 for one in first for other in second)
    assert found.rank_sum - len(first) * (len(first) + 1) / 2 == pytest.approx(pairs)
    assert ranked(second, first).p == pytest.approx(found.p)
    assert 0 <= found.p <= 1


def test_the_rank_test_is_close_to_the_exact_one():
    first, second = [float(each) for each in range(6)], [each + 3.5 for each in range(6)]
    values = [*first, *second]
    u = ranked(first, second).rank_sum
    middle = sum(range(1, 13)) / 2
    sums = [sum(places) for places in combinations(range(1, 13), 6)]
    exact = sum(abs(each - middle) >= abs(u - middle) for each in sums) / len(sums)
    assert len(values) == 12
    assert ranked(first, second).p == pytest.approx(exact, abs=0.01)


def test_equal_values_are_no_difference():
    assert ranked([1.0] * 20, [1.0] * 20).p == 1.0
    assert fisher((20, 20), (30, 30)) == 1.0


def test_of_many_tests_only_those_below_the_rising_line_are_told():
    assert discoveries([0.01, 0.02, 0.03, 0.04, 0.9]) == [True, True, True, True, False]
    assert discoveries([0.04, 0.9, 0.9, 0.9, 0.9]) == [False] * 5
    assert discoveries([]) == []


def test_an_interval_is_the_same_every_time_and_holds_the_difference():
    chance = Random(1)
    before, after = [chance.gauss(5, 1) for _ in range(60)], [chance.gauss(3, 1) for _ in range(50)]
    found = change(before, after)
    assert found == change(before, after)
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low < -2.0 < found.high
    assert found.is_clear


def test_few_cases_have_no_interval_and_none_have_no_change():
    found = change([1.0] * (FEWEST - 1), [2.0] * 50)
    assert found is not None
    assert (found.difference, found.low, found.is_clear) == (1.0, None, False)
    assert change([], [1.0]) is None


EVIL = '=HYPERLINK("http://evil")'


@pytest.mark.req("R-095")
def test_nothing_written_by_somebody_runs_in_a_spreadsheet():
    sheets = [Sheet("办理环节", ("环节", "变化"), [(EVIL, -1.5), ("@SUM(1)", None), ("+1", 3)])]
    rows = list(csv.reader(io.StringIO(as_csv(sheets).decode("utf-8-sig"))))
    assert rows[2] == ["'" + EVIL, "-1.5"]
    assert rows[3][0] == "'@SUM(1)"
    page = load_workbook(io.BytesIO(as_xlsx(sheets)))["办理环节"]
    assert (page["A2"].value, page["A2"].data_type) == (EVIL, "s")
    assert page["B2"].value == -1.5
