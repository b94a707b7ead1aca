"""The scripts of a fresh machine: they can be run, a plain shell reads them, the locks hold hashes and no address."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
SCRIPTS = [
    "script/bootstrap",
    "script/demo",
    "script/install",
    "script/lock",
    "script/test",
    "script/tongban",
    ".ci/run",
]
LOCKS = ["requirements.lock", "requirements-test.lock"]


def pins(lock: str) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE)
    return {name.lower(): version for name, version in found}


def asked_for(dependencies: list[str]) -> set[str]:
    names = (re.match(r"[A-Za-z0-9._-]+", dependency) for dependency in dependencies)
    return {name[0].lower().replace("_", "-") for name in names if name}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_can_be_run_and_a_plain_shell_reads_it(name: str) -> None:
    path = ROOT / name
    assert os.access(path, os.X_OK)
    assert path.read_text().startswith("#!/bin/sh\n")
    assert subprocess.run(["sh", "-n", path], capture_output=True).stderr == b""


@pytest.mark.parametrize("name", ["script/demo", "script/test", "script/tongban"])
def test_the_house_is_compiled_once_and_not_in_each_process(name: str) -> None:
    """Containers often forbid bytecode; a second start then takes half as long again."""
    assert "\nunset PYTHONDONTWRITEBYTECODE" in (ROOT / name).read_text()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    assert not re.search(r"://|--index|--find-links|--extra-index| @ ", (ROOT / lock).read_text())


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_pinned_and_hashed(lock: str) -> None:
    requirements = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())
    assert len(requirements) == len(pins(lock))
    for requirement in requirements:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", requirement), requirement


def test_the_locks_hold_what_the_project_asks_for_and_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    running, testing = pins(LOCKS[0]), pins(LOCKS[1])
    assert asked_for(project["dependencies"]) <= running.keys()
    assert asked_for(project["optional-dependencies"]["test"]) <= testing.keys()
    assert running.items() <= testing.items()


def test_a_missing_interpreter_is_told_in_a_sentence(tmp_path: Path) -> None:
    for name in ("script/bootstrap", "script/environment.py", *LOCKS):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    done = subprocess.run(
        ["sh", tmp_path / "script/bootstrap"],
        env={**os.environ, "TONGBAN_PYTHON": "/no/such/python"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "Python 3.11" in done.stderr
    assert done.stdout == ""
