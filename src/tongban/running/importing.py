"""`tongban catalog import` and `template` (导入): read what lies at a path, tell every finding, and take it in."""

import json
import os
import sys
from argparse import Namespace
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from tongban.foundation.kernel import clock
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.errors import Declined
from tongban.foundation.kernel.written import read_yaml
from tongban.registers.catalog.findings import Finding, Severity
from tongban.registers.catalog.importing import reading
from tongban.registers.catalog.importing import template as workbook_template
from tongban.registers.catalog.importing.heading import Setting
from tongban.registers.catalog.importing.reading import Reading, Unusable
from tongban.registers.catalog.importing.remarks import field_of, file_of
from tongban.running.folder import DataFolder
from tongban.running.opening import As, opened
from tongban.running.refusal import CannotRun

TAKING_IN = "tongban.registers.compiling.commands.importing"
AGENCIES = "tongban.registers.agencies.models"
CITY_VARIABLE = "TONGBAN_CITY"
DEMO_CITY = Path(__file__).resolve().parents[3] / "city" / "jiayuguan"
DEPARTMENTS = "departments.yaml"
UNUSABLE = 2
MOST_SHOWN = 200
_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTE: "·"}


def bring_in(asked: Namespace, folder: DataFolder) -> int:
    """0 when the path could be read, whatever was found in it; 2 when it could not."""
    setting = Setting(on=clock.local_day(clock.now()), agency=asked.agency, departments=departments())
    try:
        found = reading.read_path(Path(asked.path), setting, Counting("读取"))
    except Unusable as refused:
        print(refused, file=sys.stderr)
        return UNUSABLE
    done = {} if asked.dry_run else _take_in(found, asked.agency, folder)
    if asked.json:
        print(json.dumps(as_plain(found, done), ensure_ascii=False))
    else:
        _show(found, done)
    return 0


def template(asked: Namespace, _folder: DataFolder) -> int:
    """Write the workbook; an existing file is left alone."""
    path = Path(asked.file)
    if path.suffix.lower() != ".xlsx":
        raise CannotRun(f"模板是Excel工作簿，文件名请以 .xlsx 结尾，不是 {path.name}。")
    try:
        with path.open("xb") as file:
            file.write(workbook_template.template())
    except FileExistsError:
        raise CannotRun(f"{path} 已经有了，请换一个文件名。") from None
    except OSError as error:
        raise CannotRun(f"写不到 {path}：{error.strerror}。") from error
    print(f"模板已写到 {path}。", file=sys.stderr)
    return 0


def departments() -> dict[str, str]:
    """Which agency answers for which department digits of a basic code, as the city says it, if it does."""
    path = Path(os.environ.get(CITY_VARIABLE) or DEMO_CITY) / DEPARTMENTS
    if not path.exists():
        return {}
    read = read_yaml(path.read_bytes())
    return {str(digits): str(agency) for digits, agency in read.items()} if isinstance(read, dict) else {}


def as_plain(found: Reading, done: dict[str, Any]) -> dict[str, Any]:
    """The result for another program; `field` is the place in the source, `pointer` the element of the list."""
    return {
        "guides": len(found.guides),
        "options": [code for guide in found.guides for code in guide.option_codes],
        "findings": [_plain(each) for each in (*found.all_findings, *done.get("findings", ()))],
        "files": found.files,
        **{key: value for key, value in done.items() if key != "findings"},
    }


def _plain(finding: Finding) -> dict[str, str]:
    return {
        "file": file_of(finding),
        "option_code": finding.option_code,
        "field": field_of(finding),
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "assumed": finding.assumed,
        "pointer": finding.pointer,
    }


def _take_in(found: Reading, agency: str, folder: DataFolder) -> dict[str, Any]:
    with opened(folder, As.WEB):
        if agency and not import_module(AGENCIES).Agency.objects.filter(key=agency).exists():
            raise Declined(f"没有标识为 {agency} 的部门。")
        taken = import_module(TAKING_IN).take_in(found.guides, by=SYSTEM, at=clock.now(), progress=Counting("写入"))
    return {
        "created": taken.created,
        "changed": taken.changed,
        "unchanged": taken.unchanged,
        "refused": taken.refused,
        "findings": list(taken.findings),
    }


@dataclass(slots=True)
class Counting:
    """Progress on standard error: one line that is rewritten on a terminal, else a line for every tenth."""

    what: str
    shown: int = -1

    def __call__(self, done: int, total: int) -> None:
        is_terminal = sys.stderr.isatty()
        part = done * (100 if is_terminal else 10) // max(total, 1)
        if part == self.shown and done != total:
            return
        self.shown = part
        end = "\r" if is_terminal and done != total else "\n"
        print(f"{self.what} {done}/{total}", end=end, file=sys.stderr, flush=True)


def _show(found: Reading, done: dict[str, Any]) -> None:
    findings = [*found.all_findings, *done.get("findings", ())]
    order = list(_MARKS)
    for each in sorted(findings, key=lambda finding: order.index(finding.severity))[:MOST_SHOWN]:
        assumed = f"（{each.assumed}）" if each.assumed else ""
        print(f"{_MARKS[each.severity]} {file_of(each)} {field_of(each)} {each.message}{assumed}")
    if len(findings) > MOST_SHOWN:
        print(f"……还有 {len(findings) - MOST_SHOWN} 条，用 --json 看全部。")
    counts = Counter(each.severity for each in findings)
    told = "，".join(f"{severity.label} {counts[severity]}" for severity in order)
    print(f"{found.files} 个文件，{len(found.guides)} 份清单，{told}。")
    if done:
        print(
            f"新建文稿 {done['created']}，更新 {done['changed']}，没有变化 {done['unchanged']}，"
            f"依职权不导入 {done['refused']}。"
        )
    else:
        print("只作检查，没有写入。")
