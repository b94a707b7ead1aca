"""Two entries of one person become one (合并重复登记): what was shown and asked goes to the kept one."""

from tongban.registers.codes.models import Scan, Showing
from tongban.registers.parties.merging import Merger, Moved


def move_to_kept(merger: Merger) -> Moved:
    """Showings and scans of the dropped entry are those of the kept one."""
    if merger.keep_account is not None and merger.drop_account is not None:
        Showing.objects.filter(shown_by_id=merger.drop_account).update(shown_by_id=merger.keep_account)
    showings = Showing.objects.filter(party_id=merger.drop).update(party_id=merger.keep)
    scans = Scan.objects.filter(party_id=merger.drop).update(party_id=merger.keep)
    return {"showings": showings, "scans": scans}
