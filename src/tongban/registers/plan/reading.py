"""Reading the plan from files: `docs/requirements.tsv` of the project, `plan.yaml` and `agencies.yaml` of the city."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tongban.foundation.kernel.written import read_yaml

from .rules import Plan, Row, State, Task
from .targets import Goal, Target, targets

ROWS = Path("docs") / "requirements.tsv"
COLUMNS = ("id", "section", "basis", "title", "must", "test", "state", "shown_by")


def read_rows(root: Path) -> list[Row]:
    """The rows as they are in the file; ValueError if a line does not have its columns or state."""
    head, *lines = (root / ROWS).read_text(encoding="utf-8").splitlines()
    if tuple(head.split("\t")) != COLUMNS:
        raise ValueError(f"{ROWS}: the columns should be {', '.join(COLUMNS)}")
    return [_row(line) for line in lines]


def read_tasks(city: Path) -> list[Task]:
    """The 36 task paragraphs, in the plan's order."""
    return [Task(**each) for each in _yaml(city / "plan.yaml")["tasks"]]


def read_goals(city: Path) -> list[Goal]:
    """The dated sentences of the plan's chapter 一, in the plan's order."""
    return [Goal(**each) for each in _yaml(city / "plan.yaml")["goals"]]


@cache
def targets_of(city: Path) -> tuple[Target, ...]:
    """Everything that the city's plan wants by a day or for good, read once."""
    return targets(read_tasks(city), read_goals(city))


def deadlines(city: Path) -> list[date]:
    """The days that the plan prints, each once."""
    return sorted({each.due_on for each in targets_of(city) if each.due_on is not None})


def agency_names(city: Path) -> dict[str, str]:
    """Key → short name of every agency of the city."""
    return {each["key"]: each["short_name"] for each in _yaml(city / "agencies.yaml")["agencies"]}


@cache
def plan_at(root: Path, city: Path) -> Plan | None:
    """The whole plan, read once; None where the project's documents were not installed with the program."""
    if not (root / ROWS).is_file() or not (city / "plan.yaml").is_file():
        return None
    return Plan(tuple(read_rows(root)), tuple(read_tasks(city)), agency_names(city))


def _row(line: str) -> Row:
    values = dict(zip(COLUMNS, line.split("\t"), strict=True))
    state, shown_by = State(values.pop("state")), tuple(values.pop("shown_by").split())
    return Row(**values, state=state, shown_by=shown_by)


def _yaml(path: Path) -> Any:
    return read_yaml(path.read_bytes())
