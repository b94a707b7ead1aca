"""What README promises of the demo city: who can log in, and a main job that goes as it is told there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tongban.running import demo_city

ROOT = Path(__file__).resolve().parents[5]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_start_prints_everybody_whom_the_readme_names(name: str):
    table = [line.split("|")[1] for line in (ROOT / name).read_text("utf-8").splitlines() if line.startswith("| `")]
    named = {login for cell in table for login in re.findall(r"`([a-z]+)`", cell)}
    data = demo_city.read(settings.CITY)
    printed = {row["login"] for row in (*data["persons"], *data["staff"]) if row.get("is_cast")}
    assert "liqiang" in named
    assert named == printed
