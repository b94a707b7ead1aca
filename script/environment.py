"""Makes the environment for `script/bootstrap`; runs under any Python from 3.11, with the standard library only.

environment.py make ROOT VENV LOCK    install LOCK into VENV and make ROOT's code importable there
environment.py pip                    print the command of a pip that can install into another environment
"""

import fcntl
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

OLDEST_PIP = (22, 3)  # the first with --python
NO_PIP = """没有找到可用的 pip(需要 22.3 或更高版本)。
请先安装，例如 Debian 12:apt install python3-pip;其他系统:python3 -m ensurepip。"""


def make(root: Path, venv: Path, lock: Path) -> None:
    """Install one at a time, so that two commands started at once do not install over each other.

    The lock is on the folder itself: it leaves no file behind, and the kernel frees it when its holder dies.
    """
    venv.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(venv.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if not is_made(root, venv, lock):
            install(root, venv, lock)
    finally:
        os.close(folder)


def is_made(root: Path, venv: Path, lock: Path) -> bool:
    """Whether somebody else made it while we waited for the lock."""
    try:
        made_from, made_for = (venv / "made-from").read_bytes(), (venv / "made-for").read_text().strip()
    except OSError:
        return False
    return made_for == str(root) and made_from == lock.read_bytes() and runs(venv, "import tongban")


def install(root: Path, venv: Path, lock: Path) -> None:
    """The two notes are written last: an interrupted installation is taken up again."""
    python = venv / "bin" / "python"
    (venv / "made-from").unlink(missing_ok=True)
    if not runs(venv, "import sys; sys.exit(sys.version_info < (3, 11))"):
        print(f"正在建立运行环境 {venv}(只需一次)…", flush=True)
        run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(venv)])
    else:
        print(f"正在更新运行环境 {venv}…", flush=True)
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--only-binary=:all:", "--require-hashes"]
    run([*pip(python), "install", *options, "-r", str(lock)])
    asked = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True, capture_output=True
    )
    (Path(os.fsdecode(asked.stdout).strip()) / "tongban.pth").write_text(f"{root / 'src'}\n")
    # Our own code like that of the packages: where Python writes no bytecode, every process would compile it anew.
    subprocess.run([python, "-m", "compileall", "-qq", "-j", "0", root / "src"], check=False)
    (venv / "made-for").write_text(f"{root}\n")
    shutil.copyfile(lock, venv / "made-from.new")
    (venv / "made-from.new").replace(venv / "made-from")


def pip(python: Path) -> list[str]:
    """A pip that installs for `python`: some other one with --python, or one unpacked into the environment."""
    if found := next(pips(), None):
        return [*found, "--python", str(python)]
    if importlib.util.find_spec("ensurepip"):
        unpacked = subprocess.run([python, "-m", "ensurepip"], check=False, capture_output=True)
        if unpacked.returncode == 0:
            return [str(python), "-m", "pip"]
    raise SystemExit(NO_PIP)


def pips() -> Iterator[list[str]]:
    """Every pip of this machine that is new enough."""
    for wheel in sorted((Path(__file__).resolve().parents[1] / "wheels").glob("pip-*.whl")):
        yield [sys.executable, str(wheel / "pip")]  # an offline package brings its own
    interpreters = [sys.executable, "/usr/bin/python3", "python3", *(f"python3.{minor}" for minor in (14, 13, 12, 11))]
    for command in [*([name, "-m", "pip"] for name in interpreters), ["pip3"], ["pip"]]:
        if shutil.which(command[0]) is None:
            continue
        said = subprocess.run([*command, "--version"], check=False, capture_output=True, text=True).stdout
        if (version := re.match(r"pip (\d+)\.(\d+)", said)) and tuple(map(int, version.groups())) >= OLDEST_PIP:
            yield command


def runs(venv: Path, code: str) -> bool:
    python = venv / "bin" / "python"
    return python.exists() and subprocess.run([python, "-c", code], check=False, capture_output=True).returncode == 0


def run(command: list[str]) -> None:
    if subprocess.run(command, check=False, stdout=sys.stderr).returncode != 0:
        raise SystemExit(
            f"这一步没有成功：{' '.join(command)}\n请看上面的原因；网络恢复后重新运行即可，已下载的不会丢。"
        )


def main() -> None:
    match sys.argv[1:]:
        case ["make", root, venv, lock]:
            make(Path(root), Path(venv), Path(lock))
        case ["pip"]:
            found = next(pips(), None)
            if found is None:
                raise SystemExit(NO_PIP)
            print(" ".join(found))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
