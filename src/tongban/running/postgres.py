"""The embedded PostgreSQL (内嵌数据库): made, started, joined, recovered and stopped by our own small supervisor.

Several commands may use one cluster at once. Each holds a shared lock for as long as it runs; whoever lets go last
stops the server. The kernel frees the lock of a killed process, so nothing has to be tidied up afterwards.
"""

import fcntl
import os
import re
import secrets
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlencode

import psycopg

from tongban.running import binaries
from tongban.running.account import ServerAccount
from tongban.running.folder import DataFolder
from tongban.running.refusal import CannotRun

OWNER = "tongban_owner"
MAINTENANCE = "postgres"
PORT = 5432
START_SECONDS = 60.0
RETRY_SECONDS = 5.0
STOP_SECONDS = 8.0
SOCKET_PATH_LIMIT = 107 - len(f"/.s.PGSQL.{PORT}.lock")
RELOCATED = Path("/var/lib/tongban")

# Durability comes first: these three are what "acknowledged" rests on.
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
THROWAWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "autovacuum": "off"}
_SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "huge_pages": "off",
    "wal_compression": "pglz",
    "max_wal_size": "1GB",
    "max_slot_wal_keep_size": "8GB",  # a stream that nobody follows any more must not fill the disk
    "random_page_cost": "1.1",
    "log_timezone": "Asia/Shanghai",
    "timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
}


@dataclass
class Cluster:
    """One database cluster that belongs to a data folder; `settings` override the server's defaults."""

    folder: DataFolder
    settings: Mapping[str, str] = field(default_factory=lambda: DURABLE)
    say: Callable[[str], None] = print
    account: ServerAccount = field(default_factory=ServerAccount.fitting)
    elsewhere: Path = RELOCATED
    _home: Path | None = None
    _held: IO[str] | None = None
    _server: subprocess.Popen[bytes] | None = None

    @property
    def home(self) -> Path:
        """Where the cluster is: in the data folder, or below /var/lib if its account cannot get there."""
        if self._home is None:
            self._home = self._find_home()
        return self._home

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def socket_folder(self) -> Path:
        """In the cluster if the path is short and plain enough for a socket's address, else below /tmp."""
        wanted = self.home / "socket"
        if len(os.fsencode(wanted)) <= SOCKET_PATH_LIMIT and re.fullmatch(r"[\w./-]+", str(wanted), re.ASCII):
            return wanted
        return Path(f"/tmp/tongban-{self.folder.short_name}")  # noqa: S108 - owner and mode are checked before use

    @property
    def bin(self) -> Path:
        return binaries.reachable(self.account, self.home)

    def url(self, role: str, database: str) -> str:
        """The address of a database for one role, with the password from the keys folder."""
        password = quote(self.password(role), safe="")
        where = urlencode({"host": str(self.socket_folder), "port": PORT})
        return f"postgresql://{role}:{password}@/{database}?{where}"

    def password(self, role: str) -> str:
        """The role's password, drawn at random the first time and kept where only we can read it."""
        path = self.folder.keys / f"{role}.password"
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
                handle.write(secrets.token_urlsafe(24))
        return path.read_text(encoding="utf-8").strip()

    @property
    def is_kept(self) -> bool:
        """Whether `tongban db start` asked for a server that outlives the commands using it."""
        return self._keep_mark.exists()

    @property
    def _keep_mark(self) -> Path:
        return self.folder.root / ".pg-kept"

    @contextmanager
    def in_use(self) -> Iterator["Cluster"]:
        """Start or join the server for the length of a block."""
        self.join()
        try:
            yield self
        finally:
            self.leave()

    def join(self) -> None:
        """Make sure that the server runs, starting it if nobody has, and count ourselves among its users."""
        self.folder.make()
        with ExitStack() as unless_it_fails, self.folder.locked("pg-start"):
            held = unless_it_fails.enter_context((self.folder.root / ".pg-users.lock").open("w"))
            fcntl.flock(held, fcntl.LOCK_SH)
            if not self.is_answering():
                self._start()
            self._held = held
            unless_it_fails.pop_all()

    def leave(self) -> None:
        """Stop using the server; the last user stops it, unless it is kept."""
        if self._held is None:
            return
        with self.folder.locked("pg-start"):
            if not self.is_kept and self._is_last_user(self._held):
                self._stop_server()
            elif self._server is not None:
                self._server.returncode = 0  # it runs on for others and is no longer ours to wait for
                self._server = None
            self._held.close()
            self._held = None

    def revive(self) -> bool:
        """Start the server again if it died under its users; tells whether it had to. Cheap enough to ask often."""
        if self._held is None or self._live_postmaster() is not None:
            return False
        with self.folder.locked("pg-start"):
            if self.is_answering():  # another user was first
                return False
            self._reap()
            self._start()
        return True

    def keep(self) -> None:
        """Start the server and let it run on after this command (`tongban db start`)."""
        self.join()
        self._keep_mark.touch()
        self.leave()

    def stop(self) -> None:
        """Stop the server if nobody else uses it (`tongban db stop`); raises CannotRun if somebody does."""
        self.folder.make()
        with self.folder.locked("pg-start"), (self.folder.root / ".pg-users.lock").open("w") as users:
            if not self._is_last_user(users):
                raise CannotRun("数据库正在使用中（tongban demo 或 up 还在运行）。请先在那个窗口按 Ctrl-C 停止。")
            self._keep_mark.unlink(missing_ok=True)
            self._stop_server()

    def abandon(self) -> None:
        """Stop the server without writing down what it holds: its files are going to be deleted."""
        if (pid := self._live_postmaster()) is not None:
            os.kill(pid, signal.SIGQUIT)

    def is_answering(self) -> bool:
        """Whether a connection succeeds: the only proof of life that a zombie or a stale file cannot give."""
        return self.data.is_dir() and self._refusal() is None

    def _refusal(self) -> str | None:
        try:
            with psycopg.connect(self.url(OWNER, MAINTENANCE), connect_timeout=3):
                return None
        except psycopg.OperationalError as error:
            return str(error)

    def _find_home(self) -> Path:
        wanted = self.folder.pg
        if self._prepare_home(wanted):
            return wanted
        other = self.elsewhere / self.folder.short_name
        other.parent.mkdir(parents=True, exist_ok=True)
        if not self._prepare_home(other):
            raise CannotRun(f"运行数据库的系统账号进不了 {wanted}，也进不了 {other}。请用 --data 指定它能进入的目录。")
        self.say(f"数据库账号进不了 {wanted.parent}，数据库文件改放在 {other}。")
        return other

    def _prepare_home(self, home: Path) -> bool:
        home.mkdir(exist_ok=True)
        with suppress(PermissionError):
            self.account.own(home)
            home.chmod(0o700)
        return self.account.may_enter(home)

    def _start(self) -> None:
        if not self.data.exists():
            self._initialise()
        self._prepare_socket_folder()
        self._clear_stale_files()
        log = self.folder.log / "postgres.log"
        give_up = time.monotonic() + RETRY_SECONDS
        with log.open("ab") as output:
            while not self._came_up(output):
                # Backends of a killed postmaster hold its shared memory for a moment; nothing else heals by waiting.
                if time.monotonic() > give_up or "still in use" not in _tail(log):
                    raise CannotRun(f"数据库没有启动成功。原因见 {log} 的最后几行:\n{_tail(log)}")
                time.sleep(0.3)

    def _came_up(self, output: IO[bytes]) -> bool:
        """Start the server once and wait until it answers; False if it ended instead."""
        if self._live_postmaster() is None:
            settings = {**_SETTINGS, **self.settings, "unix_socket_directories": str(self.socket_folder)}
            command = [str(self.bin / "postgres"), "-D", str(self.data)]
            command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
            self._server = self.account.popen(command, output=output, environ=_server_environ())
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            refusal = self._refusal()
            if refusal is None:
                return True
            if "password authentication failed" in refusal:
                raise CannotRun(f"数据库密码和 {self.folder.keys} 里保存的不一致。请恢复 keys 目录的备份。")
            if self._has_ended():
                self._server = None
                return False
            time.sleep(0.02)
        return False

    def _has_ended(self) -> bool:
        """Our own child is asked itself: it writes its file a moment after it was born."""
        return self._live_postmaster() is None if self._server is None else self._server.poll() is not None

    def _initialise(self) -> None:
        """Make a new cluster beside its final place, then move it there: a broken attempt leaves nothing behind."""
        unfinished = self.home / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        password = self.home / "owner.password"
        password.write_text(self.password(OWNER), encoding="utf-8")
        password.chmod(0o600)
        self.account.own(password)
        command = [str(self.bin / "initdb"), "-D", str(unfinished), "-U", OWNER, f"--pwfile={password}"]
        command += ["-A", "scram-sha-256", "--data-checksums", "-E", "UTF8", "--locale=C"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
        command += ["--no-sync"] if self.settings.get("fsync") == "off" else []
        log = self.folder.log / "initdb.log"
        with log.open("ab") as output:
            code = self.account.popen(command, output=output, environ=_server_environ()).wait()
        password.unlink()
        if code != 0:
            raise CannotRun(f"数据库没有建成。原因见 {log} 的最后几行:\n{_tail(log)}")
        unfinished.rename(self.data)

    def _prepare_socket_folder(self) -> None:
        folder = self.socket_folder
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            self.account.own(folder)
        found = folder.lstat()
        owner = os.geteuid() if self.account.uid is None else self.account.uid
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
            raise CannotRun(f"{folder} 已被别的程序占用。请删除它，或用 --data 换一个短一些的目录。")

    def _live_postmaster(self) -> int | None:
        """The process number of the running server of this cluster, if there is one that is not a zombie."""
        with suppress(OSError, ValueError, IndexError):
            pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            if state not in "ZX" and Path(f"/proc/{pid}/cwd").resolve() == self.data.resolve():
                return pid
        return None

    def _clear_stale_files(self) -> None:
        """Remove what a killed server left. PostgreSQL takes a zombie or a foreign process of that number for alive;
        against backends that still run it has a second guard, the shared memory, which stays."""
        if self._live_postmaster() is None:
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            for left in self.socket_folder.glob(".s.PGSQL.*"):
                left.unlink()

    def _stop_server(self) -> None:
        for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            deadline = time.monotonic() + STOP_SECONDS
            pid = self._live_postmaster()
            if pid is None:
                break
            os.kill(pid, how)
            while self._live_postmaster() is not None and time.monotonic() < deadline:
                if self._server is not None:
                    self._server.poll()
                time.sleep(0.01)
        self._reap()

    def _reap(self) -> None:
        if self._server is not None:
            self._server.wait()
            self._server = None

    @staticmethod
    def _is_last_user(users: IO[str]) -> bool:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _server_environ() -> dict[str, str]:
    """No locale, no PG* variables of the caller: the server is the same on every machine."""
    return {"LC_ALL": "C", "PATH": "/usr/bin:/bin", "TZ": "UTC"}


def _tail(log: Path, lines: int = 8) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
