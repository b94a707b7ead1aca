"""The data folder (数据目录): the one place where a running house keeps what must not be lost."""

import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tongban.running.refusal import CannotRun

MARKER = ".tongban-data"
PRIVATE = 0o700
_REASONS = {
    errno.EACCES: "这个账号没有权限",
    errno.EROFS: "所在的磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.ENOENT: "上级目录建不了",
    errno.ENOTDIR: "路径里有一个不是目录",
}
_MARKER_TEXT = "通办的数据目录。里面的文件由 tongban 命令管理，请勿手工删改。\n"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where files, keys, anchors, logs and (usually) the database cluster are."""

    root: Path

    @property
    def files(self) -> Path:
        return self.root / "files"

    @property
    def keys(self) -> Path:
        return self.root / "keys"

    @property
    def anchors(self) -> Path:
        return self.root / "anchors"

    @property
    def log(self) -> Path:
        return self.root / "log"

    @property
    def pg(self) -> Path:
        return self.root / "pg"

    @property
    def short_name(self) -> str:
        """Twelve characters that stand for this path, for places outside of it."""
        return hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]

    def make(self) -> "DataFolder":
        """Create what is missing and mark the folder as ours; raises CannotRun if that is not possible."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            for folder in (self.files, self.anchors, self.log):
                folder.mkdir(exist_ok=True)
            self.keys.mkdir(mode=PRIVATE, exist_ok=True)
            self.keys.chmod(PRIVATE)
            if not (marker := self.root / MARKER).exists():
                marker.write_text(_MARKER_TEXT, encoding="utf-8")
        except OSError as error:
            reason = _REASONS.get(error.errno or 0, error.strerror)
            raise CannotRun(f"数据目录 {self.root} 不能写入：{reason}。请用 --data 另选一个目录。") from error
        return self

    @property
    def is_ours(self) -> bool:
        """Whether this house made the folder."""
        return (self.root / MARKER).is_file()

    def refuse_unless_ours(self) -> None:
        """Raise CannotRun if there is something in the folder and it is not a data folder of this house."""
        if not self.root.exists() or self.is_ours:
            return
        if not self.root.is_dir() or any(not DataFolder(entry).is_ours for entry in self.root.iterdir()):
            raise CannotRun(f"{self.root} 不是通办的数据目录（缺少标记文件 {MARKER}），不会动它。请检查 --data 的值。")

    def empty(self) -> None:
        """Delete what is inside, after making sure that the folder is ours; data folders in it and locks stay."""
        self.refuse_unless_ours()
        if not self.root.exists():
            return
        for entry in self.root.iterdir():
            if entry.name == MARKER or entry.suffix == ".lock" or DataFolder(entry).is_ours:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Hold the folder's lock of that name; waits for whoever holds it. The kernel frees it when a holder dies."""
        with (self.root / f".{name}.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Be the only one that serves from this folder; raises CannotRun if somebody else does."""
        with (self.root / ".serve.lock").open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise CannotRun(
                    f"{self.root} 已经有一个通办在运行。请先停止它，或用 --data 另选一个数据目录。"
                ) from error
            yield


def project_root() -> Path | None:
    """The checkout that this code runs from, or None when it is installed as a package."""
    root = Path(__file__).resolve().parents[3]
    return root if (root / "pyproject.toml").is_file() else None


def choose(given: str | None, environ: "os._Environ[str] | dict[str, str]") -> DataFolder:
    """The data folder asked for: `--data`, `TONGBAN_DATA`, `<project>/var`, or one of the user's own."""
    if asked := given or environ.get("TONGBAN_DATA"):
        return DataFolder(Path(asked).expanduser().resolve())
    project = project_root()
    if project is not None and os.access(_nearest_existing(project / "var"), os.W_OK):
        return DataFolder(project / "var")
    home = Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    name = DataFolder(project).short_name if project is not None else "data"
    return DataFolder(home / "tongban" / name)


def _nearest_existing(path: Path) -> Path:
    return path if path.exists() else _nearest_existing(path.parent)
