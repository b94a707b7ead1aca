"""What README promises of the demo city: who can log in, and a main job that goes as it is told there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tongban.running import demo_city
from tongban.running.demo_city.cases import STORIES

ROOT = Path(__file__).resolve().parents[5]
RESTAURANT = "000131024000-01"


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_start_prints_everybody_whom_the_readme_names(name: str):
    table = [line.split("|")[1] for line in (ROOT / name).read_text("utf-8").splitlines() if line.startswith("| `")]
    named = {login for cell in table for login in re.findall(r"`([a-z]+)`", cell)}
    data = demo_city.read(settings.CITY)
    printed = {row["login"] for row in (*data["persons"], *data["staff"]) if row.get("is_cast")}
    assert "liqiang" in named
    assert named == printed


@pytest.mark.req("R-035")
def test_what_li_qiang_leaves_out_of_the_main_job_is_not_found_among_what_he_gave_before():
    accepted = [each for each in STORIES if each.applicant == "liqiang" and "accept" in each.steps]
    assert accepted
    assert RESTAURANT not in {each.option for each in accepted}
