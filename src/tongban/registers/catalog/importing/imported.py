"""A guide as it was imported (导入结果): its list in plain data, what has no place there, and the findings."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from tongban.registers.catalog.findings import Finding


@dataclass(frozen=True, slots=True)
class ImportedGuide:
    """One guide or one list of a workbook (导入的一份指南).

    `kind`: guide (ordinary), bundle (一件事), list (a list of a workbook). `option_code` is 基本编码-序号 (without a
    number when the list has several options). `item` converts to `ItemDocument`; its agency may be empty.
    `kept` holds, verbatim, every key of the source that does not stand in the option word for word.
    """

    source: str
    source_hash: str
    option_code: str
    kind: str
    item: dict[str, Any]
    kept: dict[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def option_codes(self) -> list[str]:
        if self.kind != "list":
            return [self.option_code]
        return [f"{self.item['basic_code']}-{number}" for number in self.item["options"]]

    @property
    def key(self) -> str:
        """The same list of the same agency, whenever it is imported again."""
        agency = self.item.get("agency", "")
        return f"{self.option_code}@{agency}" if agency else self.option_code

    @property
    def is_ex_officio(self) -> bool:
        return any(each.code == "ex_officio" for each in self.findings)


def digest(content: Any) -> str:
    """SHA-256 of the canonical JSON: keys sorted, no spaces."""
    blob = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(blob.encode()).hexdigest()
