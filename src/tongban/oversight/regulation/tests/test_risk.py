"""How a promise is checked (风险分级、抽查): the class drives the share, and anybody can repeat the draw (R-147)."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.oversight.regulation.rules.risk import DEFAULT, Known, draw

NUMBERS = st.integers(min_value=0, max_value=10**17 - 1).map(lambda each: f"{each:017d}")
KNOWN = st.builds(Known, st.sampled_from(["低", "中", "高", ""]), st.integers(0, 3), st.integers(0, 3))


@pytest.mark.req("R-147")
@given(NUMBERS, KNOWN)
def test_the_same_table_and_number_always_draw_the_same(number, known):
    assert draw(DEFAULT, number, known) == draw(DEFAULT, number, known)


@pytest.mark.req("R-147")
@given(NUMBERS, KNOWN)
def test_high_risk_is_always_checked_on_site_and_the_reason_is_told(number, known):
    found = draw(DEFAULT, number, known)
    assert found.is_drawn or found.risk.share < 100
    assert found.risk.name in found.words
    assert found.factors


@pytest.mark.req("R-147")
@pytest.mark.parametrize(
    ("known", "name"),
    [
        (Known("低"), "低"),
        (Known("低", rectified=1), "中"),
        (Known("低", breached=1), "高"),
        (Known("中"), "中"),
        (Known("中", rectified=2), "高"),
        (Known("高"), "高"),
        (Known("没有"), "低"),
    ],
)
def test_points_make_the_class(known, name):
    assert draw(DEFAULT, "62020026000000017", known).risk.name == name


@pytest.mark.req("R-147")
def test_the_share_is_what_the_table_says():
    drawn = [draw(DEFAULT, f"{each:017d}", Known("中")).is_drawn for each in range(2000)]
    assert 0.46 < sum(drawn) / len(drawn) < 0.54
    none = msgspec.structs.replace(DEFAULT, seed="another")
    assert drawn != [draw(none, f"{each:017d}", Known("中")).is_drawn for each in range(2000)]
