"""Known weaknesses are found among what is installed, from a list that is brought from outside (R-199)."""

import json
from pathlib import Path
from typing import Any

import pytest

from tongban.running.protection import _read, installed, normal, weaknesses
from tongban.running.refusal import CannotRun

pytestmark = pytest.mark.req("R-199")


def advisory(name: str, *versions: str, **more: Any) -> dict[str, Any]:
    package = {"ecosystem": "PyPI", "name": name}
    return {"id": "SAMPLE-1", "summary": "样例", "affected": [{"package": package, "versions": list(versions)}], **more}


def test_only_the_very_version_that_is_here_counts() -> None:
    here = {"some-package": "1.2"}
    assert len(list(weaknesses([advisory("Some_Package", "1.1", "1.2")], here))) == 1
    assert list(weaknesses([advisory("some-package", "1.1")], here)) == []
    assert list(weaknesses([advisory("another", "1.2")], here)) == []
    assert list(weaknesses([advisory("some-package", "1.2", withdrawn="2026-01-01T00:00:00Z")], here)) == []


def test_what_is_installed_is_compared_as_the_index_writes_it(tmp_path: Path) -> None:
    here = installed()
    assert normal("Django") in here
    (tmp_path / "one.json").write_text(json.dumps(advisory("DJANGO", here["django"])), "utf-8")
    (tmp_path / "two.json").write_text(json.dumps([advisory("nothing", "1")]), "utf-8")
    assert [each.split()[0] for each in weaknesses(_read(tmp_path), here)] == ["django"]
    (tmp_path / "bad.json").write_text("{", "utf-8")
    with pytest.raises(CannotRun, match="读不出来"):
        _read(tmp_path)
