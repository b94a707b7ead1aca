"""Invitations follow their person (合并重复登记)."""

from tongban.oversight.evaluations.models import Invitation
from tongban.registers.parties.merging import Merger, Moved


def move_to_kept(merger: Merger) -> Moved:
    """Invitations of the dropped entry; what was said keeps naming nobody."""
    return {"invitations": Invitation.objects.filter(party_id=merger.drop).update(party_id=merger.keep)}
