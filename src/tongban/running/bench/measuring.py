"""One run (一次测速): load the city, fill it, start the servers, drive every operation, find its limit, tell it."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import connection

from tongban.foundation.kernel import clock
from tongban.running import demo_city, migrating, network, serving
from tongban.running.database import Addresses
from tongban.running.folder import DataFolder
from tongban.running.postgres import Cluster
from tongban.running.processes import Child
from tongban.running.refusal import CannotRun
from tongban.running.serving import Place

from . import Wish, cores, limits, meters, say
from .checks import CHECKS, Check
from .driving import Drive, write_requests
from .filling import fill, settle
from .operations import FIRST_NUMBER, OPERATIONS, Operation, Stage
from .people import introduce
from .reading import READ_ROWS, fill_reads
from .report import Figures, table
from .sample import option_code

DRIVER = "tongban.running.bench.driving"
HOST = "127.0.0.1"
MOST_A_SECOND = 2500
WARM_SECONDS = 0.3
WARM_SHARE = 0.2
START_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Bench:
    """What is measured, where, and the processes whose time is counted."""

    wish: Wish
    folder: DataFolder
    cluster: Cluster
    stage: Stage
    place: Place
    web: int
    database: int


def measure(wish: Wish, folder: DataFolder, addresses: Addresses) -> int:
    """Measure what is wished for, and tell it; 1 when an answer was an error."""
    cluster = addresses.cluster
    assert cluster is not None, "a city of its own has a database of its own"
    chosen, checks = _chosen(wish)
    place = Place(HOST, _free_port())
    stage = _city(wish, place)
    if wish.reads:
        chosen = [*chosen, *_of_reads(wish, stage)]
    figures: dict[str, Figures] = {}
    errors: dict[str, Drive] = {}
    with _web(folder, place, addresses) as web:
        database = int((cluster.data / "postmaster.pid").read_text().split()[0])
        bench = Bench(wish, folder, cluster, stage, place, web, database)
        for operation in chosen:
            say(f"测 {operation.label}")
            drive, figures[operation.name] = _measured(bench, operation, figures)
            if drive.errors:
                errors[operation.name] = drive
    ground = cores.Ground(folder, serving.environ_for(folder, place, addresses, {}), database, wish.seconds)
    for check in checks:  # without the web server beside them
        say(f"测 {check.label}")
        drive, figures[check.name] = cores.measured(check, ground)
        if drive.errors:
            errors[check.name] = drive
    labels = {each.name: each.label for each in chosen} | {each.name: each.label for each in checks}
    told = {name: asdict(each) for name, each in figures.items()}
    print(json.dumps(told) if wish.as_json else table(figures, labels))
    for name, drive in errors.items():
        say(f"{labels[name]}：{drive.requests} 个回答里有 {drive.errors} 个是错误，例如 {drive.examples}")
    return 1 if errors else 0


def _chosen(wish: Wish) -> tuple[Sequence[Operation], Sequence[Check]]:
    """The operations wished for with those that are the limit of one of them, and the checks wished for."""
    known = (
        {each.name for each in OPERATIONS} | {each.name for each in CHECKS} | (set(READ_ROWS) if wish.reads else set())
    )
    if unknown := wish.only - known:
        raise CannotRun(f"没有这些操作：{'、'.join(sorted(unknown))}。可以测：{'、'.join(sorted(known))}。")
    wanted = wish.only or known
    wanted |= {each.same_limit for each in OPERATIONS if each.name in wanted}
    return [each for each in OPERATIONS if each.name in wanted], [each for each in CHECKS if each.name in wanted]


def _of_reads(wish: Wish, stage: Stage) -> Sequence[Operation]:
    """Who saw me, once so many reads are on record."""
    made = fill_reads(wish.reads, at=stage.at).operations()
    settle()
    return [each for each in made if not wish.only or each.name in wish.only]


def _city(wish: Wish, place: Place) -> Stage:
    """The demo city with as many cases as wished for."""
    at = clock.now()
    migrating.migrate()
    migrating.collect_static()
    demo_city.load_registers(at)
    say("演示城市已载入")
    people, option = introduce(at), option_code()
    numbers = fill(wish.cases, option, people, at=at)
    settle()
    return Stage(
        authority=f"{place.host}:{place.port}",
        people=people,
        option=option,
        numbers=numbers[:: max(1, len(numbers) // 500)],
        submissions=int(MOST_A_SECOND * (wish.seconds + WARM_SECONDS)),
        clients=wish.clients,
        at=at,
    )


@contextmanager
def _web(folder: DataFolder, place: Place, addresses: Addresses) -> Iterator[int]:
    """The web server as `tongban up` starts it; the number of its process."""
    environ = serving.environ_for(folder, place, addresses, {})
    child = Child("web", serving.web_command(place), environ, serving.WEB_PATIENCE)
    try:
        child.start(folder.log / "web.log", show=False)
        deadline = time.monotonic() + START_SECONDS
        while not network.is_answering(place.host, place.port):
            if time.monotonic() > deadline or not child.is_running:
                raise CannotRun(f"网站没有启动成功。原因见 {folder.log}/web.log。")
            time.sleep(0.05)
        assert child.process is not None
        say("网站已启动")
        yield child.process.pid
    finally:
        child.stop()


def _measured(bench: Bench, operation: Operation, told: Mapping[str, Figures]) -> tuple[Drive, Figures]:
    requests = operation.requests(bench.stage)
    path = bench.folder.root / "requests"
    warm = int(len(requests) * WARM_SHARE) if not operation.is_round else 0
    write_requests(path, requests[:warm] or requests)
    _drive(bench, operation, path, WARM_SECONDS)
    write_requests(path, requests[warm:-1] or requests)
    web, database = meters.cpu_seconds(bench.web), meters.cpu_seconds(bench.database)
    drive = _drive(bench, operation, path, bench.wish.seconds)
    web, database = meters.cpu_seconds(bench.web) - web, meters.cpu_seconds(bench.database) - database
    statements = _statements(bench, requests[-1])
    rps = drive.requests / drive.seconds
    if operation.limit is not None:
        limit = _limit(bench, operation, operation.limit(bench.stage))
    else:
        limit = told[operation.same_limit].limit_rps if operation.same_limit else rps
    return drive, Figures(
        rps=round(rps, 1),
        limit_rps=round(limit, 1),
        ratio=round(rps / limit, 3),
        p50_ms=drive.p50_ms,
        p95_ms=drive.p95_ms,
        p99_ms=drive.p99_ms,
        cpu_ms_web=round(web * 1000 / drive.requests, 3),
        cpu_ms_db=round(database * 1000 / drive.requests, 3),
        statements=statements,
    )


def _drive(bench: Bench, operation: Operation, path: Path, seconds: float) -> Drive:
    """Drive it from a process of its own."""
    how = "round" if operation.is_round else "once"
    place = [bench.place.host, str(bench.place.port), str(bench.wish.clients), str(seconds), str(path), how]
    done = subprocess.run([sys.executable, "-m", DRIVER, *place], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotRun(f"“{operation.label}”没有测成：{done.stderr.strip()[-300:]}")
    return Drive(**json.loads(done.stdout))


def _statements(bench: Bench, request: bytes) -> int:
    """What one request sends to the database, once everything that is kept ready is ready."""
    log = bench.folder.log / "postgres.log"
    with meters.statements_logged():
        return meters.count_statements(log, lambda: _ask(bench.place, request))


def _ask(place: Place, request: bytes) -> None:
    with socket.create_connection((place.host, place.port), timeout=START_SECONDS) as connected:
        connected.sendall(request)
        connected.recv(1)


def _limit(bench: Bench, operation: Operation, script: limits.Script) -> float:
    """What pgbench reaches with the same statements; for writes every transaction has to have written its case."""
    before = _written_by_pgbench()
    found = limits.rate(
        bench.cluster, script, clients=bench.wish.clients, seconds=bench.wish.seconds, place=bench.folder.root
    )
    if operation.name == "submit" and _written_by_pgbench() - before != found.done:
        raise CannotRun("pgbench 没有写成每一件，这个上限不算数。")
    return found.tps


def _written_by_pgbench() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM cases_case WHERE number >= %s::text AND number < %s::text",
            [str(FIRST_NUMBER), str(FIRST_NUMBER + 10**10)],
        )
        return int(cursor.fetchone()[0])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
