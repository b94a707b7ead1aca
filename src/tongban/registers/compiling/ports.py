"""What compiling asks of others: the quality gate."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from tongban.registers.catalog.findings import Finding
from tongban.registers.catalog.item import ItemDocument


class Gate(Protocol):
    """The quality gate (质量关): what is wrong or doubtful in a list, and what of it keeps the list from going on."""

    def judge(self, item: ItemDocument, *, on: date) -> list[Finding]:
        """Everything that is found in this list on this day."""
        ...

    def blocking(self, findings: Sequence[Finding]) -> list[Finding]:
        """Those that keep it from being submitted and published."""
        ...

    def unanswered(self, findings: Sequence[Finding], words: Mapping[str, str]) -> list[Finding]:
        """Those that need a word from the reviewer and have none; `words` by the finding's key."""
        ...
