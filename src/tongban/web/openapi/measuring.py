"""What operators measure (运行指标): requests by route, method and status, and how long they took; no personal data.

Every worker process keeps its own counters and lays them beside those of the others at most once a second;
`/metrics` adds up what it finds there, so that any process can be asked.
"""

import json
import os
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Lock
from time import monotonic, perf_counter

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
LAID_EVERY = 1.0
UNKNOWN = "(none)"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

Key = tuple[str, str, str]


class Counts:
    """Requests of this process: for each route, method and status one number per bucket, the last for all above."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._buckets: dict[Key, list[int]] = {}
        self._seconds: dict[Key, float] = {}
        self._laid = 0.0

    def add(self, key: Key, seconds: float) -> None:
        with self._lock:
            self._buckets.setdefault(key, [0] * (len(BUCKETS) + 1))[bisect_left(BUCKETS, seconds)] += 1
            self._seconds[key] = self._seconds.get(key, 0.0) + seconds

    @property
    def is_due(self) -> bool:
        """Whether the counters should be written down again."""
        return monotonic() - self._laid >= LAID_EVERY

    def lay(self, folder: Path) -> None:
        """Write the counters down for whoever is asked."""
        self._laid = monotonic()
        with self._lock:
            rows = [[*key, self._buckets[key], self._seconds[key]] for key in self._buckets]
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{os.getpid()}.json"
        draft = target.with_suffix(f".{id(rows)}.tmp")
        draft.write_text(json.dumps(rows), encoding="utf-8")
        draft.replace(target)


COUNTS = Counts()


class Measured:
    """Middleware, the outermost: counts every request, also those that later ones refuse."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = perf_counter()
        response = self.get_response(request)
        method = request.method if request.method in _METHODS else "OTHER"
        COUNTS.add((_route(request), str(method), str(response.status_code)), perf_counter() - began)
        if COUNTS.is_due:
            COUNTS.lay(folder())
        return response


def folder() -> Path:
    return Path(settings.DATA) / "metrics"


def request_lines() -> Iterator[str]:
    """The request metrics of all processes in the text format of Prometheus."""
    COUNTS.lay(folder())
    totals: dict[Key, list[int]] = {}
    seconds: dict[Key, float] = {}
    for route, method, status, buckets, spent in _laid_rows():
        key = (route, method, status)
        known = totals.get(key, [0] * len(buckets))
        totals[key] = [one + other for one, other in zip(known, buckets, strict=True)]
        seconds[key] = seconds.get(key, 0.0) + spent
    yield "# HELP tongban_request_seconds 请求用时（秒），按路由、方法和状态码。"
    yield "# TYPE tongban_request_seconds histogram"
    for key in sorted(totals):
        yield from _histogram(key, totals[key], seconds[key])


def gauge(name: str, words: str, values: Iterable[tuple[str, float]]) -> Iterator[str]:
    """One gauge; each value has its labels, already written, or an empty text."""
    yield f"# HELP {name} {words}"
    yield f"# TYPE {name} gauge"
    for labels, value in values:
        yield f"{name}{{{labels}}} {value:g}" if labels else f"{name} {value:g}"


def label(name: str, value: str) -> str:
    plain = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'{name}="{plain}"'


def _histogram(key: Key, buckets: list[int], spent: float) -> Iterator[str]:
    labels = ",".join(label(name, value) for name, value in zip(("route", "method", "status"), key, strict=True))
    told = 0
    for limit, count in zip((*map(str, BUCKETS), "+Inf"), buckets, strict=True):
        told += count
        yield f'tongban_request_seconds_bucket{{{labels},le="{limit}"}} {told}'
    yield f"tongban_request_seconds_sum{{{labels}}} {spent:.6f}"
    yield f"tongban_request_seconds_count{{{labels}}} {told}"


def _laid_rows() -> Iterator[tuple[str, str, str, list[int], float]]:
    for path in sorted(folder().glob("*.json")):
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        yield from (tuple(row) for row in rows)


def _route(request: HttpRequest) -> str:
    """The pattern of the address, never the address itself: case numbers are nobody's business here."""
    match = request.resolver_match
    return "/" + match.route if match is not None else UNKNOWN
