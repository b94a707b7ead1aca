"""Start-up checks (启动检查): what must be true before the house serves anybody."""

from importlib import import_module

from django.core import checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tongban.exchange.lines import systems
from tongban.foundation.kernel import clock
from tongban.foundation.ledger import numbering, privileges
from tongban.running.database import WEB
from tongban.running.migrating import web_role_exists
from tongban.running.postgres import DURABLE
from tongban.running.refusal import CannotRun

SKEW_SECONDS = 2.0
STREAM_SLOT = "tongban_stream"
CHANNELS = "tongban.registers.catalog.channels"


def findings() -> list[str]:
    """Everything that is wrong, one sentence each, told at once."""
    return [
        *_not_durable(),
        *_clock_skew(),
        *_pending_migrations(),
        *_too_many_rights(),
        *_numbers_begin_anew(),
        *_django(),
    ]


def interfaces_apart() -> list[str]:
    """Systems that announced another interface version than our lines speak; told at every start, and it goes on."""
    return systems.mismatches(systems.BOUND.registry, systems.BOUND.connectors)


def channels_behind() -> list[str]:
    """Channels that tell people something older than what was published; no reason not to start, but one to look."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('catalog_channelnode') IS NOT NULL")
        is_there = cursor.fetchone()[0]
    if not is_there:
        return []
    channels = import_module(CHANNELS)  # by name, because models can be imported only once Django is ready
    return [each.sentence for each in channels.standings(clock.now()) if each.is_alarming]


def stream_stopped() -> list[str]:
    """A continuous backup that was begun and that nobody follows; no reason not to start, but one to look."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_replication_slots WHERE slot_name = %s AND NOT active", [STREAM_SLOT])
        is_stopped = cursor.fetchone() is not None
    return ["连续备份没有在运行。请启动 tongban stream，或者 tongban-stream 服务。"] if is_stopped else []


def refuse_unless_sound() -> None:
    """Raise CannotRun with every finding."""
    if found := findings():
        raise CannotRun("启动检查没有通过:\n" + "\n".join(f"  ✗ {finding}" for finding in found))


def _not_durable() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(DURABLE)])
        off = [name for name, setting in cursor.fetchall() if setting == "off"]
    return [f"数据库设置了 {name}=off，断电会丢失已答复的办件。" for name in off]


def _clock_skew() -> list[str]:
    """The database's clock decides every deadline; a machine that tells another time must not serve (R3, rule 8)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        theirs = cursor.fetchone()[0]
    skew = abs((clock.now() - theirs).total_seconds())
    return [f"本机时间与数据库相差 {skew:.0f} 秒，请先校准时间。"] if skew > SKEW_SECONDS else []


def _pending_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"有 {len(pending)} 项数据库升级没有执行，请运行 tongban migrate。"] if pending else []


def _too_many_rights() -> list[str]:
    """The web must not be able to change what was recorded, whatever its code does."""
    if not web_role_exists():
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM unnest(%s::text[]) AS name WHERE to_regclass(name) IS NOT NULL"
            " AND has_table_privilege(%s, to_regclass(name), 'UPDATE, DELETE, TRUNCATE')",
            [privileges.append_only_tables(), WEB],
        )
        open_tables = [name for (name,) in cursor.fetchall()]
    return [f"网站账号可以改动只增不改的表 {name}，请运行 tongban migrate。" for name in open_tables]


def _numbers_begin_anew() -> list[str]:
    """After a logical restore new acts would stand before the old ones: never sealed, never heard by anybody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('ledger_block') IS NOT NULL AND to_regclass('ledger_entry') IS NOT NULL")
        has_ledger = cursor.fetchone()[0]
    if not has_ledger or not (missing := numbering.shortfall()):
        return []
    return [f"数据库的事务编号比留痕记录小 {missing}（从转储文件恢复后会这样），请运行 tongban ledger rebase。"]


def _django() -> list[str]:
    return [f"{found.id} {found.msg}" for found in checks.run_checks() if found.level >= checks.ERROR]
