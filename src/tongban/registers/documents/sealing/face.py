"""The face of a licence as a page (照面): plain words in their order; PDF and OFD are both set from it."""

from dataclasses import dataclass
from datetime import datetime

SAMPLE = "样例：由内置测试机构签章，无法律效力"
SEAL_LEGEND = "测试专用章"
SEAL_NAME = "通办测试机构"
SEAL_MM = 40
SEAL_LEFT_MM, SEAL_BOTTOM_MM = 140, 24  # from the left edge and from the bottom of the last page


@dataclass(frozen=True, slots=True)
class FacePage:
    """Everything that stands on the page; whoever sets it escapes it."""

    title: str
    identifier: str
    number: str
    lines: tuple[tuple[str, str], ...]
    issuer: str
    issued_on: str
    term: str
    verify_url: str
    made_at: datetime
    sample: str = SAMPLE

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """All labelled lines in the order of the page."""
        numbered = (("证照编号", self.number),) if self.number else ()
        end = (("颁发机构", self.issuer), ("颁发日期", self.issued_on), ("有效期", self.term))
        return (*numbered, *self.lines, *end, ("电子证照标识", self.identifier))


@dataclass(frozen=True, slots=True)
class AnnotatedCopy:
    """What makes a copy one that is for nothing else (加注件): the words across each page, those on top, its mark."""

    mark: str
    across: str
    lines: tuple[tuple[str, str], ...]
