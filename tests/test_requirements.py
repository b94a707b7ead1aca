"""The plan's rows and tasks: all of them are there, and what a row claims is shown by tests that exist."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from tongban.registers.plan.reading import ROWS as PLACE
from tongban.registers.plan.reading import agency_names, read_rows, read_tasks
from tongban.registers.plan.rules import Row, State, chapters, state_of
from tongban.running import plan
from tongban.running.folder import DataFolder

ROOT = Path(__file__).parent.parent
ROWS = read_rows(ROOT)
TASKS = read_tasks(ROOT / plan.CITY)
MARKS = plan.marks(ROOT)
WHOLE_PLAN = {"一", "全文"}
ROW_COUNT, TASK_COUNT = 207, 36


def row(**changed: object) -> Row:
    values = {"id": "R-001", "section": "一", "basis": "P", "title": "题", "must": "m", "test": "t"}
    return Row(**(values | {"state": State.NOT_BEGUN, "shown_by": ()} | changed))  # type: ignore[arg-type]


@pytest.mark.req("R-204")
def test_every_row_is_there_once():
    assert [each.id for each in ROWS] == [f"R-{number:03}" for number in range(1, ROW_COUNT + 1)]


@pytest.mark.req("R-204")
def test_every_row_says_what_must_be_and_how_to_see_it():
    assert [each.id for each in ROWS if not (each.title and each.must and each.test and each.basis in "PLI")] == []


@pytest.mark.req("R-204")
def test_a_row_that_is_done_is_shown_by_a_test():
    assert [each.id for each in ROWS if each.state is State.DONE and each.id not in MARKS] == []


def test_a_row_with_a_test_has_begun():
    assert [each.id for each in ROWS if each.state is State.NOT_BEGUN and each.id in MARKS] == []


def test_the_tests_of_each_row_are_current():
    assert plan.with_tests(ROWS, MARKS) == ROWS, "run: script/tongban plan sync"


def test_every_mark_names_a_row():
    assert sorted(MARKS.keys() - {each.id for each in ROWS}) == []


@pytest.mark.req("R-204")
def test_all_tasks_of_the_plan_are_there():
    assert [task.key for task in TASKS] == [f"T{number:02}" for number in range(1, TASK_COUNT + 1)]
    assert all(task.text for task in TASKS)


@pytest.mark.req("R-204")
def test_every_row_belongs_to_a_task_or_to_the_whole_plan():
    sections = [task.section for task in TASKS]
    assert len(set(sections)) == TASK_COUNT
    assert set(chapters(ROWS)) == set(sections) | WHOLE_PLAN


@pytest.mark.req("R-204")
def test_every_agency_of_a_task_is_one_of_the_city():
    known = agency_names(ROOT / plan.CITY)
    named = [(task.key, key) for task in TASKS for key in (*task.lead, *task.responsible)]
    assert [each for each in named if each[1] not in known] == []


@pytest.mark.req("R-204")
def test_only_what_the_text_leaves_open_has_no_lead():
    without = [task for task in TASKS if not task.lead]
    assert [task.key for task in without] == ["T06", "T35", "T36"]
    assert all("没有列牵头部门" in task.note for task in without)


@pytest.mark.parametrize(
    ("states", "together"),
    [
        ([State.DONE, State.DONE], State.DONE),
        ([State.NOT_BEGUN, State.NOT_BEGUN], State.NOT_BEGUN),
        ([State.DONE, State.NOT_BEGUN], State.BEGUN),
        ([State.BEGUN], State.BEGUN),
    ],
)
def test_a_task_is_as_far_as_its_rows(states: list[State], together: State):
    assert state_of([row(state=state) for state in states]) is together


def test_a_first_test_begins_a_row_and_a_lost_one_is_taken_out():
    gained, lost = row(), row(id="R-002", state=State.DONE, shown_by=("tests/test_x.py::test_gone",))
    gained, lost = plan.with_tests([gained, lost], {"R-001": ["tests/test_x.py::test_it"]})
    assert (gained.state, gained.shown_by) == (State.BEGUN, ("tests/test_x.py::test_it",))
    assert (lost.state, lost.shown_by) == (State.DONE, ())


def test_marks_are_read_from_functions_classes_and_modules(tmp_path: Path):
    text = """
import pytest
pytestmark = [pytest.mark.django_db, pytest.mark.req("R-001")]
@pytest.mark.req("R-002", "R-003")
def test_one(): ...
@pytest.mark.req("R-004")
class TestTwo:
    def test_in_it(self): ...
def not_a_test(): ...
"""
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "test_sample.py").write_text(text)
    place = "src/test_sample.py"
    assert plan.marks(tmp_path) == {
        "R-001": [f"{place}::test_one", f"{place}::TestTwo::test_in_it"],
        "R-002": [f"{place}::test_one"],
        "R-003": [f"{place}::test_one"],
        "R-004": [f"{place}::TestTwo::test_in_it"],
    }


def test_what_is_written_is_read_back(tmp_path: Path):
    (tmp_path / "docs").mkdir()
    plan.write_rows(tmp_path, ROWS)
    assert (tmp_path / PLACE).read_bytes() == (ROOT / PLACE).read_bytes()


@pytest.mark.req("R-204")
def test_the_status_for_machines_counts_every_row_and_names_each_tasks_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert plan.status(Namespace(json=True), DataFolder(tmp_path)) == 0
    told = json.loads(capsys.readouterr().out)
    assert sum(told["counts"].values()) == ROW_COUNT
    assert {task["key"]: task["rows"] for task in told["tasks"]}["T09"] == ["R-065", "R-066"]
    assert all(sum(each["counts"].values()) == len(each["rows"]) for each in told["chapters"])


@pytest.mark.req("R-204")
def test_the_status_for_people_names_every_row_and_task(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert plan.status(Namespace(json=False), DataFolder(tmp_path)) == 0
    told = capsys.readouterr().out
    assert [each.id for each in ROWS if each.id not in told] == []
    assert [task.key for task in TASKS if f"{task.key} {task.section}" not in told] == []
