"""What must hold for every start, limit and pause; the engine against a walk day by day; speed."""

import time
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.worktime.rules import (
    Counting,
    Edition,
    Extension,
    Limit,
    Pause,
    Unit,
    WorkCalendar,
    add_workdays,
    due,
    is_workday,
    shipped_calendar,
    shipped_editions,
    workdays_between,
)

from .reference import walk

CALENDAR = shipped_calendar()
ONE_DAY = timedelta(days=1)

days = st.dates(date(2019, 6, 1), date(2028, 6, 1))
units = st.sampled_from([Unit.WORKDAY, Unit.DAY, Unit.MONTH, Unit.YEAR])
countings = st.sampled_from(Counting)


@st.composite
def limits(draw):
    unit = draw(units)
    return Limit(draw(st.integers(1, {Unit.MONTH: 18, Unit.YEAR: 3}.get(unit, 120))), unit)


@st.composite
def pauses_near(draw, start):
    found = []
    for _ in range(draw(st.integers(0, 4))):
        first = start + timedelta(days=draw(st.integers(-20, 120)))
        found.append(Pause(first, first + timedelta(days=draw(st.integers(0, 25))), draw(st.sampled_from("甲乙"))))
    return tuple(found)


@st.composite
def questions(draw):
    start = draw(days)
    return start, draw(limits()), draw(countings), draw(pauses_near(start))


@given(days)
def test_adding_nothing_to_a_workday_gives_that_day(day):
    if is_workday(day, calendar=CALENDAR):
        assert add_workdays(day, 0, calendar=CALENDAR) == day


@given(days, st.integers(0, 300), st.integers(0, 300))
def test_adding_is_additive(day, first, second):
    once = add_workdays(day, first + second, calendar=CALENDAR)
    assert add_workdays(add_workdays(day, first, calendar=CALENDAR), second, calendar=CALENDAR) == once


@given(days, st.integers(-300, 300))
def test_counting_undoes_adding(day, count):
    start = add_workdays(day, 0, calendar=CALENDAR)
    assert workdays_between(start, add_workdays(start, count, calendar=CALENDAR), calendar=CALENDAR) == count


@settings(deadline=None, max_examples=60)
@given(questions(), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_one_more_holiday_never_shortens(question, extra):
    start, limit, counting, pauses = question
    known = shipped_editions()[2026]
    more = Edition(2026, {**known.holidays, extra: "加放一天"}, known.workdays - {extra})
    fewer_days = WorkCalendar([*(e for y, e in shipped_editions().items() if y != 2026), more])
    before = due(start, limit, counting=counting, pauses=pauses, calendar=CALENDAR)
    assert due(start, limit, counting=counting, pauses=pauses, calendar=fewer_days).due_on >= before.due_on


@given(questions())
def test_overlapping_pauses_are_their_union(question):
    start, limit, counting, pauses = question
    union = sorted({p.from_on + timedelta(days=n) for p in pauses for n in range((p.to_on - p.from_on).days + 1)})
    single = tuple(Pause(day, day) for day in union)
    together = due(start, limit, counting=counting, pauses=pauses, calendar=CALENDAR)
    assert due(start, limit, counting=counting, pauses=single, calendar=CALENDAR).due_on == together.due_on


@given(questions(), st.integers(0, 3))
def test_the_derivation_sums_to_the_limit_and_leaves_no_gap(question, extensions):
    start, limit, counting, pauses = question
    longer = [Extension(Limit(7, limit.unit if limit.unit is not Unit.YEAR else Unit.DAY), "理由")] * extensions
    found = due(start, limit, counting=counting, pauses=pauses, extensions=longer, calendar=CALENDAR)
    segments = found.derivation
    assert sum(each.counted for each in segments) == limit.value + 7 * extensions
    assert (segments[0].from_on, segments[-1].to_on) == (start, found.due_on)
    for before, after in pairwise(segments):
        assert after.from_on == before.to_on + ONE_DAY
        assert after.why != before.why


@given(questions(), st.integers(1, 30))
def test_a_later_start_or_a_longer_limit_is_never_due_earlier(question, more):
    start, limit, counting, pauses = question
    base = due(start, limit, counting=counting, calendar=CALENDAR).due_on
    assert due(start + timedelta(days=more), limit, counting=counting, calendar=CALENDAR).due_on >= base
    paused = due(start, limit, counting=counting, pauses=pauses, calendar=CALENDAR).due_on
    assert paused >= base
    longer = Limit(limit.value + more % 12 + 1, limit.unit)
    assert due(start, longer, counting=counting, pauses=pauses, calendar=CALENDAR).due_on >= paused


@given(questions())
def test_the_due_day_is_a_workday_that_is_not_paused_and_asking_again_changes_nothing(question):
    start, limit, counting, pauses = question
    found = due(start, limit, counting=counting, pauses=pauses, calendar=CALENDAR)
    assert is_workday(found.due_on, calendar=CALENDAR) or counting is Counting.TO_THE_DAY
    assert not any(pause.from_on <= found.due_on <= pause.to_on for pause in pauses)
    assert (
        due(start, limit, counting=counting, pauses=tuple(reversed(pauses)), calendar=CALENDAR).due_on == found.due_on
    )


def random_question(random: Random):
    start: date | datetime = date(2020, 1, 1) + timedelta(days=random.randrange(2350))
    if random.random() < 0.5:
        start = datetime(start.year, start.month, start.day, random.randrange(24), random.randrange(60), tzinfo=LOCAL)
    unit = random.choice([Unit.WORKDAY, Unit.WORKDAY, Unit.DAY, Unit.MONTH])
    limit = Limit(random.randint(1, 3 if unit is Unit.MONTH else 40), unit)
    pauses = []
    for _ in range(random.choice([0, 0, 1, 2, 3])):
        first = date(start.year, start.month, start.day) + timedelta(days=random.randint(-10, 60))
        pauses.append(Pause(first, first + timedelta(days=random.randrange(15)), random.choice(["听证", "检验"])))
    extensions = (Extension(Limit(random.randint(1, 10), unit), "经批准"),) if random.random() < 0.2 else ()
    if unit is Unit.MONTH:
        extensions = ()
    return start, limit, random.choice(list(Counting)), tuple(pauses), extensions


@pytest.mark.req("R-042")
@pytest.mark.req("R-043")
def test_five_thousand_random_questions_are_answered_as_on_foot():
    random = Random(620200)
    for _ in range(5000):
        start, limit, counting, pauses, extensions = random_question(random)
        found = due(start, limit, counting=counting, pauses=pauses, extensions=extensions, calendar=CALENDAR)
        expected = walk(start, limit, counting, pauses, extensions)
        assert found.due_on == expected, (start, limit, counting, pauses, extensions)


@pytest.mark.req("R-042")
@pytest.mark.parametrize(
    "pauses",
    [
        pytest.param((), id="plain"),
        pytest.param(
            (Pause(date(2026, 9, 22), date(2026, 9, 24)), Pause(date(2026, 9, 23), date(2026, 9, 28))), id="paused"
        ),
    ],
)
def test_a_hundred_thousand_due_dates_take_less_than_a_second(pauses):
    random = Random(1)
    starts = [date(2026, 9, 1) + timedelta(days=random.randrange(60)) for _ in range(1000)]
    limit = Limit(20, Unit.WORKDAY)
    before = time.process_time()
    for _ in range(100):
        for start in starts:
            due(start, limit, pauses=pauses, calendar=CALENDAR)
    assert time.process_time() - before <= 1.0
