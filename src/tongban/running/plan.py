"""How far the plan is (实施方案的进展): each requirement row with its state and its tests, each task with its rows.

The rows are in `docs/requirements.tsv`, the 36 task paragraphs in the city's `plan.yaml`. A row's state is written
by hand, after reading what its tests really show; which tests those are is read from their marks.
"""

import ast
import json
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, TypeGuard

from tongban.registers.plan.reading import COLUMNS, ROWS, agency_names, read_rows, read_tasks
from tongban.registers.plan.rules import Row, State, Task, chapters, counts, rows_of, state_of
from tongban.running.folder import DataFolder, project_root
from tongban.running.refusal import CannotRun

CITY = Path("city") / "jiayuguan"
MARK = "req"


def status(asked: Namespace, _folder: DataFolder) -> int:
    """`tongban plan status`: the rows by chapter and state, then the tasks; `--json` for machines."""
    root = _root()
    rows, tasks = read_rows(root), read_tasks(root / CITY)
    if asked.json:
        print(json.dumps(as_data(rows, tasks), ensure_ascii=False, indent=1, default=str))
    else:
        print("\n".join(as_lines(rows, tasks, agency_names(root / CITY))))
    return 0


def sync(_asked: Namespace, _folder: DataFolder) -> int:
    """`tongban plan sync`: write anew which tests show which row."""
    root = _root()
    before = read_rows(root)
    after = with_tests(before, marks(root))
    write_rows(root, after)
    print(f"已更新 {sum(old != new for old, new in zip(before, after, strict=True))} 行。")
    return 0


def write_rows(root: Path, rows: Iterable[Row]) -> None:
    lines = ["\t".join(COLUMNS)]
    for row in rows:
        values = asdict(row) | {"shown_by": " ".join(row.shown_by)}
        lines.append("\t".join(str(values[column]) for column in COLUMNS))
    (root / ROWS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def marks(root: Path) -> dict[str, list[str]]:
    """Row → the tests marked with it, as `path::name`, in the order of path and line."""
    found: dict[str, list[str]] = {}
    for folder in ("src", "tests"):
        for path in sorted((root / folder).rglob("test_*.py")):
            place = path.relative_to(root).as_posix()
            for name, ids in _marked(ast.parse(path.read_text(encoding="utf-8"))):
                for row_id in ids:
                    found.setdefault(row_id, []).append(f"{place}::{name}")
    return found


def with_tests(rows: Iterable[Row], found: dict[str, list[str]]) -> list[Row]:
    """The rows with their tests; a row that has its first test has begun."""
    renewed = []
    for row in rows:
        shown_by = tuple(dict.fromkeys(found.get(row.id, ())))
        state = State.BEGUN if shown_by and row.state is State.NOT_BEGUN else row.state
        renewed.append(replace(row, shown_by=shown_by, state=state))
    return renewed


def as_data(rows: Sequence[Row], tasks: Iterable[Task]) -> dict[str, Any]:
    """Everything, for machines."""
    return {
        "counts": counts(rows),
        "chapters": [
            {"section": each, "counts": counts(rows_of(each, rows)), "rows": [asdict(r) for r in rows_of(each, rows)]}
            for each in chapters(rows)
        ],
        "tasks": [
            asdict(task)
            | {
                "state": state_of(rows_of(task.section, rows)),
                "counts": counts(rows_of(task.section, rows)),
                "rows": [row.id for row in rows_of(task.section, rows)],
            }
            for task in tasks
        ],
    }


def as_lines(rows: Sequence[Row], tasks: Iterable[Task], names: Mapping[str, str]) -> Iterator[str]:
    """Everything, for people."""
    yield f"共 {len(rows)} 项要求：{_told(rows)}"
    for chapter in chapters(rows):
        own = rows_of(chapter, rows)
        yield f"\n{chapter}  共 {len(own)} 项：{_told(own)}"
        for state in State:
            if ids := [row.id for row in own if row.state is state]:
                yield f"  {state.label} {' '.join(ids)}"
    yield "\n任务"
    for task in tasks:
        own = rows_of(task.section, rows)
        lead = "、".join(names[key] for key in task.lead) or task.note
        yield f"  {task.key} {task.section}  {state_of(own).label}（{_told(own)}）"
        yield f"      {task.text}"
        yield f"      牵头：{lead}{_until(task)}"


def _until(task: Task) -> str:
    words = [f"{day}前" for day in task.deadlines] + (["持续推进"] if task.ongoing else [])
    return "；时限：" + "、".join(words) if words else ""


def _told(rows: Sequence[Row]) -> str:
    counted = counts(rows)
    return "，".join(f"{state.label} {counted[state]}" for state in reversed(State) if counted[state])


def _marked(module: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Every test of a module with the rows of its own marks, its class's and its module's."""
    shared = _ids(each.value for each in module.body if isinstance(each, ast.Assign) and _is_pytestmark(each))
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            of_class = shared + _ids(node.decorator_list)
            for inner in node.body:
                if _is_test(inner):
                    yield f"{node.name}::{inner.name}", of_class + _ids(inner.decorator_list)
        elif _is_test(node):
            yield node.name, shared + _ids(node.decorator_list)


def _is_pytestmark(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets)


def _is_test(node: ast.stmt) -> TypeGuard[ast.FunctionDef]:
    return isinstance(node, ast.FunctionDef) and node.name.startswith("test_")


def _ids(nodes: Iterable[ast.AST]) -> list[str]:
    """The arguments of every `….req(…)` below these nodes."""
    return [
        argument.value
        for node in nodes
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == MARK
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


def _root() -> Path:
    root = project_root()
    if root is None or not (root / ROWS).is_file():
        raise CannotRun(f"没有找到 {ROWS}。这条命令要在通办的源码目录里运行。")
    return root
