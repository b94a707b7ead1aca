"""Which database the house uses, and the two roles that use it: the owner migrates, the web only reads and writes."""

from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import LiteralString
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tongban.running.folder import DataFolder
from tongban.running.postgres import DURABLE, MAINTENANCE, OWNER, Cluster
from tongban.running.refusal import CannotRun

WEB = "tongban_web"
DATABASE = "tongban"
WEB_VARIABLE = "DATABASE_URL"
OWNER_VARIABLE = "DATABASE_OWNER_URL"
DATA_VARIABLE = "TONGBAN_DATA"
OLDEST_SERVER = 150_000

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Addresses:
    """How to reach the one database under each of the two roles."""

    web: str
    owner: str
    cluster: Cluster | None = field(default=None, compare=False)

    def put_into(self, environ: MutableMapping[str, str]) -> None:
        environ[WEB_VARIABLE] = self.web
        environ[OWNER_VARIABLE] = self.owner

    def keep_up(self) -> bool:
        """Start our own server again if it died; tells whether it had to. An operator's server is his to start."""
        return self.cluster is not None and self.cluster.revive()


@contextmanager
def ready(folder: DataFolder, environ: MutableMapping[str, str], say: Say = print) -> Iterator[Addresses]:
    """The database for the length of a block: the operator's own if `DATABASE_URL` is set, else the embedded one."""
    if own := environ.get(WEB_VARIABLE):
        yield given(own, environ.get(OWNER_VARIABLE), say)
        return
    with Cluster(folder, say=say).in_use() as cluster:
        yield embedded(cluster)


def embedded(cluster: Cluster) -> Addresses:
    """Make the roles and the database in a running cluster of ours, as far as they are missing; rights come later."""
    with psycopg.connect(cluster.url(OWNER, MAINTENANCE), autocommit=True) as connection:
        make_web_role(connection, login_password=cluster.password(WEB))
        if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", DATABASE):
            connection.execute(sql.SQL("CREATE DATABASE {} ENCODING 'UTF8'").format(sql.Identifier(DATABASE)))
    return Addresses(web=cluster.url(WEB, DATABASE), owner=cluster.url(OWNER, DATABASE), cluster=cluster)


def given(url: str, owner_url: str | None, say: Say = print) -> Addresses:
    """Use a PostgreSQL that the operator runs; raises CannotRun if it is too old or may lose what it acknowledged.

    With one address it serves both roles: the web steps down to `tongban_web` on connecting. If that role cannot
    be made there, the web keeps the rights of the address, and we say so.
    """
    if urlsplit(url).scheme not in ("postgresql", "postgres"):
        raise CannotRun(
            "DATABASE_URL 要写成这样：postgresql://tongban:secret@127.0.0.1:5432/tongban（用户、密码、主机、端口、数据库名）。"
        )
    with _connected(owner_url or url) as connection:
        refuse_unless_fit(connection)
        if owner_url is not None:
            return Addresses(web=url, owner=owner_url)
        try:
            make_web_role(connection, login_password=None)
            connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(WEB)))
        except psycopg.errors.InsufficientPrivilege:
            say(f"DATABASE_URL 的账号不能建立角色 {WEB}，网站将以该账号的全部权限连接。建议由数据库管理员建立该角色。")
            return Addresses(web=url, owner=url)
    return Addresses(web=stepping_down(url), owner=url)


def stepping_down(url: str) -> str:
    """The same address, but every connection takes the web's role before its first statement."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    query["options"] = f"{query.get('options', '')} -c role={WEB}".strip()
    return urlunsplit(parts._replace(query=urlencode(query, quote_via=quote)))


def refuse_unless_fit(connection: psycopg.Connection) -> None:
    """Raise CannotRun unless the server is new enough and keeps what it acknowledges (R3, rule 1)."""
    if connection.info.server_version < OLDEST_SERVER:
        raise CannotRun("DATABASE_URL 指向的 PostgreSQL 版本太低，需要 15 或更高版本。")
    off = [name for name in DURABLE if _setting(connection, name) == "off"]
    if off:
        names = "、".join(f"{name}=off" for name in off)
        raise CannotRun(f"数据库设置了 {names}，断电时会丢失已经答复群众的办件。请改为 on 并重启数据库后再运行。")


def make_web_role(connection: psycopg.Connection, *, login_password: str | None) -> None:
    """Create the web's role if it is missing: it owns, creates and inherits nothing; `migrating` gives the rights."""
    role = sql.Identifier(WEB)
    if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", WEB):
        connection.execute(sql.SQL("CREATE ROLE {} NOINHERIT").format(role))
    if login_password is not None:
        connection.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(role, sql.Literal(login_password)))


def _connected(url: str) -> psycopg.Connection:
    try:
        return psycopg.connect(url, autocommit=True, connect_timeout=5)
    except psycopg.Error as error:
        raise CannotRun(f"连接不上 DATABASE_URL 指向的数据库：{error}") from error


def _exists(connection: psycopg.Connection, query: LiteralString, value: str) -> bool:
    return connection.execute(query, [value]).fetchone() is not None


def _setting(connection: psycopg.Connection, name: str) -> str:
    row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
    assert row is not None
    return str(row[0])
