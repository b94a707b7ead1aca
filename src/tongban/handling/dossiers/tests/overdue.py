"""Archives whose term is over, as tests of appraisal want them."""

from datetime import date, datetime

from tongban.handling.cases.models import Case
from tongban.handling.dossiers.models import ArchiveRecord
from tongban.registers.documents import shelf


def overdue(case: Case, *, until: date, at: datetime) -> ArchiveRecord:
    """A register of a small package that lies on the shelf, kept for ten years until this day."""
    content = f"案卷 {case.number}".encode()
    return ArchiveRecord.objects.create(
        case=case,
        number=f"XZFW-{case.number}",
        made_at=at,
        content=shelf.put(content),
        root=b"\x07" * 32,
        size=len(content),
        files=1,
        retention="10年",
        retain_until=until,
        checked_at=at,
    )
