"""Joint applications follow their person (合并重复登记): whose they are changes, what happened to them does not."""

from tongban.handling.bundles.models import BundleCase
from tongban.registers.parties.merging import Merger, Moved


def move_to_kept(merger: Merger) -> Moved:
    """All joint applications of the dropped entry, and those it is agent in; the numbers that were moved."""
    rows = BundleCase.objects.filter(applicant_id=merger.drop)
    moved: Moved = {"bundles": list(rows.order_by("number").values_list("number", flat=True))}
    rows.update(applicant_id=merger.keep)
    BundleCase.objects.filter(agent_id=merger.drop).update(agent_id=merger.keep)
    return moved
