"""Serving the city (对外服务): the web server with its workers, and the background worker beside it."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from tongban.running import network, processes
from tongban.running.database import DATA_VARIABLE, OWNER_VARIABLE, WEB_VARIABLE, Addresses
from tongban.running.folder import DataFolder
from tongban.running.processes import Child, Supervisor

WORKERS_VARIABLE = "TONGBAN_WORKERS"
PUBLIC_VARIABLE = "TONGBAN_PUBLIC_URL"
HOSTS_VARIABLE = "TONGBAN_HOSTS"
DEMO_VARIABLE = "TONGBAN_DEMO"
APPLICATION = "tongban.running.web:application"
THREADS = 4
"""For each process. Each thread keeps a connection; what four of them write goes together (kernel/group_commit.py)."""
MOST_WORKERS = 8
WEB_PATIENCE = 4.0
WORKER_PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where the house is served."""

    host: str
    port: int

    @property
    def page(self) -> str:
        return network.page(self.host, self.port)


def serve(
    folder: DataFolder, place: Place, addresses: Addresses, *, extra: dict[str, str], when_ready: Callable[[], None]
) -> None:
    """Serve until SIGINT or SIGTERM; `extra` goes into the environment of the children."""
    environ = environ_for(folder, place, addresses, extra)
    children = [
        Child("web", web_command(place), environ, WEB_PATIENCE),
        Child("worker", [sys.executable, "-m", "tongban.running.worker"], environ, WORKER_PATIENCE),
    ]
    supervisor = Supervisor(folder, children, addresses.keep_up)
    supervisor.run(lambda: network.is_answering(place.host, place.port), when_ready)


def make_way(folder: DataFolder, place: Place) -> None:
    """End what a killed run left behind, then make sure that the port is ours to take; call it holding `serving`."""
    ended = processes.end_leftovers(folder)
    network.wait_until_free(place.host, place.port, seconds=3.0 if ended else 0.0)


def web_command(place: Place) -> list[str]:
    """Granian with blocking threads (measured: tech.md §2b); a full queue is refused instead of growing."""
    options = {
        "--interface": "wsgi",
        "--host": place.host,
        "--port": str(place.port),
        "--http": "1",
        "--workers": str(workers()),
        "--blocking-threads": str(THREADS),
        "--blocking-threads-idle-timeout": "600",  # a thread that ends takes its database connection along
        "--backlog": "1024",
        "--backpressure": "64",
        "--workers-kill-timeout": "3",
        "--log-level": "warning",
    }
    flags = ["--http1-keep-alive", "--respawn-failed-workers", "--no-ws"]
    pairs = [part for pair in options.items() for part in pair]
    return [sys.executable, "-m", "granian", *pairs, *flags, APPLICATION]


def workers() -> int:
    """One web process per core, at least two, so that one slow start or crash is not the whole city."""
    return int(os.environ.get(WORKERS_VARIABLE) or max(2, min(MOST_WORKERS, os.cpu_count() or 1)))


def environ_for(folder: DataFolder, place: Place, addresses: Addresses, extra: dict[str, str]) -> dict[str, str]:
    """What the children know: the web's address of the database, never the owner's."""
    environ = dict(os.environ)
    environ.pop(OWNER_VARIABLE, None)
    environ |= {
        WEB_VARIABLE: addresses.web,
        DATA_VARIABLE: str(folder.root),
        processes.SUPERVISED_VARIABLE: str(folder.root),
        "PYTHONUNBUFFERED": "1",
    }
    environ.setdefault(PUBLIC_VARIABLE, place.page)
    if place.host not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        environ.setdefault(HOSTS_VARIABLE, f"{place.host} 127.0.0.1 localhost [::1]")
    return environ | extra
