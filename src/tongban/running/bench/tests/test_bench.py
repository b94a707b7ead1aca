import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Exists, ForeignKey, Model, OuterRef

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.codes import check
from tongban.foundation.ledger.sealing import verify
from tongban.handling.cases.models import Case, Material
from tongban.handling.cases.queries.one_case import whole
from tongban.running.bench import checks, cores, driving, filling, limits, meters, people, report, sample, turning

ANSWERS = [b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", b"HTTP/1.1 503 Busy\r\ncontent-length: 4\r\n\r\nbusy"]


@pytest.fixture
def port() -> Iterator[int]:
    """A server that answers well three times of four, in two pieces."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve(connected: socket.socket) -> None:
            turn = 0
            while connected.recv(65536):
                turn += 1
                answer = ANSWERS[turn % 4 == 0]
                connected.sendall(answer[:20])
                connected.sendall(answer[20:])
            connected.close()

        def accept() -> None:
            for _ in range(2):
                threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1]


def test_a_drive_sends_each_request_once_and_counts_the_errors(port: int, tmp_path: Path) -> None:
    driving.write_requests(tmp_path / "requests", [b"GET / HTTP/1.1\r\n\r\n"] * 80)
    requests = driving.read_requests(tmp_path / "requests")
    lines = driving.connected("127.0.0.1", port, 2)
    found = driving.drive(lines, driving.Length(30.0), requests, is_round=False)
    assert (found.requests, len(requests)) == (80, 80)
    assert 18 <= found.errors <= 20
    assert found.examples[0].startswith("HTTP/1.1 503")
    assert 0 < found.ms(0.50) <= found.ms(0.95) <= found.ms(0.99)
    again = driving.drive(lines, driving.Length(30.0), requests[:8], is_round=False)  # the connections stay
    for each in lines:
        each.socket.close()
    both = driving.joined([found, again])
    assert (both.requests, both.errors) == (88, found.errors + again.errors)
    assert both.spent == sorted(found.spent + again.spent)
    assert 78 < found.in_time <= 80, "what is under way when the first client stops is not counted for the rate"
    assert both.rate == pytest.approx((found.in_time + again.in_time) / (found.seconds + again.seconds))


def test_the_limit_counts_what_was_done_once_every_connection_had_its_plans() -> None:
    slow = [(client, 1.0 + 0.1 * turn) for client in (0, 1) for turn in range(limits.PLANNED_ANEW)]
    quick = [(client, 1.5 + 0.01 * (turn + 1)) for client in (0, 1) for turn in range(50)]
    assert limits.steady(slow + quick) == pytest.approx(200.0)
    assert limits.steady(slow) is None
    assert limits.steady([]) is None


def test_a_drive_that_has_enough_answers_may_end_early_but_not_at_once() -> None:
    length = driving.Length(1.5, least=0.5, enough=1000)
    assert [length.is_over(*each) for each in ((0.4, 5000), (0.5, 999), (0.5, 1000), (1.5, 3))] == [
        False,
        False,
        True,
        True,
    ]
    assert not driving.Length(5.0).is_over(4.9, 10**6)


def test_a_statement_is_written_for_pgbench_with_what_it_cannot_say_written_out() -> None:
    statement = (
        "SELECT %(number)s::text, %(none)s::int, %(empty)s::text, %(list)s::text[], %(on)s::date WHERE 5 %% 2 = 1"
    )
    values = {"number": "1", "none": None, "empty": "", "list": ['a"b', None], "on": date(2026, 1, 5)}
    script = limits.by_name(statement, values, {"number": ":n"})
    assert script.text == "SELECT :n::text, NULL::int, ''::text, :list::text[], :on::date WHERE 5 % 2 = 1;\n"
    assert script.values == {"list": '{"a\\"b",NULL}', "on": "2026-01-05"}


def test_the_statements_of_a_log_are_counted_without_what_brackets_them(tmp_path: Path) -> None:
    log = tmp_path / "postgres.log"
    log.write_bytes(b"2026 [1] LOG:  statement: SELECT 'before'\n")
    lines = [
        b"statement: BEGIN",
        b"execute _pg3_0: -- why\n\tINSERT INTO t",
        b"execute <unnamed>: select 1",
        b"statement: COMMIT",
    ]

    def act() -> None:
        with log.open("ab") as file:
            file.writelines(b"2026 [1] LOG:  " + line + b"\n" for line in lines)

    assert meters.count_statements(log, act) == 2


def test_applicants_are_distinct_and_their_numbers_well_formed() -> None:
    numbers = {sample.person(serial).number for serial in range(0, 20_000, 7)}
    assert len(numbers) == len(range(0, 20_000, 7))
    assert all(check("id_card", each).valid for each in numbers)


def test_the_table_stands_in_columns() -> None:
    figures = {"submit": report.Figures(1234.5, 2000, 0.617, 6.1, 9.9, 12.3, 0.7, 0.5, 1)}
    head, row = report.table(figures, {"submit": "提交申请"}).splitlines()
    assert head.startswith("操作")
    assert row.split() == ["提交申请", "1234.5", "2000", "0.617", "6.1", "9.9", "12.3", "0.7", "0.5", "1"]
    assert json.dumps(list(report.Figures.__dataclass_fields__)).count("_ms") == 5


@pytest.mark.django_db
def test_a_filled_city_keeps_every_rule_and_an_intact_ledger() -> None:
    at, before = now(), Case.objects.count()
    numbers = filling.fill(40, sample.option_code(), people.introduce(at), at=at, underway=14)
    assert (Case.objects.count() - before, len(numbers)) == (40, 14)
    assert list(verify()) == []
    copied = Case.objects.get(number=numbers[5])
    found = whole(copied).attached
    assert {each.state for each in found.materials} == {"provided"}
    assert all(each.files for each in found.materials)
    assert found.documents[0].number == f"{copied.number}-01"
    closed = Case.objects.filter(status="closed").order_by("pk").last()
    assert closed is not None
    assert closed.ended_at is not None
    assert closed.ended_at < at - timedelta(days=5)
    assert Material.objects.filter(case=closed).count() == len(sample.MATERIALS)
    assert [each for model in filling.COPIED for each in _dangling(model)] == []


def _dangling(model: type[Model]) -> list[str]:
    """The foreign keys of which some point to nothing."""
    keys = [each for each in model._meta.concrete_fields if isinstance(each, ForeignKey)]
    return [
        str(each)
        for each in keys
        if model._base_manager.exclude(**{each.attname: None})
        .filter(~Exists(each.related_model._base_manager.filter(**{each.target_field.name: OuterRef(each.attname)})))
        .exists()
    ]


def test_what_the_processes_of_all_cores_did_is_told_as_one() -> None:
    genuine = turning.turn(lambda subject: subject == b"genuine", [b"genuine", b"forged"], 0.01)
    assert genuine.errors == len(genuine.spent) // 2
    assert 0 < genuine.cpu_seconds <= genuine.seconds + 0.02
    turns = [turning.Turn(2.0, 1.0, 0, [0.001] * 98), turning.Turn(2.0, 1.0, 1, [0.001, 0.003])]
    bare = [turning.Turn(1.0, 1.0, 0, [0.0001] * 50)] * 2
    told = cores.figures_of(turns, bare, 0.5)
    assert (told.rps, told.limit_rps, told.ratio) == (50.0, 100.0, 0.5)
    assert (told.p50_ms, told.p99_ms, told.cpu_ms_web, told.cpu_ms_db) == (1.0, 3.0, 20.0, 5.0)
    assert cores.drive_of(turns).errors == 1


def test_the_limit_of_a_check_is_a_signature_that_is_verified() -> None:
    assert checks.bare_signature()(b"whatever is checked")


@pytest.mark.django_db
@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda each: each.name)
def test_a_check_finds_each_of_its_subjects_genuine_with_one_statement(
    check: checks.Check,
    settings: Any,
    tmp_path: Path,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    settings.DATA = tmp_path
    at = now()
    subjects = check.subjects(at)
    assert len(subjects) == len(set(subjects)) > 1
    holds = check.at(at)
    with django_assert_num_queries(len(subjects)):
        assert all(holds(each) for each in subjects)
    other = b"A" if subjects[0][-70:-69] != b"A" else b"B"
    assert not holds(subjects[0][:-70] + other + subjects[0][-69:])
