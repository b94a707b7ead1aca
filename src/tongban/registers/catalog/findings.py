"""What is wrong or doubtful in a list (检查发现): told with its place, its clause, and what was assumed; pure."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is: an error keeps a list from being published, a warning needs a word from the reviewer."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        return {"error": "错误", "warning": "提醒", "note": "提示"}[self]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding (一条发现).

    `pointer` is the path of the element below the list, such as /options/01/materials/id_card/name; `option_code` is
    the 33-character code where one is known, else 基本编码-序号; `clause` the rule it comes from; `assumed` what was
    taken instead.
    """

    code: str
    severity: Severity
    pointer: str
    message: str
    clause: str = ""
    assumed: str = ""
    option_code: str = ""
    source: str = ""

    @property
    def key(self) -> str:
        """The same finding of the same element, whatever its wording: what a reviewer's word refers to."""
        return f"{self.code}:{self.pointer}"
