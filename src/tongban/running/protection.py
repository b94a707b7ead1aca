"""`tongban protection`: the checklist of classified protection as the running house answers it (等级保护自查).

With `--advisories FILE` the installed packages are compared with a list of known weaknesses in the OSV format
(<https://ossf.github.io/osv-schema/>), which the operator brings from outside; the house asks no network.
"""

import importlib.metadata
import json
import re
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from tongban.foundation.kernel import clock
from tongban.running import checking
from tongban.running.folder import DataFolder
from tongban.running.opening import As, opened
from tongban.running.refusal import CannotRun

COMPLIANCE = "tongban.oversight.standards.queries.compliance"
LIBRARY = "tongban.oversight.standards.rules.library"
_MARKS = {"met": "✓", "not_met": "✗", "evidence_missing": "…", "evidence_old": "…", "not_applicable": "－"}
_NAME = re.compile(r"[-_.]+")


def protection(asked: Namespace, folder: DataFolder) -> int:
    """0 when nothing that can be checked here fails; what waits for evidence is told and fails nothing."""
    with opened(folder, As.OWNER):
        library, queries = import_module(LIBRARY), import_module(COMPLIANCE)
        wanted = [each for each in library.BOUND.library.standards if each.is_security]
        found = queries.compliance(wanted, at=clock.now())
        start = checking.findings()
    weak = sorted(weaknesses(_read(Path(asked.advisories)), installed())) if asked.advisories else []
    rows = [row for each in found for row in each.rows]
    if asked.json:
        plain = [{"number": r.number, "asks": r.asks, "state": r.state.value, "words": r.words} for r in rows]
        print(json.dumps({"controls": plain, "start": start, "weaknesses": weak}, ensure_ascii=False))
    else:
        for row in rows:
            print(f"{_MARKS[row.state.value]} {row.number} {row.asks}：{row.state.label}。{row.words}")
        for each in (*start, *weak):
            print(f"✗ {each}")
    failing = [row for row in rows if row.state.value == "not_met"]
    return 1 if failing or start or weak else 0


def installed() -> dict[str, str]:
    """What is installed here: name as the index writes it → version."""
    return {normal(each.metadata["Name"]): each.version for each in importlib.metadata.distributions()}


def weaknesses(advisories: Iterable[Mapping[str, Any]], here: Mapping[str, str]) -> Iterator[str]:
    """Advisories that name the very version of a package that is here; a withdrawn one counts no more."""
    for advisory in advisories:
        if advisory.get("withdrawn"):
            continue
        for affected in advisory.get("affected", ()):
            package = affected.get("package", {})
            name = normal(str(package.get("name", "")))
            if package.get("ecosystem") == "PyPI" and here.get(name) in affected.get("versions", ()):
                yield f"{name} {here[name]} 有已知漏洞 {advisory.get('id', '')}：{advisory.get('summary', '')}"


def normal(name: str) -> str:
    """A name as the Python index compares it."""
    return _NAME.sub("-", name).lower()


def _read(path: Path) -> list[Mapping[str, Any]]:
    """One advisory, a list of them, or a folder of files with one each."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    try:
        read = [json.loads(each.read_text(encoding="utf-8")) for each in files]
    except (OSError, ValueError) as error:
        raise CannotRun(f"漏洞清单读不出来：{error}") from error
    return [one for each in read for one in (each if isinstance(each, list) else [each])]
