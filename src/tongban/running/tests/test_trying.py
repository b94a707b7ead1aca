"""Whole applications tried out at the command line: told in a line, and nothing of them stays (R-093)."""

from argparse import Namespace
from pathlib import Path

import pytest

from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case, Draft
from tongban.oversight.supervision.commands.trying import TrialRun
from tongban.registers.catalog.queries import guide
from tongban.registers.catalog.tests.editions import food_code
from tongban.registers.parties.models import Party
from tongban.running.folder import DataFolder
from tongban.running.refusal import CannotRun
from tongban.running.trying import _taken_back, _told, trial


@pytest.mark.django_db
@pytest.mark.req("R-093")
def test_a_trial_goes_the_whole_way_and_leaves_nothing():
    before = [model.objects.count() for model in (Case, Draft, Party, Entry)]
    run = _taken_back(guide(food_code()))
    assert run.is_whole
    assert "线下环节0个" in _told(run)
    assert [model.objects.count() for model in (Case, Draft, Party, Entry)] == before


def test_what_stands_in_the_way_is_told():
    stuck = TrialRun("1" * 33, "某事项", visits=1, on_paper=("原件",))
    assert not stuck.is_whole
    assert "到现场1次；材料只收纸质：原件" in _told(stuck)


@pytest.mark.parametrize(("option", "whole"), [("", False), ("1" * 33, True)])
def test_one_matter_or_all_of_them(option: str, whole: bool, tmp_path: Path):
    with pytest.raises(CannotRun):
        trial(Namespace(option=option, all=whole), DataFolder(tmp_path))
