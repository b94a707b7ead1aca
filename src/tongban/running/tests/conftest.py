import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tongban.running.folder import DataFolder
from tongban.running.postgres import THROWAWAY, Cluster


@contextmanager
def enterable() -> Iterator[Path]:
    """A short path that the database's account can enter; pytest's own are closed to everybody else."""
    path = Path(tempfile.mkdtemp(prefix="tb-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def place() -> Iterator[Path]:
    with enterable() as path:
        yield path


@pytest.fixture(scope="module")
def durable() -> Iterator[Cluster]:
    """A running cluster as operators have it, for tests that leave it as it is."""
    with enterable() as path, Cluster(DataFolder(path / "var")).in_use() as cluster:
        yield cluster


@pytest.fixture
def folder(place: Path) -> DataFolder:
    return DataFolder(place / "var")


@pytest.fixture
def cluster(folder: DataFolder) -> Iterator[Cluster]:
    made = Cluster(folder, settings=THROWAWAY)
    yield made
    made.leave()
    made.stop()
