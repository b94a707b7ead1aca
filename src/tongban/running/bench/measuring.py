"""One run (一次测速): load the city, fill it, start the servers, drive every operation, find its limit, tell it."""

import json
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import fmean

from django.db import connection
from django.urls import reverse

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
from .drivers import Driver, driving
from .driving import Drive, Length, Turn, joined, line, write_requests
from .filling import fill, settle
from .operations import FIRST_NUMBER, OPERATIONS, Operation, Room, Stage
from .people import introduce
from .reading import READ_ROWS, fill_reads
from .report import Figures, table
from .sample import option_code

HOST = "127.0.0.1"
MOST_A_SECOND = 1500
FASTER = 12
"""How many times as fast as the house pgbench may be before it runs out of room."""
WARM_SECONDS, WARM_WRITING = 0.2, 0.7
"""What writes is warm once each connection of the web has its plans, as those of pgbench have when they are counted."""
CHECK_SECONDS = 3.0
"""What making ready and measuring the checks takes, about."""
WARM_SHARE = 0.2
START_SECONDS = 30.0
FIRST_ROUTE = "api-live"


@dataclass(frozen=True, slots=True)
class Bench:
    """What is measured, where, who drives it, and the processes whose time is counted."""

    wish: Wish
    folder: DataFolder
    cluster: Cluster
    stage: Stage
    place: Place
    driver: Driver
    web: int
    database: int
    share: float = 0.0
    """Seconds for which the next operation may be driven."""


def measure(wish: Wish, folder: DataFolder, addresses: Addresses) -> int:
    """Measure what is wished for, and tell it; 1 when an answer was an error.

    The servers make themselves ready while the city is loaded; nothing is measured before it stands.
    """
    cluster = addresses.cluster
    assert cluster is not None, "a city of its own has a database of its own"
    chosen, checks = _chosen(wish)
    place = Place(HOST, _free_port())
    environ = serving.environ_for(folder, place, addresses, {})
    with ThreadPoolExecutor(1) as aside:
        collected = aside.submit(migrating.collect_static)
        migrating.migrate()
        collected.result()
    say("数据库和静态文件已就绪")
    results: dict[str, tuple[Drive, Figures]] = {}
    with _web(folder, place, environ) as web, driving(place, wish.clients) as driver:
        stage = _city(wish, place, cluster)
        _wait_for(web, folder, place)
        assert web.process is not None
        database = int((cluster.data / "postmaster.pid").read_text().split()[0])
        if wish.reads:
            chosen = [*chosen, *_of_reads(wish, stage, cluster)]
        bench = Bench(wish, folder, cluster, stage, place, driver, web.process.pid, database)
        asked: dict[str, Sequence[bytes]] = {}
        for done, operation in enumerate(chosen):
            say(f"测 {operation.label}")
            bench = replace(bench, share=_share(wish, chosen[done:], checks))
            results[operation.name], asked[operation.name] = _measured(bench, operation, results)
        results = _with_statements(bench, chosen, results, asked)
    # without the web server beside them
    if checks:
        results |= cores.measured(checks, cores.Ground(addresses.web, database, _log(folder), wish.turn))
    labels = {each.name: each.label for each in chosen} | {each.name: each.label for each in checks}
    return _tell(results, labels, as_json=wish.as_json)


def _tell(results: Mapping[str, tuple[Drive, Figures]], labels: Mapping[str, str], *, as_json: bool) -> int:
    figures = {name: each for name, (_, each) in results.items()}
    print(json.dumps({name: asdict(each) for name, each in figures.items()}) if as_json else table(figures, labels))
    errors = {name: drive for name, (drive, _) in results.items() if drive.errors}
    for name, drive in errors.items():
        say(f"{labels[name]}：{drive.requests} 个回答里有 {drive.errors} 个是错误，例如 {drive.examples}")
    say("测完")
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


def _of_reads(wish: Wish, stage: Stage, cluster: Cluster) -> Sequence[Operation]:
    """Who saw me, once so many reads are on record."""
    made = fill_reads(wish.reads, at=stage.at).operations()
    settle(cluster)
    return [each for each in made if not wish.only or each.name in wish.only]


def _city(wish: Wish, place: Place, cluster: Cluster) -> Stage:
    """The demo city with as many cases as wished for."""
    at = clock.now()
    demo_city.load_registers(at, is_whole=False)
    say("演示城市已载入")
    people, option = introduce(at), option_code()
    numbers = fill(wish.cases, option, people, at=at)
    with ThreadPoolExecutor(1) as aside:
        routes = aside.submit(reverse, FIRST_ROUTE)  # reads the code of every page, while the database tidies up
        settle(cluster)
        routes.result()
    longest = wish.seconds if not wish.enough else max(wish.least, wish.enough / MOST_A_SECOND)
    return Stage(
        authority=f"{place.host}:{place.port}",
        people=people,
        option=option,
        numbers=numbers[:: max(1, len(numbers) // 500)],
        submissions=int(MOST_A_SECOND * (longest + WARM_SECONDS)),
        clients=wish.clients,
        at=at,
    )


@contextmanager
def _web(folder: DataFolder, place: Place, environ: Mapping[str, str]) -> Iterator[Child]:
    """The web server as `tongban up` starts it."""
    child = Child("web", serving.web_command(place), environ, serving.WEB_PATIENCE)
    try:
        child.start(folder.log / "web.log", show=False)
        yield child
    finally:
        child.stop()


def _wait_for(web: Child, folder: DataFolder, place: Place) -> None:
    """Until it answers."""
    deadline = time.monotonic() + START_SECONDS
    while not network.is_answering(place.host, place.port):
        if time.monotonic() > deadline or not web.is_running:
            raise CannotRun(f"网站没有启动成功。原因见 {folder.log}/web.log。")
        time.sleep(0.05)
    say("网站已启动")


def _measured(
    bench: Bench, operation: Operation, results: Mapping[str, tuple[Drive, Figures]]
) -> tuple[tuple[Drive, Figures], Sequence[bytes]]:
    """A row without its statements, and two requests more of its kind."""
    requests = operation.requests(bench.stage)
    warm = int(len(requests) * WARM_SHARE) if not operation.is_round else 0
    _driven(bench, operation, requests[:warm] or requests, Length(WARM_SECONDS if operation.is_round else WARM_WRITING))
    spent, limits_found, room = _Spent(), list[float](), Room()
    for part in _parts(bench.wish, operation, requests[warm:-2] or requests):
        with spent.of(bench):
            spent.drives.append(_driven(bench, operation, part, _length(bench, operation)))
        if operation.limit is not None:
            room = room.after(int(spent.drives[-1].rate * FASTER))
            limits_found.append(_limit(bench, operation, operation.limit(bench.stage, room)))
    drive = joined(spent.drives)
    same = results[operation.same_limit][1].limit_rps if operation.same_limit else drive.rate
    limit_rps = fmean(limits_found) if limits_found else same
    figures = Figures(
        rps=round(drive.rate, 1),
        limit_rps=round(limit_rps, 1),
        ratio=round(drive.rate / limit_rps, 3),
        p50_ms=drive.ms(0.50),
        p95_ms=drive.ms(0.95),
        p99_ms=drive.ms(0.99),
        cpu_ms_web=round(spent.web * 1000 / drive.requests, 3),
        cpu_ms_db=round(spent.database * 1000 / drive.requests, 3),
    )
    return (drive, figures), requests[-2:]


@dataclass
class _Spent:
    """What the turns of an operation took: seconds of the processor in the web and in the database, and the drives."""

    web: float = 0.0
    database: float = 0.0
    drives: list[Drive] = field(default_factory=list)

    @contextmanager
    def of(self, bench: Bench) -> Iterator[None]:
        """Count what is spent within the block."""
        web, database = meters.cpu_seconds(bench.web), meters.cpu_seconds(bench.database)
        yield
        self.web += meters.cpu_seconds(bench.web) - web
        self.database += meters.cpu_seconds(bench.database) - database


def _share(wish: Wish, ahead: Sequence[Operation], checks: Sequence[Check]) -> float:
    """An equal part of the time that is left for driving those who read and are still ahead; who writes has all of
    its own."""
    limits_ahead = sum(wish.limit if each.is_round else wish.turns for each in ahead if each.limit is not None)
    reading = sum(each.is_round for each in ahead)
    writing = wish.seconds * (len(ahead) - reading)
    set_apart = limits_ahead + writing + WARM_SECONDS * len(ahead) + CHECK_SECONDS * bool(checks)
    rest = wish.until - time.monotonic() - set_apart
    return max(wish.least, min(wish.seconds, rest / reading)) if ahead[0].is_round else wish.seconds


def _turns(wish: Wish, operation: Operation) -> int:
    return wish.turns if not operation.is_round else 1


def _parts(wish: Wish, operation: Operation, requests: Sequence[bytes]) -> list[Sequence[bytes]]:
    """Each turn's own requests; whatever is asked in a circle has one turn."""
    share = len(requests) // _turns(wish, operation)
    return [requests[turn * share : (turn + 1) * share] for turn in range(_turns(wish, operation))]


def _length(bench: Bench, operation: Operation) -> Length:
    wish, turns = bench.wish, _turns(bench.wish, operation)
    return Length(bench.share / turns, wish.least / turns, wish.enough // turns)


def _driven(bench: Bench, operation: Operation, requests: Sequence[bytes], length: Length) -> Drive:
    path = bench.folder.root / "requests"
    write_requests(path, requests)
    return bench.driver.turn(Turn(str(path), length, operation.is_round), operation.label)


def _with_statements(
    bench: Bench,
    chosen: Sequence[Operation],
    results: Mapping[str, tuple[Drive, Figures]],
    asked: Mapping[str, Sequence[bytes]],
) -> dict[str, tuple[Drive, Figures]]:
    """The rows with the statements of one request each, counted when all of them were driven: what is asked in a
    circle is asked for anew, what is sent once is sent for the first time."""
    anew = {each.name: _warmed(each.requests(bench.stage)) if each.is_round else asked[each.name] for each in chosen}
    with meters.statements_logged():
        counted = {name: _statements(bench, requests) for name, requests in anew.items()}
    return {name: (drive, replace(row, statements=counted[name])) for name, (drive, row) in results.items()}


def _warmed(requests: Sequence[bytes]) -> Sequence[bytes]:
    """Two of them, and the second once more: what is noted once a minute is not noted again."""
    return [*requests[:2], *requests[:2][-1:]]


def _statements(bench: Bench, requests: Sequence[bytes]) -> int:
    """What the last of these sends to the database, once everything that is kept ready is ready in the process that
    answers it."""
    with line(bench.place.host, bench.place.port) as ask:
        for each in requests[:-1] or requests:
            ask(each)
        return meters.count_statements(_log(bench.folder), lambda: ask(requests[-1]))


def _log(folder: DataFolder) -> Path:
    """What the database writes down."""
    return folder.log / "postgres.log"


def _limit(bench: Bench, operation: Operation, script: limits.Script) -> float:
    """What pgbench reaches with the same statements; for writes every transaction has to have written its case."""
    before, seconds = _written_by_pgbench(), bench.wish.limit if operation.is_round else 1
    found = limits.rate(bench.cluster, script, clients=bench.wish.clients, seconds=seconds, place=bench.folder.root)
    if not operation.is_round and _written_by_pgbench() - before != found.done:
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
