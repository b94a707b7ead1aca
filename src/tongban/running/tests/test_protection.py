"""A list of known weaknesses is brought in from outside, a file or a folder of files (R-199)."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tongban.running.protection import _content, _weak
from tongban.running.refusal import CannotRun

pytestmark = pytest.mark.req("R-199")


def advisory(name: str, *versions: str, **more: Any) -> dict[str, Any]:
    package = {"ecosystem": "PyPI", "name": name}
    found = {"id": "SAMPLE-1", "summary": "样例", "modified": "2026-11-01T00:00:00Z"}
    return {**found, "affected": [{"package": package, "versions": list(versions)}], **more}


def test_a_folder_of_files_is_one_list_and_what_is_no_list_is_told(tmp_path: Path) -> None:
    from_index = json.loads(json.dumps(advisory("nothing", "1")))
    (tmp_path / "one.json").write_text(json.dumps(from_index), "utf-8")
    (tmp_path / "two.json").write_text(json.dumps([advisory("other", "1"), advisory("third", "1")]), "utf-8")
    assert len(json.loads(_content(tmp_path))) == 3
    assert _weak(str(tmp_path)) == []
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        for each in sorted(tmp_path.glob("*.json")):
            packed.write(each, each.name)
    assert _content(tmp_path / "all.zip") == _content(tmp_path)
    (tmp_path / "no.zip").write_bytes(b"PK")
    with pytest.raises(CannotRun, match="读不出来"):
        _content(tmp_path / "no.zip")
    (tmp_path / "bad.json").write_text("{", "utf-8")
    with pytest.raises(CannotRun, match="读不出来"):
        _content(tmp_path)
    with pytest.raises(CannotRun, match="读不出来"):
        _weak(str(tmp_path / "bad.json"))
