"""A permit that is not on the city's list is not accepted (R-027); what needs no permit needs no list."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.cases import permits
from tongban.handling.cases.commands import examining, receiving
from tongban.handling.cases.permits import NotListed
from tongban.handling.cases.ports import PermitList
from tongban.handling.cases.rules.states import Status
from tongban.registers.catalog.content import Span
from tongban.registers.catalog.tests.editions import FOOD
from tongban.registers.lists import commands as lists
from tongban.registers.lists.queries import allows_permit, is_listed

from .applying import MONDAY, food_code, lodged
from .driving import listed


@pytest.fixture
def list_without_food(cast) -> None:
    """The next edition of the permit list leaves the food licence out."""
    draft = lists.start("permit", by=cast("fangyuan"), at=MONDAY)
    key = next(row["key"] for row in draft.rows if row["key"].endswith(FOOD))
    lists.drop_row(draft, key=key, reason="测试", by=cast("fangyuan"), at=MONDAY)
    lists.propose(draft, by=cast("fangyuan"), at=MONDAY)
    lists.publish(draft, by=cast("linjing"), at=MONDAY)


@pytest.fixture
def bound() -> Iterator[list[PermitList]]:
    """What is bound, to be put back afterwards."""
    before = list(permits.BOUND)
    yield permits.BOUND
    permits.BOUND[:] = before


@pytest.mark.django_db
@pytest.mark.req("R-027")
def test_a_listed_permit_is_accepted(cast):
    _, case = lodged(cast("liqiang"))
    receiving.accept(case, by=cast("wangfang"), at=MONDAY)
    assert case.status == Status.ACCEPTED


@pytest.mark.django_db
@pytest.mark.req("R-027")
def test_a_permit_that_left_the_list_is_not_accepted_and_the_case_stays_where_it_is(cast, list_without_food):
    assert not is_listed("permit", food_code(), MONDAY.date())
    _, case = lodged(cast("liqiang"))
    with pytest.raises(NotListed, match="行政许可事项清单"):
        receiving.accept(case, by=cast("wangfang"), at=MONDAY)
    case.refresh_from_db()
    assert case.status == Status.RECEIVED


@pytest.mark.django_db
@pytest.mark.req("R-027")
def test_before_the_first_edition_every_permit_is_accepted():
    long_ago = date(2025, 1, 1)
    assert allows_permit(food_code(), long_ago)
    assert not is_listed("permit", food_code(), long_ago)


@pytest.mark.django_db
@pytest.mark.req("R-027")
def test_the_list_in_force_on_the_day_of_acceptance_counts(cast, list_without_food):
    before = datetime(2026, 11, 20, 10, 0, tzinfo=LOCAL)
    _, case = lodged(cast("liqiang"), at=before)
    receiving.accept(case, by=cast("wangfang"), at=before)
    assert case.status == Status.ACCEPTED


@pytest.mark.django_db
@pytest.mark.req("R-027")
def test_the_rule_asks_whatever_is_bound_and_only_for_permits(cast, bound):
    asked = []

    def refuses(option_code: str, on: date) -> bool:
        asked.append((option_code, on))
        return False

    bound[:] = [refuses]
    _, case = lodged(cast("liqiang"))
    with pytest.raises(NotListed):
        receiving.accept(case, by=cast("wangfang"), at=MONDAY)
    assert asked == [(food_code(), MONDAY.date())]


@pytest.mark.django_db
@pytest.mark.req("R-027")
def test_the_counter_finishes_no_permit_on_the_spot_that_is_not_listed(cast, bound):
    bound[:] = [lambda option_code, on: False]
    spot = {"case_type": "on_the_spot", "promised_limit": Span(value=0, unit="on_the_spot")}
    with listed(**spot):
        _, case = lodged(cast("liqiang"))
        with pytest.raises(NotListed):
            examining.finish_on_the_spot(case, opinion="当场核对无误。", by=cast("chenli"), at=MONDAY)
