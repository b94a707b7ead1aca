"""The release: the same commit gives the same bytes wherever it is built; what it holds is accounted for."""

import hashlib
import os
import shutil
import subprocess
import tarfile
from argparse import Namespace
from io import BytesIO
from pathlib import Path

import pytest

from tongban.running.folder import DataFolder
from tongban.running.refusal import CannotRun
from tongban.running.release import BILL, FOLDER, HASHES, archive, contents, release, tracked

ROOT = Path(__file__).resolve().parents[4]
HAS_GIT = shutil.which("git") is not None and (ROOT / ".git").exists()
pytestmark = pytest.mark.skipif(not HAS_GIT, reason="no git, or no repository")


def clone(place: Path) -> Path:
    """A checkout of its own, made under another mask and at another time."""
    before = os.umask(0o077 if place.name == "second" else 0o022)
    try:
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(place)], check=True)
    finally:
        os.umask(before)
    return place


@pytest.mark.req("R-200")
def test_two_builds_of_a_commit_have_the_same_hash(tmp_path: Path):
    first, second = clone(tmp_path / "first"), clone(tmp_path / "second")
    for path in second.rglob("*.py"):
        os.utime(path, (1, 1))
    builds = [archive(contents(root, tracked(root))) for root in (first, second)]
    assert len({hashlib.sha256(each).hexdigest() for each in builds}) == 1
    assert len(builds[0]) > 1_000_000


@pytest.mark.req("R-200")
def test_everything_in_it_is_listed_with_its_hash_and_it_unpacks(tmp_path: Path):
    root = clone(tmp_path / "first")
    with tarfile.open(fileobj=BytesIO(archive(contents(root, tracked(root))))) as tar:
        tar.extractall(tmp_path / "out")
    unpacked = tmp_path / "out" / FOLDER
    lines = (unpacked / HASHES).read_text("utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    there = {str(each.relative_to(unpacked)) for each in unpacked.rglob("*") if each.is_file()}
    assert set(listed) == there - {HASHES}
    assert {BILL, "requirements.lock", "script/demo", "src/tongban/cli.py"} <= there
    wrong = [
        each for each, told in listed.items() if hashlib.sha256((unpacked / each).read_bytes()).hexdigest() != told
    ]
    assert wrong == []
    assert os.access(unpacked / "script" / "tongban", os.X_OK)


def test_what_is_not_committed_is_not_released(tmp_path: Path):
    root = clone(tmp_path / "first")
    (root / "README.md").write_text("changed", "utf-8")
    with pytest.raises(CannotRun, match="还没有提交的改动"):
        tracked(root)


def test_without_a_repository_it_says_so(tmp_path: Path):
    with pytest.raises(CannotRun, match="git"):
        tracked(tmp_path)


def test_the_command_says_the_hash_that_the_file_has(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    target = tmp_path / "tongban.tar.gz"
    try:
        release(Namespace(file=target, wheels=""), DataFolder(tmp_path))
    except CannotRun:
        pytest.skip("this checkout has changes that are not committed")
    assert hashlib.sha256(target.read_bytes()).hexdigest() in capsys.readouterr().out
