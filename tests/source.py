"""The project's own files, for tests that read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
SRC = ROOT / "src" / "tongban"


@cache
def tracked() -> list[Path]:
    """Every file that is or will be in the repository; without git, everything below the root that is not hidden."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        return [path for path in ROOT.rglob("*") if path.is_file() and not _is_hidden(path)]
    return [path for name in sorted(set(listed.stdout.split("\0")) - {""}) if (path := ROOT / name).is_file()]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") or part in ("var", "__pycache__") for part in path.relative_to(ROOT).parts)


def is_test(path: Path) -> bool:
    return "tests" in path.parts or path.name.startswith("test_") or path.name == "conftest.py"


@cache
def modules() -> dict[Path, ast.Module]:
    """Every Python file of the product itself: no tests, no migrations."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in tracked()
        if path.suffix == ".py"
        and (path.is_relative_to(SRC) or path.parent == ROOT / "script")
        and not is_test(path)
        and "migrations" not in path.parts
    }


def place(path: Path, line: int | None = None) -> str:
    name = path.relative_to(ROOT).as_posix()
    return name if line is None else f"{name}:{line}"


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def texts() -> Iterator[tuple[Path, str]]:
    """Every tracked file that is text."""
    for path in tracked():
        raw = path.read_bytes()
        if b"\0" not in raw[:8000]:
            yield path, raw.decode("utf-8", errors="replace")


def templates() -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in tracked() if path.suffix in {".html", ".jinja", ".j2"}}
