"""The offline package: every wheel is the lock's, and a machine without a network is installed from it (R-174).

`TONGBAN_WHEELS` names a folder with the wheels of the lock: then they are in the package and are what is installed, as
on a fresh machine. Without it the packages of this environment stand in for them, and all other steps are the same.
"""

import hashlib
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from tongban.running import database
from tongban.running.refusal import CannotRun
from tongban.running.release import FOLDER, LOCK, WHEELS, archive, contents, tracked, wheels_of
from tongban.running.testdb import READY_VARIABLE
from tongban.running.tests.test_release import HAS_GIT, clone

pytestmark = pytest.mark.req("R-174")
GIVEN = os.environ.get("TONGBAN_WHEELS", "")
LIMIT = 30 * 60
_NOT_OURS = {database.WEB_VARIABLE, database.OWNER_VARIABLE, database.DATA_VARIABLE, READY_VARIABLE}


def can_be_alone() -> bool:
    return subprocess.run(["unshare", *alone(), "true"], check=False, capture_output=True).returncode == 0


def alone() -> list[str]:
    """How `script/offline` makes an empty network."""
    return ["--net"] if os.geteuid() == 0 else ["--net", "--map-current-user", "--keep-caps"]


def wheel(folder: Path, name: str) -> str:
    """A file in the place of a wheel; its hash."""
    (folder / name).write_bytes(name.encode())
    return hashlib.sha256(name.encode()).hexdigest()


def test_a_package_holds_every_pin_of_the_lock_and_nothing_that_is_not_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    first, second = (wheel(folder, f"{each}-1.0-py3-none-any.whl") for each in ("some_thing", "other"))
    lock = f"some-thing==1.0 \\\n    --hash=sha256:{first}\nother==1.0 ; x \\\n    --hash=sha256:{second}\n"
    (tmp_path / LOCK).write_text(lock, encoding="utf-8")
    wheel(folder, "pip-26.0-py3-none-any.whl")
    assert len(wheels_of(tmp_path, folder)) == 3
    (folder / "other-1.0-py3-none-any.whl").write_bytes(b"something else")
    with pytest.raises(CannotRun, match=r"不在锁定文件里：other-1\.0"):
        wheels_of(tmp_path, folder)
    (folder / "other-1.0-py3-none-any.whl").unlink()
    with pytest.raises(CannotRun, match=r"还缺这些包：other==1\.0"):
        wheels_of(tmp_path, folder)


def unpacked(place: Path) -> Path:
    """The package of the commit that is checked out, unpacked as on a fresh machine."""
    root = clone(place / "checkout")
    wheels = wheels_of(root, Path(GIVEN)) if GIVEN else {}
    with tarfile.open(fileobj=BytesIO(archive(contents(root, tracked(root), wheels)))) as tar:
        tar.extractall(place)
    found = place / FOLDER
    if not GIVEN:
        (found / WHEELS).mkdir()
        stand_in(found)
    return found


def stand_in(root: Path) -> None:
    """An environment for `root` that finds the packages of this one."""
    venv = root / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    [packages] = venv.glob("lib/python*/site-packages")
    lines = [sysconfig.get_path("purelib"), str(root / "src")]
    (packages / "tongban.pth").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (venv / "made-for").write_text(f"{root}\n", encoding="utf-8")
    (venv / "made-from").write_bytes((root / LOCK).read_bytes())


def install(root: Path, data: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
    environ = {**kept, "TONGBAN_PYTHON": sys.executable}
    command = ["unshare", *alone(), sys.executable, str(root / "script" / "loopback.py")]
    command += [str(root / "script" / "install"), "--data", str(data)]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not HAS_GIT, reason="no git, or no repository")
@pytest.mark.skipif(not can_be_alone(), reason="no empty network can be made here")
def test_a_machine_without_a_network_is_installed_within_half_an_hour(place: Path) -> None:
    root, data = unpacked(place), place / "var"
    done = install(root, data)
    assert done.returncode == 0, done.stdout + done.stderr
    took = re.search(r"安装完成，共用 (\d+) 秒", done.stdout)
    assert took is not None
    assert int(took[1]) <= LIMIT
    assert "启动检查通过" in done.stdout
    print(done.stdout)
    unit = (root / "units" / "tongban.service").read_text("utf-8")
    assert f"ExecStart={root}/script/tongban up" in unit
    assert f"TONGBAN_DATA={data}" in unit
    if not GIVEN:
        return
    told = subprocess.run(
        [root / ".venv/bin/python", "-c", "import django; print(django.__file__)"], capture_output=True
    )
    assert str(root).encode() in told.stdout, "what was installed is what the package brought"


@pytest.mark.skipif(not HAS_GIT, reason="no git, or no repository")
@pytest.mark.skipif(not can_be_alone(), reason="no empty network can be made here")
def test_a_package_that_was_spoiled_is_not_installed(place: Path) -> None:
    root = unpacked(place)
    (root / "src" / "tongban" / "cli.py").write_text("spoiled", encoding="utf-8")
    done = install(root, place / "var")
    assert done.returncode == 1
    assert "src/tongban/cli.py" in done.stderr
    assert not (place / "var").exists()
