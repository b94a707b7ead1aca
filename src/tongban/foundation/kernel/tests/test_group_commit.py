"""What several threads write at the same moment goes to the database as one statement, and each has its own answer."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import DataError, OperationalError, connection

from tongban.foundation.kernel.group_commit import MOST, GroupCommit

pytestmark = pytest.mark.django_db  # the threads' own connections are outside of its transaction, and write no table

# Which transaction it was says who was written together; zero cannot be written, and less than zero is not.
TEXT = """
WITH given AS MATERIALIZED (
    /* each */ SELECT %(name)s::text AS name, %(number)s::int AS number /* each */
)
SELECT name, 100 / number, pg_current_xact_id()::text, pg_backend_pid() FROM given WHERE number >= 0
"""
FALLS = """
WITH given AS (/* each */ SELECT %(name)s::text AS name /* each */)
SELECT name, pg_terminate_backend(pg_backend_pid()) FROM given
"""
HANDS = 3


@pytest.fixture
def group() -> Iterator[GroupCommit]:
    found = GroupCommit(TEXT, key="name")
    yield found
    found.close()


@pytest.fixture
def hands() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(HANDS) as pool:
        yield pool


def together(hands: ThreadPoolExecutor, write: Callable[[int], Any]) -> list[Any]:
    """What came of each of three threads: the answer, or the error."""

    def caught(place: int) -> Any:
        try:
            return write(place)
        except Exception as error:
            return error
        finally:
            connection.close()

    return list(hands.map(caught, range(HANDS)))


def all_prepared(
    group: GroupCommit, values: Callable[[int], dict[str, Any]], *, apart: bool = True
) -> Callable[[int], Any]:
    """Each prepares until all do, and writes then; all have the same thing in common if they are not apart."""
    ready = Barrier(HANDS, timeout=10)

    def write(place: int) -> Any:
        with group.preparing() as row:
            ready.wait()
            return group.write(row, values(place), apart={place if apart else "the same"})

    return write


def test_those_who_prepare_at_the_same_moment_are_written_together_and_each_has_its_answer(group, hands):
    answers = together(hands, all_prepared(group, lambda place: {"name": f"row {place}", "number": place + 1}))
    assert [each[:2] for each in answers] == [("row 0", 100), ("row 1", 50), ("row 2", 33)]
    assert len({each[2] for each in answers}) == 1, "one transaction"


def test_one_that_is_alone_is_written_at_once(group, hands):
    def write(place: int) -> Any:
        if place:
            return None
        with group.preparing() as row:
            return group.write(row, {"name": "alone", "number": 4}, apart=set())

    assert together(hands, write)[0][:2] == ("alone", 25)


def test_what_the_statement_does_not_write_has_no_answer_and_the_others_have_theirs(group, hands):
    answers = together(hands, all_prepared(group, lambda place: {"name": str(place), "number": 1 - place}))
    assert answers[2] is None
    assert answers[0][:2] == ("0", 100)


def test_of_several_only_that_one_is_refused_whose_fault_it_is(group, hands):
    answers = together(hands, all_prepared(group, lambda place: {"name": str(place), "number": place}))
    assert isinstance(answers[0], DataError)
    assert [each[:2] for each in answers[1:]] == [("1", 100), ("2", 50)]
    assert len({each[2] for each in answers[1:]}) == 2, "each was written once more, alone"


def test_two_that_have_something_in_common_do_not_go_together(group, hands):
    write = all_prepared(group, lambda place: {"name": str(place), "number": 1}, apart=False)
    assert len({each[2] for each in together(hands, write)}) == HANDS


def test_nobody_is_waited_for_who_gives_up(group, hands):
    ready = Barrier(HANDS, timeout=10)

    def write(place: int) -> Any:
        with group.preparing() as row:
            ready.wait()
            if place == 0:
                raise LookupError("nothing to write")
            return group.write(row, {"name": str(place), "number": 1}, apart={place})

    answers = together(hands, write)
    assert isinstance(answers[0], LookupError)
    assert [each[:2] for each in answers[1:]] == [("1", 100), ("2", 100)]


def test_who_takes_long_to_prepare_is_not_waited_for_without_end(group, hands):
    written = Barrier(2, timeout=10)

    def write(place: int) -> Any:
        if place == 2:
            return None
        with group.preparing() as row:
            if place == 0:
                written.wait()  # until the other one has been written
            found = group.write(row, {"name": str(place), "number": 1}, apart={place})
            if place == 1:
                written.wait()
            return found

    answers = together(hands, write)
    assert answers[0][2] != answers[1][2]


def test_more_rows_than_go_together_are_all_written(group):
    many = 3 * MOST
    with ThreadPoolExecutor(many) as hands:
        ready = Barrier(many, timeout=20)

        def write(place: int) -> Any:
            try:
                with group.preparing() as row:
                    ready.wait()
                    return group.write(row, {"name": str(place), "number": 1}, apart={place})
            finally:
                connection.close()

        answers = list(hands.map(write, range(many)))
    assert [each[0] for each in answers] == [str(place) for place in range(many)]
    assert len({each[2] for each in answers}) >= many / MOST


def test_when_the_line_is_lost_each_is_told(hands):
    falling = GroupCommit(FALLS, key="name")
    answers = together(hands, all_prepared(falling, lambda place: {"name": str(place)}))
    assert all(isinstance(each, OperationalError) for each in answers)
    falling.close()


def test_a_line_that_was_lost_is_opened_again(group, hands):
    write = all_prepared(group, lambda place: {"name": str(place), "number": 1})
    [line] = {each[3] for each in together(hands, write)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [line])
    [other] = {each[3] for each in together(hands, write)}
    assert other != line


def test_within_a_transaction_a_row_is_written_by_that_transaction(group):
    with group.preparing() as row:
        answer = group.write(row, {"name": "within", "number": 1}, apart=set())
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()::text")
            assert cursor.fetchone() == (answer[2],)
