"""The bill of materials: every pinned package once, with its hashes, and the same bytes every time."""

import json
import re
from argparse import Namespace
from pathlib import Path

import pytest

from tongban.running.folder import DataFolder
from tongban.running.sbom import LOCK, bill, sbom

ROOT = Path(__file__).resolve().parents[4]


@pytest.mark.req("R-200")
def test_every_pinned_package_is_in_the_bill_with_its_hashes():
    made = bill(ROOT)
    pins = re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / LOCK).read_text("utf-8"), re.MULTILINE)
    packages = [each for each in made["components"] if "purl" in each]
    assert len(packages) == len(pins) > 20
    assert all(each["properties"] for each in packages)
    assert len({each["bom-ref"] for each in made["components"]}) == len(made["components"])
    assert "htmx.min.js" in {each["name"] for each in made["components"]}


def test_the_command_writes_the_same_bytes_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    assert [sbom(Namespace(file=each), DataFolder(tmp_path)) for each in (first, second)] == [0, 0]
    assert first.read_bytes() == second.read_bytes()
    assert json.loads(first.read_text("utf-8"))["bomFormat"] == "CycloneDX"
    assert "个组成部分" in capsys.readouterr().out
