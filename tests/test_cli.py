import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tongban import cli
from tongban.running import house, serving
from tongban.running.database import OWNER_VARIABLE, WEB_VARIABLE, Addresses
from tongban.running.folder import DataFolder
from tongban.running.refusal import CannotRun


@pytest.mark.parametrize("command", cli.COMMANDS, ids=lambda command: " ".join(command.words))
def test_every_command_is_done_by_something(command: cli.Command) -> None:
    module, _, function = command.done_by.partition(":")
    assert callable(getattr(importlib.import_module(module), function))
    assert command.sentence


def test_every_command_can_be_found_before_anything_is_set_up() -> None:
    """In a process of its own: Django stands ready here, and not where a command begins."""
    modules = sorted({each.done_by.partition(":")[0] for each in cli.COMMANDS})
    program = f"import {', '.join(modules)}"
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "TONGBAN_"))}
    done = subprocess.run((sys.executable, "-c", program), env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "argv",
    [
        ["--data", "/d", "demo"],
        ["demo", "--data", "/d"],
        ["--data=/d", "demo", "--port", "8000"],
        ["--data", "/d", "db", "start"],
        ["db", "start", "--data", "/d"],
        ["django", "--data", "/d", "migrate", "--plan"],
    ],
)
def test_the_data_folder_is_accepted_on_both_sides_of_the_command(argv: list[str]) -> None:
    own, _ = cli.divide(argv)
    assert cli.parser().parse_args(own).data == "/d"


@pytest.mark.parametrize(
    ("argv", "own", "rest"),
    [
        (["django", "migrate", "--plan"], ["django"], ["migrate", "--plan"]),
        (["django", "--help"], ["django"], ["--help"]),
        (["--data", "/d", "db", "psql", "-c", "SELECT 1"], ["--data", "/d", "db", "psql"], ["-c", "SELECT 1"]),
        (["db", "start"], ["db", "start"], []),
        (["--data"], ["--data"], []),
    ],
)
def test_what_a_command_passes_on_is_not_ours_to_read(argv: list[str], own: list[str], rest: list[str]) -> None:
    divided = cli.divide(argv)
    assert (list(divided[0]), list(divided[1])) == (own, rest)


def test_a_wrong_word_is_answered_with_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["demo", "--colour"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("用法:tongban")


@pytest.mark.parametrize("port", ["0", "70000", "http"])
def test_a_port_that_cannot_be_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["demo", "--port", port])
    assert "1 到 65535" in capsys.readouterr().err


def test_a_refusal_is_one_sentence_and_no_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").touch()
    assert cli.main(["up", "--data", str(tmp_path)]) == 1
    assert "不是通办的数据目录" in capsys.readouterr().err


def test_a_fresh_start_spares_a_folder_that_is_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(WEB_VARIABLE)
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(CannotRun, match="不是通办的数据目录"):
        house.start_afresh(DataFolder(tmp_path))
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.txt"]


def test_an_operators_database_is_never_emptied(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="DATABASE_URL"):
        house.start_afresh(DataFolder(tmp_path))


def test_the_web_never_learns_the_owners_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OWNER_VARIABLE, "postgresql://owner:secret@/tongban")
    place = serving.Place("127.0.0.1", 8001)
    addresses = Addresses(web="postgresql://web@/tongban", owner="postgresql://owner:secret@/tongban")
    environ = serving.environ_for(DataFolder(tmp_path), place, addresses, {"TONGBAN_DEMO": "1"})
    assert "secret" not in " ".join(environ.values())
    assert environ[WEB_VARIABLE] == addresses.web
    assert environ["TONGBAN_DEMO"] == "1"
