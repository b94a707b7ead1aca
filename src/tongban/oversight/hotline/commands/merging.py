"""Work orders follow their person (合并重复登记)."""

from tongban.oversight.hotline.models import WorkOrder
from tongban.registers.parties.merging import Merger, Moved


def move_to_kept(merger: Merger) -> Moved:
    """The orders of the dropped entry, and of its account."""
    moved = WorkOrder.objects.filter(party_id=merger.drop).update(party_id=merger.keep)
    if merger.drop_account is not None:
        WorkOrder.objects.filter(account_id=merger.drop_account).update(account_id=merger.keep_account)
    return {"work_orders": moved}
