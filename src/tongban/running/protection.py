"""`tongban protection`: the checklist of classified protection as the running house answers it (等级保护自查).

`tongban advisories PATH` brings in a list of known weaknesses in the OSV format (<https://ossf.github.io/osv-schema/>),
which counts from then on; with `--advisories PATH` one is looked at this once. The house asks no network.
"""

import json
import zipfile
from argparse import Namespace
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from tongban.foundation.kernel import clock
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.errors import Invalid
from tongban.oversight.standards.rules.advisories import read
from tongban.running import checking
from tongban.running.folder import DataFolder
from tongban.running.opening import As, opened
from tongban.running.refusal import CannotRun

COMPLIANCE = "tongban.oversight.standards.queries.compliance"
LIBRARY = "tongban.oversight.standards.rules.library"
ADVISORIES = "tongban.oversight.standards.queries.advisories"
BRINGING = "tongban.oversight.standards.commands.bringing"
_MARKS = {"met": "✓", "not_met": "✗", "evidence_missing": "…", "evidence_old": "…", "not_applicable": "－"}


def protection(asked: Namespace, folder: DataFolder) -> int:
    """0 when nothing that can be checked here fails; what waits for evidence is told and fails nothing."""
    with opened(folder, As.OWNER):
        library, queries = import_module(LIBRARY), import_module(COMPLIANCE)
        wanted = [each for each in library.BOUND.library.standards if each.is_security]
        found = queries.compliance(wanted, at=clock.now())
        start = checking.findings()
        weak = _weak(asked.advisories)
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


def _weak(path: str) -> list[str]:
    """What is installed here and stands on this very list, which counts for this look only."""
    if not path:
        return []
    here = import_module(ADVISORIES)
    try:
        found: list[str] = here.weak_here(read(_content(Path(path))))
    except ValueError as error:
        raise CannotRun(f"漏洞清单读不出来：{error}") from None
    return found


def bring_in_advisories(asked: Namespace, folder: DataFolder) -> int:
    """`tongban advisories PATH`: the list counts from now on, for the checklist in the console too."""
    content = _content(Path(asked.path))
    with opened(folder, As.OWNER):
        try:
            found = import_module(BRINGING).bring_in(content, by=SYSTEM, at=clock.now())
        except Invalid as refusal:
            raise CannotRun("漏洞清单没有导入：" + "".join(each.message for each in refusal.faults)) from None
    part = "" if found.is_complete else "它不是完整的清单，自查时会说明。"
    print(f"漏洞清单已导入：{len(found.rows)}条，截至{found.as_of.isoformat()}。{part}")
    return 0


def _content(path: Path) -> bytes:
    """A file as it is, or the advisories of a folder, or of the zip that the export of all is, as one list."""
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as packed:
                return _joined(packed.read(each) for each in sorted(packed.namelist()) if each.endswith(".json"))
        if path.is_dir():
            return _joined(each.read_bytes() for each in sorted(path.glob("*.json")))
        return path.read_bytes()
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise CannotRun(f"漏洞清单读不出来：{error}") from error


def _joined(files: Iterable[bytes]) -> bytes:
    read_in = [json.loads(each) for each in files]
    return json.dumps([one for each in read_in for one in (each if isinstance(each, list) else [each])]).encode()
