from pathlib import Path

import pytest

from tongban.running.folder import DataFolder, choose, project_root
from tongban.running.refusal import CannotRun


def test_a_made_folder_has_every_part_and_closed_keys(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "var").make()
    assert all(part.is_dir() for part in (folder.files, folder.keys, folder.anchors, folder.log))
    assert folder.keys.stat().st_mode & 0o077 == 0
    assert folder.is_ours


def test_emptying_keeps_the_marker_and_what_other_data_folders_hold(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "var").make()
    (folder.files / "ab").mkdir()
    (folder.files / "ab" / "cd").write_text("x")
    inner = DataFolder(folder.root / "test").make()
    folder.empty()
    assert {entry.name for entry in folder.root.iterdir()} == {".tongban-data", "test"}
    assert inner.files.is_dir()


def test_a_folder_that_is_not_ours_is_never_emptied(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("the only copy")
    with pytest.raises(CannotRun, match="不是通办的数据目录"):
        DataFolder(tmp_path).empty()
    assert (tmp_path / "thesis.txt").exists()


def test_a_symlink_in_the_folder_is_removed_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").touch()
    folder = DataFolder(tmp_path / "var").make()
    (folder.root / "link").symlink_to(outside)
    folder.empty()
    assert (outside / "kept").exists()
    assert not (folder.root / "link").exists()


@pytest.mark.parametrize(
    ("given", "environ", "expected"),
    [
        ("/a/b", {"TONGBAN_DATA": "/c"}, "/a/b"),
        (None, {"TONGBAN_DATA": "/c"}, "/c"),
    ],
)
def test_what_is_asked_for_comes_first(given: str | None, environ: dict[str, str], expected: str) -> None:
    assert choose(given, environ).root == Path(expected)


def test_without_a_wish_the_data_is_in_the_checkout() -> None:
    root = project_root()
    assert root is not None
    assert choose(None, {}).root == root / "var"


def test_only_one_may_serve_from_a_folder(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path).make()
    with folder.serving(), pytest.raises(CannotRun, match="已经有一个通办在运行"), folder.serving():
        pass
    with folder.serving():
        pass


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotRun, match="路径里有一个不是目录"):
        DataFolder(tmp_path / "file" / "data").make()
