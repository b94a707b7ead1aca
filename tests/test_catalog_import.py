"""The command: reading needs no database, findings go to standard output, progress and refusals to standard error."""

import json
from pathlib import Path

import pytest

from tongban import cli
from tongban.registers.catalog.importing.tests.samples import blob, ordinary
from tongban.running import database, importing


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever starts a database here fails."""

    def refuse(*_: object) -> None:
        raise AssertionError("a dry run needs no database")

    monkeypatch.setattr(database, "ready", refuse)


@pytest.mark.usefixtures("no_database")
def test_a_dry_run_tells_everything_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_bytes(blob(ordinary(approveLimitExplain="无")))
    (tmp_path / "bad.json").write_bytes(b"{")
    assert cli.main(["catalog", "import", str(tmp_path), "--dry-run", "--json"]) == 0
    said, progress = capsys.readouterr()
    found = json.loads(said)
    assert (found["guides"], found["options"], found["files"]) == (1, ["000131999000-01"], 2)
    told = {
        (each["file"], each["option_code"], each["field"], each["code"], each["severity"]) for each in found["findings"]
    }
    assert ("a.json", "000131999000-01", "approveLimit", "unit_missing", "error") in told
    assert ("bad.json", "", "", "unreadable", "error") in told
    assert all(each["message"] for each in found["findings"])
    assert "2/2" in progress


@pytest.mark.usefixtures("no_database")
def test_the_same_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_bytes(blob(ordinary()))
    assert cli.main(["catalog", "import", str(tmp_path / "a.json"), "--dry-run", "--agency", "health"]) == 0
    said = capsys.readouterr().out
    assert "1 个文件，1 份清单" in said
    assert "没有写入" in said


def test_a_path_that_cannot_be_used_gives_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["catalog", "import", str(tmp_path / "nothing"), "--dry-run"]) == 2
    assert "没有" in capsys.readouterr().err


@pytest.mark.usefixtures("no_database")
def test_the_template_is_written_and_never_over_something(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "模板.xlsx"
    assert cli.main(["catalog", "template", str(path)]) == 0
    assert path.stat().st_size > 5000
    assert cli.main(["catalog", "template", str(path)]) == 1
    assert cli.main(["catalog", "template", str(tmp_path / "模板.csv")]) == 1
    assert cli.main(["catalog", "template", str(tmp_path / "no" / "模板.xlsx")]) == 1
    assert cli.main(["catalog", "import", str(path), "--dry-run"]) == 0


def test_the_city_says_who_answers_for_which_department() -> None:
    found = importing.departments()
    assert found["31"] == "market-regulation"
    assert "17" not in found


def test_a_city_that_says_nothing_assumes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(importing.CITY_VARIABLE, str(tmp_path))
    assert importing.departments() == {}
