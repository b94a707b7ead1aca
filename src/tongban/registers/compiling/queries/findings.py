"""What is found in a draft (检查文稿): the quality gate, what came from above, what is announced, what exists."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.registers.catalog import item as items
from tongban.registers.catalog.content import decode
from tongban.registers.catalog.findings import Finding, Severity
from tongban.registers.catalog.item import ItemDocument, VersionNote
from tongban.registers.catalog.lifecycle import KEEPS_CONTENT, Operation
from tongban.registers.catalog.models import OptionVersion
from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.queries.templates import template_in_force
from tongban.registers.compiling.rules import locks
from tongban.registers.compiling.rules.depth import falls_short, shortfalls
from tongban.registers.compiling.rules.twins import Twin

CLAUSE = "实施方案 二(三)"


def read(document: dict[str, Any]) -> ItemDocument:
    """The typed list of a draft's document; `Invalid` names every element that has not the right shape."""
    if defects := items.shape_faults(document):
        raise Invalid("有要素的写法不对，没有保存。", faults=defects)
    return items.from_plain(items.dated(document))


def judged(draft: ListDraft, item: ItemDocument, alike: Sequence[Twin], *, on: date) -> list[Finding]:
    """Everything that is found in this draft on this day; one statement where an option is not whole online."""
    operation = Operation(draft.operation)
    found = [*_announced(item.version, operation), *_twins(draft, alike)]
    if operation not in KEEPS_CONTENT:
        found += [_error(each) for each in locks.faults(draft.locked, item, template_in_force())]
        found += BOUND.gate.judge(item, on=on)
        found += _shortfalls(draft, item, on)
    return list({each.key: each for each in reversed(found)}.values())[::-1]


def _shortfalls(draft: ListDraft, item: ItemDocument, on: date) -> Iterator[Finding]:
    """What is not online to the end and has to be; asked only where something is not (one statement)."""
    if not any(falls_short(option) for option in item.options.values()):
        return
    rows = OptionVersion.objects.filter(edition_id=draft.base_id or 0).values_list("option__code", "content")
    before = {code[-2:]: decode(text) for code, text in rows}
    yield from shortfalls(before, item.options, on=on, closing_on=BOUND.rules.gaps_until)


def plain(findings: Sequence[Finding | Twin]) -> list[dict[str, Any]]:
    """For a jsonb column."""
    return [asdict(each) for each in findings]


def kept(findings: Sequence[dict[str, Any]]) -> list[Finding]:
    """From a jsonb column."""
    return [Finding(**{**each, "severity": Severity(each["severity"])}) for each in findings]


def _error(fault: Fault) -> Finding:
    return Finding(fault.code, Severity.ERROR, fault.pointer, fault.message)


def _announced(note: VersionNote, operation: Operation) -> Iterator[Finding]:
    """Each change has its effective day, reason and legal source (plan 二(三))."""
    if not note.reason.strip():
        yield Finding("reason", Severity.ERROR, "/version/reason", f"请写明为什么{operation.label}。", CLAUSE)
    if not note.legal_source.strip():
        yield Finding("legal_source", Severity.ERROR, "/version/legal_source", "请写明依据的文件。", CLAUSE)
    if note.until_on is not None and (operation is not Operation.SUSPEND or note.until_on < note.effective_on):
        yield Finding("until_on", Severity.ERROR, "/version/until_on", "只有暂停才写预计恢复的日期，且不早于生效日期。")
    if note.drafts_until_on is not None and note.drafts_until_on < note.effective_on:
        yield Finding("order", Severity.ERROR, "/version/drafts_until_on", "过渡期不能早于生效日期结束。")


def _twins(draft: ListDraft, alike: Sequence[Twin]) -> Iterator[Finding]:
    """What exists already is doubtful; the reviewer says whether it is the same."""
    for each in alike:
        clause = f"{each.basic_code}{'' if each.where == 'catalogue' else each.agency}"
        yield Finding("twin", Severity.WARNING, f"/basic_code/{clause}", each.sentence, "实施方案 二(一)")
