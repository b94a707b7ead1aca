"""The least that a gate has to find (健全性): what would keep a list from being followed; `catalog.item.faults`."""

from collections.abc import Mapping, Sequence
from datetime import date

from tongban.registers.catalog import item as items
from tongban.registers.catalog.findings import Finding, Severity
from tongban.registers.catalog.item import ItemDocument


class Soundness:
    """A `Gate` of the faults alone."""

    def judge(self, item: ItemDocument, *, on: date) -> list[Finding]:
        return [Finding(each.code, Severity.ERROR, each.pointer, each.message) for each in items.faults(item)]

    def blocking(self, findings: Sequence[Finding]) -> list[Finding]:
        return [each for each in findings if each.severity is Severity.ERROR]

    def unanswered(self, findings: Sequence[Finding], words: Mapping[str, str]) -> list[Finding]:
        warnings = [each for each in findings if each.severity is Severity.WARNING]
        return [each for each in warnings if not words.get(each.key, "").strip()]
