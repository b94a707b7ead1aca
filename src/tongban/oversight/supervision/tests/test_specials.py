"""Special procedures as supervision counts them: p50 and p90 by kind, overruns apart from the case's own clock."""

from datetime import timedelta

import pytest

from tongban.handling.cases.commands import examining
from tongban.handling.cases.tests.driving import HEARING, INSPECTION, accepted, after, day, listed, recorded
from tongban.oversight.supervision.queries.period import Period
from tongban.oversight.supervision.queries.specials import running_over, step_types

NOVEMBER = Period(day(0).replace(day=1), day(0).replace(day=1))


def start(case, code, cast):
    examining.start_special(case, code=code, reason="要查。", by=cast("zhaomin"), at=after(0, 11))


def visited(cast, days):
    case = accepted(cast)
    start(case, "inspection", cast)
    recorded(case, cast("zhaomin"), at=after(days, 12))
    examining.finish_special(case, code="inspection", result="符合。", by=cast("zhaomin"), at=after(days, 13))


@pytest.mark.req("R-049")
def test_each_kind_has_its_middle_and_slow_days_and_its_overruns(cast):
    with listed(special_procedures=(HEARING, INSPECTION)):
        for days in (0, 0, 1, 4):
            visited(cast, days)
        going_on = accepted(cast)
        start(going_on, "inspection", cast)
        start(accepted(cast), "hearing", cast)
        found = {each.name: each for each in step_types(NOVEMBER, today=day(5))}
        visits = found["现场核查"]
        assert (visits.started, visits.ended, visits.p50, visits.over) == (5, 4, 1.5, 2)
        assert visits.p90 == pytest.approx(4.1)
        assert found["听证"].p50 is None
        assert [each.number for each in running_over(today=day(5))] == [going_on.number]
        assert running_over(today=day(2)) == []
        assert going_on.due_on is not None
        assert going_on.due_on - day(0) > timedelta(days=5)  # the case itself is not over
