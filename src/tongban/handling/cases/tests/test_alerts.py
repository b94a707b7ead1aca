"""Limits that come near (时限提醒): half and most of the notice clock, most of the promise; late is not wrong."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases import jobs
from tongban.handling.cases.commands import examining, receiving
from tongban.handling.cases.commands.alerts import see
from tongban.handling.cases.models import Alert
from tongban.handling.cases.queries.alerts import alerts_for

from .applying import stored_file
from .driving import HEARING, accepted, after, fresh, listed, received

ONE_SECOND = timedelta(seconds=1)
# received, half of the notice clock's business hours gone, nine tenths gone
GOLDEN = [
    ("2026-11-23T10:00", "2026-11-24T09:15", "2026-11-24T15:51"),  # Monday
    ("2026-11-27T10:00", "2026-11-30T09:15", "2026-11-30T15:51"),  # Friday
    ("2026-11-28T10:00", "2026-11-30T17:30", "2026-12-01T15:42"),  # Saturday: Monday is day 1
    ("2026-09-30T13:30", "2026-10-08T11:00", "2026-10-08T16:12"),  # eve of 国庆
]


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


def raised(case, kind="notice"):
    rows = Alert.objects.filter(clock__case=case, clock__kind=kind).order_by("at")
    return list(rows.values_list("share", "at"))


@pytest.mark.req("R-037")
@pytest.mark.parametrize(("start", "half", "most"), GOLDEN)
def test_half_and_most_of_the_notice_clock_are_alerted_of_to_the_second(cast, start, half, most):
    case = received(cast, at=instant(start), without=("layout_plan",))
    assert jobs.raise_alerts(at=instant(half) - ONE_SECOND) == 0
    assert jobs.raise_alerts(at=instant(half)) == 1
    assert jobs.raise_alerts(at=instant(most) - ONE_SECOND) == 0
    assert jobs.raise_alerts(at=instant(most)) == 1
    assert jobs.raise_alerts(at=instant(most)) == 0
    assert raised(case) == [(50, instant(half)), (90, instant(most))]


@pytest.mark.req("R-037")
def test_a_job_that_slept_raises_the_same_alerts_and_the_page_shows_the_last(cast):
    case = received(cast)
    assert jobs.raise_alerts(at=after(6)) == 2
    assert raised(case) == [(50, instant("2026-11-24T09:15")), (90, instant("2026-11-24T15:51"))]
    assert [(each.share, each.clock.case_id) for each in alerts_for(cast("wangfang"))] == [(90, case.pk)]


@pytest.mark.req("R-037")
def test_counters_see_it_until_somebody_knows_or_it_is_done(cast):
    wangfang, zhaomin = cast("wangfang"), cast("zhaomin")
    one, other = received(cast), received(cast)
    jobs.raise_alerts(at=after(1, 9, 15))
    assert {each.clock.case_id for each in alerts_for(wangfang)} == {one.pk, other.pk}
    assert alerts_for(zhaomin) == alerts_for(cast("liqiang")) == []
    key = Alert.objects.get(clock__case=one).pk
    with pytest.raises(NotFound):
        see(key, by=zhaomin, at=after(1, 10))
    see(key, by=wangfang, at=after(1, 10))
    assert Alert.objects.get(pk=key).seen_by_id == wangfang.staff_id
    receiving.accept(fresh(other), by=wangfang, at=after(1, 11))
    assert alerts_for(wangfang) == []
    jobs.raise_alerts(at=after(1, 17))
    assert [(each.clock.case_id, each.share) for each in alerts_for(wangfang)] == [(one.pk, 90)]


@pytest.mark.req("R-037")
def test_the_clock_that_begins_anew_with_the_correction_is_alerted_of_anew(cast):
    liqiang, case = cast("liqiang"), received(cast, without=("layout_plan",))
    jobs.raise_alerts(at=after(1, 17))
    receiving.ask_correction(fresh(case), items=[], by=cast("wangfang"), at=after(1, 17, 10))
    files = [{"requirement_code": "layout_plan", "file_ids": [str(stored_file(liqiang).pk)]}]
    receiving.correct(fresh(case), materials=files, by=liqiang, at=after(2))
    assert alerts_for(cast("wangfang")) == []
    assert jobs.raise_alerts(at=after(3, 17)) == 2
    assert len(raised(case)) == 4


def test_the_promise_is_alerted_of_to_who_has_the_case_in_hand(cast):
    case = accepted(cast)
    due_on = case.due_on
    assert due_on is not None
    end = datetime.combine(due_on, time(17, 30), tzinfo=LOCAL)
    assert jobs.raise_alerts(at=end - timedelta(days=3)) == 0
    assert jobs.raise_alerts(at=end) == 1
    [(share, at)] = raised(case, "promised")
    assert (share, at < end) == (90, True)
    owner = next(each for each in ("zhaomin", "lvhongwei") if cast(each).staff_id == case.assignee_id)
    assert [each.due_on for each in alerts_for(cast(owner))] == [due_on]
    assert alerts_for(cast("wangfang")) == alerts_for(cast("sunqiang")) == []
    assert jobs.raise_alerts(at=end + timedelta(days=9)) == 0


def test_a_promise_that_stands_still_is_not_alerted_of_and_a_longer_one_anew(cast):
    with listed(special_procedures=(HEARING,)):
        case = accepted(cast)
        by = next(cast(each) for each in ("zhaomin", "lvhongwei") if cast(each).staff_id == case.assignee_id)
        assert case.due_on is not None
        late = datetime.combine(case.due_on, time(17), tzinfo=LOCAL)
        jobs.raise_alerts(at=late)
        examining.start_special(case, code="hearing", reason="申请人要求听证。", by=by, at=late)
        assert alerts_for(by) == []
        assert jobs.raise_alerts(at=late + timedelta(days=3)) == 0
        examining.finish_special(fresh(case), code="hearing", result="已听证。", by=by, at=late + timedelta(days=7))
        assert alerts_for(by) == []
        assert jobs.raise_alerts(at=late + timedelta(days=12)) == 1
        assert len(alerts_for(by)) == 1


def test_looking_for_alerts_costs_the_same_for_one_case_as_for_many(cast):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            jobs.raise_alerts(at=after(1, 17))
        return len([each for each in seen if "SAVEPOINT" not in each["sql"]])

    received(cast)
    cost()
    for _ in range(4):
        received(cast)
    few = cost()
    for _ in range(8):
        received(cast)
    # the clocks · their pauses · what is known already · the new ones
    assert cost() == few == 4
