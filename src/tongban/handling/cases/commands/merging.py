"""Cases and drafts follow their person (合并重复登记): whose they are changes, what happened to them does not."""

from tongban.handling.cases.models import Case, Draft
from tongban.registers.parties.merging import Merger, Moved


def move_to_kept(merger: Merger) -> Moved:
    """All cases and drafts of the dropped entry, and those it is agent in; the numbers that were moved."""
    cases = Case.objects.filter(applicant_id=merger.drop)
    drafts = Draft.objects.filter(owner_id=merger.drop)
    moved: Moved = {
        "cases": list(cases.order_by("number").values_list("number", flat=True)),
        "drafts": list(drafts.order_by("number").values_list("number", flat=True)),
    }
    cases.update(applicant_id=merger.keep)
    Case.objects.filter(agent_id=merger.drop).update(agent_id=merger.keep)
    drafts.update(owner_id=merger.keep)
    if merger.drop_account is not None:
        Draft.objects.filter(account_id=merger.drop_account).update(account_id=merger.keep_account)
    return moved
