"""House rules of the code (docs/house.md): sizes, names, imports, the clock, what a rule may know."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.source import ROOT, SRC, functions, modules, place

MOST_LINES, MOST_FUNCTION_LINES = 400, 40
DRAWERS = {"utils", "util", "helpers", "helper", "common", "services", "service", "manager", "managers", "misc"}

# What opens the house imports by name what can be imported only once Django is ready.
OPENS_THE_HOUSE = (
    "src/tongban/cli.py",
    "src/tongban/config/apps.py",
    "src/tongban/config/wsgi.py",
    "src/tongban/running/",
)
MAY_READ_THE_CLOCK = (
    "src/tongban/web/",
    "src/tongban/running/",
    "src/tongban/config/misses.py",
    "src/tongban/config/timers.py",
    "src/tongban/config/place_timers.py",
    "src/tongban/config/data_timers.py",
    "src/tongban/config/asked.py",
    "src/tongban/cli.py",
)
CHOICES = {"django.db.models", "django.db.models.TextChoices", "django.db.models.IntegerChoices"}  # enums with labels
CLOCK = SRC / "foundation" / "kernel" / "clock.py"
CLOCKS = {"now", "utcnow", "today", "localtime", "time", "time_ns", "localdate"}
HTTP = ("django.http", "django.shortcuts", "django.urls", "django.views", "django.template", "django.forms")
KNOWS_HTTP = ("src/tongban/web/", "src/tongban/config/", "src/tongban/running/")


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def test_no_file_is_longer_than_a_person_reads():
    found = {place(path): path.read_text(encoding="utf-8").count("\n") for path in modules()}
    assert {name: lines for name, lines in found.items() if lines > MOST_LINES} == {}


def test_no_function_is_longer_than_a_screen():
    found = [
        f"{place(path, each.lineno)} {each.name}: {lines} lines"
        for path, tree in modules().items()
        for each in functions(tree)
        if (lines := (each.end_lineno or 0) - each.lineno + 1) > MOST_FUNCTION_LINES
    ]
    assert found == []


def test_no_module_is_a_drawer():
    found = [place(path) for path in modules() if DRAWERS & {path.stem, *path.relative_to(ROOT).parts}]
    assert found == []


def test_nothing_is_imported_inside_a_function():
    found = {
        place(path, node.lineno)
        for path, tree in modules().items()
        for function in functions(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert found == set()


def test_a_module_is_imported_by_name_only_by_what_opens_the_house():
    found = [
        place(path, node.lineno)
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and "import_module" in ast.unparse(node.func)
    ]
    assert [each for each in found if not each.startswith(OPENS_THE_HOUSE)] == []


def test_every_refusal_that_is_caught_is_named():
    found = [
        place(path, node.lineno)
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    assert found == []


def test_nothing_waits_to_be_finished():
    unfinished = re.compile("|".join(rf"\b{left}{right}\b" for left, right in (("TO", "DO"), ("FIX", "ME"))))
    found = [place(path) for path in modules() if unfinished.search(path.read_text(encoding="utf-8"))]
    assert found == []


def may_read_the_clock(path: Path) -> bool:
    return path.stem == "jobs" or place(path).startswith(MAY_READ_THE_CLOCK)


def clock_reads(tree: ast.Module) -> list[int]:
    """The lines that read a clock, or import the function that does."""
    lines = []
    for node in ast.walk(tree):
        if any(name.endswith(("kernel.clock.now", "timezone.now", "functions.Now")) for name in imported(node)):
            lines.append(node.lineno)  # type: ignore[attr-defined]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            owner = ast.unparse(node.func.value)
            if owner.split(".")[-1] in {"datetime", "date", "time", "timezone", "clock"}:
                lines.append(node.lineno)
    return lines


def test_time_is_an_argument():
    found = [
        place(path, line)
        for path, tree in modules().items()
        if path != CLOCK and path.is_relative_to(SRC) and not may_read_the_clock(path)
        for line in clock_reads(tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "from tongban.foundation.kernel.clock import now",
        "import datetime\ndatetime.datetime.now()",
        "from datetime import date\ndate.today()",
        "import time\ntime.time()",
        "from django.utils import timezone\ntimezone.now()",
        "from django.db.models.functions import Now",
    ],
)
def test_a_read_of_the_clock_is_noticed(text: str):
    assert clock_reads(ast.parse(text))


def test_http_is_known_in_the_web_only():
    found = [
        place(path, node.lineno)  # type: ignore[attr-defined]
        for path, tree in modules().items()
        if path.is_relative_to(SRC) and not place(path).startswith(KNOWS_HTTP)
        for node in ast.walk(tree)
        if any(name.startswith(HTTP) for name in imported(node))
    ]
    assert found == []


def is_rule(path: Path) -> bool:
    return path.stem == "rules" or "rules" in path.parts


def test_rules_know_no_database():
    found = [
        f"{place(path, node.lineno)} {name}"  # type: ignore[attr-defined]
        for path, tree in modules().items()
        if is_rule(path)
        for node in ast.walk(tree)
        for name in imported(node)
        if (name.startswith("django.db") or ".models" in name) and name not in CHOICES
    ]
    assert found == []


def test_models_hold_no_verbs_of_their_own():
    found = [
        f"{place(path, inner.lineno)} {inner.name}"
        for path, tree in modules().items()
        if path.stem == "models" or "models" in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for inner in node.body
        if isinstance(inner, ast.FunctionDef) and inner.name in {"save", "delete", "clean"}
    ]
    assert found == []


def locks_what_it_only_reads(tree: ast.Module) -> list[int]:
    """The lines of a chain that locks rows and joins others to them without saying which are to be locked."""
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and "select_related" in ast.unparse(node.func):
            text = ast.unparse(node)
            if "select_for_update(" in text and "of=" not in text:
                lines.append(node.lineno)
    return sorted(set(lines))


def test_only_what_is_changed_is_locked():
    """The web's role may not lock what it may not change: joined editions and entries would refuse the whole query."""
    found = [place(path, line) for path, tree in modules().items() for line in locks_what_it_only_reads(tree)]
    assert found == []


def test_a_lock_that_takes_too_much_is_noticed():
    assert locks_what_it_only_reads(ast.parse("A.objects.select_for_update().select_related('b').get(pk=1)"))
    assert not locks_what_it_only_reads(ast.parse("A.objects.select_for_update(of=('self',)).select_related('b')"))


def test_what_is_only_ever_added_is_not_locked():
    """The web may not update such a table, and so may not lock its rows: PostgreSQL refuses it in a running city."""
    kept = {each.__name__ for each in apps.get_models() if getattr(each, "is_append_only", False)}
    locked = re.compile(rf"\b(?:{'|'.join(sorted(kept))})\.objects\b[^\n]*select_for_update")
    found = [str(path) for path in modules() if locked.search(path.read_text(encoding="utf-8"))]
    assert len(kept) > 20
    assert found == []
