"""For operators (运行状况): is the process alive, can it serve, and the gauges behind `/metrics`."""

from collections.abc import Iterator
from datetime import datetime
from hmac import compare_digest
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import awaited_notices
from tongban.registers.catalog.channels import newest_revision, standings
from tongban.web.ui.audience import machines
from tongban.web.ui.outages import snapshot_of_now
from tongban.web.ui.sessions import client_ip

from .answers import answer
from .measuring import gauge, label, request_lines

TEXT = "text/plain; version=0.0.4; charset=utf-8"
MOST_COUNTED = 10_000
_HANDED_ON = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP")

_LEDGER = """
    SELECT (SELECT count(*) FROM ledger_outbox WHERE delivered_at IS NULL AND dead_at IS NULL),
           (SELECT count(*) FROM ledger_outbox
               WHERE dead_at IS NOT NULL AND delivered_at IS NULL AND closed_at IS NULL),
           (SELECT count(*) FROM ledger_parked),
           (SELECT min(at) FROM (SELECT at FROM ledger_entry
               WHERE txid >= coalesce((SELECT max(until_txid) FROM ledger_block), 0)
               ORDER BY txid, id LIMIT 1) AS unsealed),
           (SELECT min(created_at) FROM (SELECT due_at AS created_at FROM ledger_outbox
               WHERE delivered_at IS NULL AND dead_at IS NULL ORDER BY id LIMIT 1) AS waiting)
"""
_LAGS = """
    SELECT reader.name, (SELECT count(*) FROM (SELECT 1 FROM ledger_entry
        WHERE (txid, id) > (reader.txid, reader.entry_id) LIMIT %s) AS unread)
    FROM ledger_cursor reader ORDER BY reader.name
"""


@machines
@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return answer({"status": "ok"})


@machines
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """It can serve: the database answers, the data folder is there; which of them does not is for operators.

    Without the database a node that has the catalogue on disk is degraded, yet it serves: it stays in the round.
    """
    checks = {"database": _is_answering(), "data_folder": settings.DATA.is_dir()}
    status = "ok" if all(checks.values()) else "unavailable"
    if status != "ok" and checks["data_folder"]:
        checks["snapshot"] = snapshot_of_now() is not None
        status = "degraded" if checks["snapshot"] else status
    told: dict[str, object] = {"status": status}
    if _is_operator(request):
        told["checks"] = checks
        told["channels"] = _channels() if checks["database"] else {}
    return answer(told, 503 if status == "unavailable" else 200)


@machines
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Everything that is measured, in the text format of Prometheus; for operators."""
    if not _is_operator(request):
        raise NotFound()
    lines = [*request_lines(), *_gauges(now())]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


def _channels() -> dict[str, object]:
    """Which revision is served where, and who has been behind for too long."""
    found = standings(now())
    nodes = [
        {"node": each.node, "channel": each.channel, "revision": each.revision, "seen_at": each.seen_at}
        for each in found
    ]
    return {
        "newest": newest_revision(),
        "nodes": nodes,
        "behind": [each.sentence for each in found if each.is_alarming],
    }


def _is_operator(request: HttpRequest) -> bool:
    """On this very machine and through no proxy, or with the operator's token (`Authorization: Bearer …`).

    A request that says it was handed on comes from elsewhere, whatever address it names.
    """
    token = settings.TONGBAN_METRICS_TOKEN
    said = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and compare_digest(said.encode(), token.encode()):
        return True
    if any(name in request.headers for name in _HANDED_ON):
        return False
    try:
        return ip_address(client_ip(request) or "").is_loopback
    except ValueError:
        return False


def _gauges(at: datetime) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_LEDGER)
        waiting, dead, parked, unsealed_since, waiting_since = cursor.fetchone()
        cursor.execute(_LAGS, [MOST_COUNTED])
        lags = cursor.fetchall()
    awaited = awaited_notices(local_day(at), calendar=calendar())
    yield from gauge("tongban_outbox_waiting", "发件箱里还没有送出的。", [("", waiting)])
    yield from gauge("tongban_outbox_oldest_seconds", "最早一件等了多久。", [("", _age(waiting_since, at))])
    yield from gauge("tongban_outbox_dead", "多次失败、等人处理的。", [("", dead)])
    yield from gauge("tongban_subscriber_parked", "订阅者处理不了、等人处理的记录。", [("", parked)])
    yield from gauge(
        "tongban_subscriber_lag_entries",
        f"订阅者还没有读到的记录，最多数到{MOST_COUNTED}。",
        [(label("subscriber", name), unread) for name, unread in lags],
    )
    yield from gauge("tongban_seal_lag_seconds", "最早一条没有封存的记录等了多久。", [("", _age(unsealed_since, at))])
    yield from _channel_gauges(at)
    yield from gauge(
        "tongban_calendar_awaited_years",
        "放假通知已经应当发布、日历里还是推算的年份数；不是0就要处理。",
        [("", len(awaited))],
    )


def _channel_gauges(at: datetime) -> Iterator[str]:
    found = standings(at)
    labels = [f"{label('channel', each.channel)},{label('node', each.node)}" for each in found]
    revisions = list(zip(labels, (each.revision for each in found), strict=True))
    lags = list(zip(labels, (each.behind.total_seconds() for each in found), strict=True))
    yield from gauge("tongban_catalog_revision", "最近一次发布的事项目录版次。", [("", newest_revision())])
    yield from gauge("tongban_channel_revision", "每个渠道节点正在用的事项目录版次。", revisions)
    yield from gauge("tongban_channel_behind_seconds", "渠道节点落后于最新版次多久。", lags)
    alarmed = sum(each.is_alarming for each in found)
    yield from gauge("tongban_channels_behind", "落后超过60秒的渠道节点；不是0就要处理。", [("", alarmed)])


def _age(since: datetime | None, at: datetime) -> float:
    return max(0.0, (at - since).total_seconds()) if since is not None else 0.0


def _is_answering() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except DatabaseError:
        return False
