"""First contacts follow their person (合并重复登记)."""

from tongban.handling.contacts.models import Coaching, FirstContact
from tongban.registers.parties.merging import Merger, Moved


def move_to_kept(merger: Merger) -> Moved:
    """Contacts and coachings of the dropped entry, and of its account."""
    moved = FirstContact.objects.filter(party_id=merger.drop).update(party_id=merger.keep)
    Coaching.objects.filter(party_id=merger.drop).update(party_id=merger.keep)
    if merger.drop_account is not None:
        FirstContact.objects.filter(account_id=merger.drop_account).update(account_id=merger.keep_account)
    return {"contacts": moved}
