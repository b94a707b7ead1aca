"""The list of assets is complete: every connector and folder of the data stands in it, and what it names is there."""

import re
from pathlib import Path

import pytest

from tongban.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "assets.md").read_text("utf-8")
CONNECTORS = ROOT / "src" / "tongban" / "exchange" / "connectors"
pytestmark = pytest.mark.req("R-200")


def part(title: str) -> str:
    return TEXT.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def test_every_outside_system_is_in_the_map_and_has_a_row_for_its_absence():
    outside = {each.parent.name for each in CONNECTORS.glob("*/__init__.py")}
    rows = {line.split("|")[1].strip() for line in part("Degradation").splitlines() if line.startswith("| ")}
    assert outside
    assert {each for each in outside if f"--> {each}[" not in part("Dependency map")} == set()
    assert outside - rows == set()


def test_every_folder_of_the_data_is_an_asset():
    told = (ROOT / "docs" / "operations.md").read_text("utf-8")
    kept = re.findall(r"^\| `([a-z]+/)` \|", told, re.MULTILINE)
    assert len(kept) >= 6
    assert [each for each in kept if f"`{each}`" not in part("Assets")] == []


def test_what_it_points_to_is_there():
    named = re.findall(r"`((?:src|tests|script|running|requirements)[\w./*-]*)", TEXT)
    for each in sorted(set(named)):
        inside = ROOT / "src" / "tongban" / each
        assert list(ROOT.glob(each)) or inside.exists(), each
    commands = {" ".join(each.words) for each in COMMANDS}
    assert set(re.findall(r"script/tongban ([a-z]+)", TEXT)) <= {each.split()[0] for each in commands}
