"""Done on the spot (当场办结): how long it really takes, and red when the day is over."""

from datetime import timedelta

import pytest

from tongban.foundation.worktime.rules import Light
from tongban.handling.cases.commands import examining, receiving
from tongban.handling.cases.queries.spot import counter_times
from tongban.handling.cases.queries.worklists import Wanted, light_of, worklist
from tongban.registers.catalog.content import Span

from .applying import MONDAY, food_code
from .driving import after, day, fresh, granted, listed, received

SPOT = {"case_type": "on_the_spot", "promised_limit": Span(value=0, unit="on_the_spot")}


def finished(cast, minutes, at=MONDAY):
    case = received(cast, at=at)
    done_at = at + timedelta(minutes=minutes)
    examining.finish_on_the_spot(case, opinion="当场核对无误。", by=cast("chenli"), at=done_at)


@pytest.mark.req("R-041")
def test_the_median_time_at_the_counter_is_measured_for_each_matter(cast):
    granted(cast)  # a promised matter is not measured
    with listed(**SPOT):
        for minutes in (4, 10, 90):
            finished(cast, minutes)
        [found] = counter_times(at=after(3))
        assert (found.option_code, found.cases, found.minutes) == (food_code(), 3, 10.0)
        finished(cast, 20, at=after(1))
        assert [each.minutes for each in counter_times(at=after(3))] == [15.0]
        assert [each.cases for each in counter_times(at=after(30, 12))] == [1], "what is older is left out"
        assert counter_times(at=after(40)) == []


@pytest.mark.req("R-041")
@pytest.mark.parametrize("is_accepted", [False, True])
def test_what_was_not_finished_on_its_day_is_red_the_next_morning(cast, is_accepted):
    with listed(**SPOT):
        case = received(cast)
        if is_accepted:
            receiving.accept(case, by=cast("wangfang"), at=after(0, 11))
        case = fresh(case)
        assert light_of(case, today=day(0)) is Light.YELLOW
        assert light_of(case, today=day(1)) is Light.RED
        wanted = Wanted(light="red", is_open=True)
        assert [each.pk for each in worklist(cast("zhengyawen"), wanted, today=day(1)).cases] == [case.pk]
        assert not worklist(cast("zhengyawen"), wanted, today=day(0)).cases


def test_what_came_in_after_hours_has_the_next_working_day(cast):
    with listed(**SPOT):
        assert received(cast, at=after(4, 20)).due_on == day(7)
