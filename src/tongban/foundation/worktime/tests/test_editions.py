"""Published editions: kept in the database, in force within half a minute, never changed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Event
from time import sleep

import pytest
from django.db import IntegrityError, connection, transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.errors import Invalid, NotYours, Stale
from tongban.foundation.worktime import queries
from tongban.foundation.worktime.commands import publish_edition
from tongban.foundation.worktime.models import CalendarEdition
from tongban.foundation.worktime.rules import (
    DayKind,
    Limit,
    Standing,
    Unit,
    due,
    is_workday,
    shipped_calendar,
    shipped_editions,
)

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ADMIN = Actor(name="周正", roles=frozenset({Role.SYSTEM_ADMIN}), staff_id=7)
CLERK = Actor(name="王芳", roles=frozenset({Role.COUNTER}), staff_id=8)
SPRING_2027 = {date(2027, 2, day): "春节" for day in range(5, 12)}
NOTICE = {"source": "国办发明电〔2026〕0号（样例）", "published_on": date(2026, 11, 20)}


@pytest.fixture(autouse=True)
def look_again():
    """What another test published was rolled back behind the cache's back."""
    queries.forget()


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    def act(year=2027, *, by=ADMIN, at=AT, **given):
        with django_capture_on_commit_callbacks(execute=True):
            return publish_edition(year, **{**NOTICE, **given}, by=by, at=at)

    return act


@pytest.mark.req("R-206")
def test_without_editions_the_shipped_calendar_holds():
    assert queries.calendar().revision == shipped_calendar().revision


@pytest.mark.req("R-206")
def test_a_published_year_is_official_at_once_where_it_was_published(publish):
    start, limit = date(2027, 2, 1), Limit(5, Unit.WORKDAY)
    assert due(start, limit, calendar=queries.calendar()).is_provisional
    row = publish(holidays=SPRING_2027, workdays=[date(2027, 2, 14)])
    found = due(start, limit, calendar=queries.calendar())
    assert (found.due_on, found.is_provisional) == (date(2027, 2, 14), False)
    assert (row.number, row.recorded_by, len(row.content_hash)) == (1, "staff:7", 64)
    assert queries.calendar().edition(2027).source == NOTICE["source"]


def test_a_fresh_calendar_asks_nothing_and_a_stale_one_asks_once(publish, django_assert_num_queries):
    with django_assert_num_queries(1):  # is there any edition?
        queries.calendar()
    with django_assert_num_queries(0):
        queries.calendar()
    queries.forget()
    with django_assert_num_queries(1):  # anything new since?
        queries.calendar()
    publish(holidays=SPRING_2027)
    with django_assert_num_queries(2):  # something new: the newest edition of every year
        queries.calendar()


@pytest.mark.req("R-206")
def test_a_closure_alone_takes_the_rest_over_and_the_newest_edition_wins(publish):
    publish(2026, closures={date(2026, 12, 8): "暴雪停办"})
    row = publish(2026, closures={date(2026, 12, 9): "暴雪停办"})
    calendar = queries.calendar()
    assert row.number == 2
    assert calendar.reason(date(2026, 12, 9)) == (DayKind.CLOSURE, "暴雪停办")
    assert is_workday(date(2026, 12, 8), calendar=calendar)
    assert calendar.reason(date(2026, 10, 10)) == (DayKind.MAKE_UP, "")
    assert calendar.edition(2026).holidays == shipped_editions()[2026].holidays
    assert [each.number for each in queries.editions(2026)] == [2, 1]


def test_an_old_due_date_can_be_reckoned_with_the_calendar_of_its_day(publish):
    publish(holidays=SPRING_2027, at=AT + timedelta(days=1))
    assert queries.calendar_as_of(AT).revision == shipped_calendar().revision
    assert queries.calendar_as_of(AT + timedelta(days=1)).standing(2027) is Standing.OFFICIAL


def test_an_expected_edition_needs_no_notice_and_stays_provisional():
    row = publish_edition(2027, holidays=SPRING_2027, standing=Standing.PROVISIONAL, by=SYSTEM, at=AT)
    assert queries.calendar().standing(2027) is Standing.PROVISIONAL
    assert (row.source, row.published_on) == (shipped_calendar().edition(2027).source, None)


def test_only_the_system_administrator_publishes(publish):
    with pytest.raises(NotYours):
        publish(by=CLERK)
    assert not CalendarEdition.objects.exists()


def test_every_defect_is_told_at_once():
    with pytest.raises(Invalid) as caught:
        publish_edition(
            2027,
            holidays={date(2025, 1, 1): "元旦", date(2027, 1, 2): " "},
            workdays=[date(2027, 1, 4), date(2027, 1, 2)],
            by=ADMIN,
            at=AT,
        )
    assert [fault.code for fault in caught.value.faults] == [
        "day_of_another_year",
        "name_missing",
        "holiday_and_workday",
        "not_a_weekend",
        "source_missing",
        "published_on_missing",
    ]


def test_a_year_beyond_the_calendar_is_declined(publish):
    with pytest.raises(Invalid, match="1900到2199"):
        publish(2300)


def test_of_two_publishers_at_once_one_is_told(publish):
    connection.ensure_connection()
    here, inserted = connection.connection.info.backend_pid, Event()
    right = {"year": 2027, "number": 1, "standing": "official", **NOTICE, "recorded_at": AT, "recorded_by": "staff:9"}

    def publish_first() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            CalendarEdition.objects.create(**right)
            inserted.set()
            for _ in range(500):
                cursor.execute("SELECT 1 FROM pg_locks WHERE pid = %s AND NOT granted", [here])
                if cursor.fetchone():
                    break
                sleep(0.01)

    def take_back() -> None:
        CalendarEdition.objects.filter(recorded_by="staff:9").delete()
        connection.close()

    with ThreadPoolExecutor(1) as elsewhere:
        other = elsewhere.submit(publish_first)
        try:
            assert inserted.wait(5)
            with pytest.raises(Stale, match="刚刚由别人发布"):
                publish(holidays=SPRING_2027)
            other.result()
        finally:
            elsewhere.submit(take_back).result()


@pytest.mark.parametrize(
    "wrong",
    [{"number": 0}, {"year": 1899}, {"source": ""}, {"published_on": None}, {"standing": "perhaps"}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_database_refuses_an_impossible_edition(wrong):
    right = {"year": 2027, "number": 1, "standing": "official", **NOTICE, "recorded_at": AT, "recorded_by": "staff:7"}
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarEdition.objects.create(**{**right, **wrong})
    CalendarEdition.objects.create(**right)


def test_an_edition_is_called_by_year_and_number(publish):
    assert str(publish(holidays=SPRING_2027)) == "2027年日历第1版"
