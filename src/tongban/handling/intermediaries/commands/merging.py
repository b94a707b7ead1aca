"""Needs follow their person, an agency its enterprise (合并重复登记)."""

from tongban.handling.intermediaries.models import IntermediaryAgency, Need
from tongban.registers.parties.merging import Merger, Moved


def move_to_kept(merger: Merger) -> Moved:
    """The needs of the dropped entry and of its account; its agency, unless the kept one has its own."""
    moved = Need.objects.filter(client_id=merger.drop).update(client_id=merger.keep)
    if merger.drop_account is not None:
        Need.objects.filter(account_id=merger.drop_account).update(account_id=merger.keep_account)
    agencies = 0
    if not IntermediaryAgency.objects.filter(party_id=merger.keep).exists():
        agencies = IntermediaryAgency.objects.filter(party_id=merger.drop).update(party_id=merger.keep)
    return {"intermediary_needs": moved, "intermediary_agencies": agencies}
