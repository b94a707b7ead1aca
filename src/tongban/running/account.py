"""The account that the database server runs under: PostgreSQL refuses to be run by root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any


@dataclass(frozen=True, slots=True)
class ServerAccount:
    """A user of this machine; `uid` is None when nothing has to change because we are not root."""

    uid: int | None
    gid: int | None

    @classmethod
    def fitting(cls) -> "ServerAccount":
        """Ourselves, or for root the machine's `postgres`, or `nobody`."""
        if os.geteuid() != 0:
            return cls(None, None)
        known = {entry.pw_name: entry for entry in pwd.getpwall()}
        entry = known.get("postgres") or known["nobody"]
        return cls(entry.pw_uid, entry.pw_gid)

    def own(self, path: Path) -> None:
        """Give `path` to this account; raises OSError where the file system does not allow it."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def may_enter(self, path: Path) -> bool:
        """Whether this account can reach and use `path`; asked of the kernel, so access lists count as well."""
        if self.uid is None:
            return os.access(path, os.X_OK)
        probe = self.popen(["/bin/sh", "-c", 'test -x "$0"', str(path)])
        return probe.wait() == 0

    def popen(
        self,
        command: list[str],
        *,
        output: IO[Any] | int = subprocess.DEVNULL,
        environ: dict[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start `command` under this account, in a session of its own so that a Ctrl-C does not reach it."""
        groups: list[int] | None = None if self.uid is None else []
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environ,
            cwd="/",
            user=self.uid,
            group=self.gid,
            extra_groups=groups,
            umask=0o077,
            start_new_session=True,
        )
