"""Valid ratings alone make a score, few weigh little, and the sum can be done again from the raw data. R-113."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.oversight.evaluations.rules.grades import Grade
from tongban.oversight.workforce.rules.policy import WorkforcePolicy
from tongban.oversight.workforce.rules.rated import (
    Rated,
    Rating,
    city_mean,
    daily_mean,
    rating_score,
    sums,
    whole_score,
)

POLICY = WorkforcePolicy()
BEST, WORST = Grade.VERY_SATISFIED, Grade.VERY_DISSATISFIED
RATINGS = st.lists(
    st.builds(
        Rating,
        key=st.just("k"),
        agency_id=st.integers(1, 3),
        staff_id=st.none() | st.integers(1, 3),
        grade=st.sampled_from(Grade),
        excluded=st.sampled_from(["", "误评"]),
    ),
    max_size=15,
)


def given_to(staff: int, *grades: Grade, excluded: str = "") -> list[Rating]:
    return [Rating(f"{staff}-{place}", 1, staff, each, excluded) for place, each in enumerate(grades)]


@pytest.mark.req("R-113")
def test_few_ratings_weigh_little_and_too_few_make_no_score():
    many, few = Rated(100, 500), Rated(5, 25)
    mean = Fraction(4)
    of_many, of_few = rating_score(many, mean, POLICY), rating_score(few, mean, POLICY)
    assert of_many is not None
    assert of_few is not None
    assert of_many > of_few > Decimal(75)
    assert rating_score(Rated(4, 20), mean, POLICY) is None
    assert rating_score(few, None, POLICY) is None
    assert rating_score(few, mean, POLICY) == Decimal("83.33"), "(25+40)/15 is 4.33…, less one, of four"


@pytest.mark.req("R-113")
def test_what_is_excluded_moves_no_score():
    good = given_to(1, *[BEST] * 6)
    contested = given_to(1, WORST, WORST, excluded="误评：选错了")
    assert city_mean(good) == city_mean(good + contested) == 5
    found = sums(good + contested, by_staff=True)[1]
    assert found == Rated(6, 30, 2)
    assert rating_score(found, Fraction(5), POLICY) == Decimal("100.00")


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(RATINGS)
def test_a_score_lies_between_nothing_and_a_hundred_and_sums_to_the_raw_data(ratings):
    found, mean = sums(ratings, by_staff=False), city_mean(ratings)
    assert sum(each.valid + each.excluded for each in found.values()) == len(ratings)
    assert sum(each.total for each in found.values()) == sum(r.grade.satisfaction for r in ratings if r.is_valid)
    for each in found.values():
        score = rating_score(each, mean, POLICY)
        assert score is None or 0 <= score <= 100


def test_the_whole_is_weighed_and_without_enough_ratings_daily_checks_count_alone():
    assert whole_score(Decimal(80), Decimal(95), POLICY) == Decimal("86.00")
    assert whole_score(None, Decimal(95), POLICY) == Decimal(95)
    assert daily_mean({"2026-10": 97, "2026-11": 100}) == Decimal("98.50")
    assert daily_mean({}) == 100
