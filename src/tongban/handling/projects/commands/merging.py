"""Projects follow their applicant (合并重复登记): whose they are changes, what happened to them does not."""

from tongban.handling.projects.models import Project
from tongban.registers.parties.merging import Merger, Moved


def move_to_kept(merger: Merger) -> Moved:
    """All projects of the dropped entry; the numbers that were moved. One code stays with the kept entry's own file."""
    taken = Project.objects.filter(applicant_id=merger.keep).exclude(status="closed").values("code")
    rows = Project.objects.filter(applicant_id=merger.drop).exclude(code__in=taken)
    moved: Moved = {"projects": list(rows.order_by("number").values_list("number", flat=True))}
    rows.update(applicant_id=merger.keep)
    return moved
