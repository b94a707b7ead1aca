"""Requests for help follow their person (合并重复登记)."""

from tongban.handling.outreach.models import Outreach
from tongban.registers.parties.merging import Merger, Moved


def move_to_kept(merger: Merger) -> Moved:
    """The requests of the dropped entry, and of its account."""
    moved = Outreach.objects.filter(party_id=merger.drop).update(party_id=merger.keep)
    if merger.drop_account is not None:
        Outreach.objects.filter(account_id=merger.drop_account).update(account_id=merger.keep_account)
    return {"outreach": moved}
