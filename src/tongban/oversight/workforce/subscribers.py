"""What happens to the people of the halls when something was done (回应留痕); idempotent."""

from tongban.foundation.ledger.models import Entry

from .commands.leave import follow_leave
from .commands.training import teach_change


def leave_begins_or_ends(entry: Entry) -> None:
    """准假、销假: takes effect at once when it is of today."""
    follow_leave(at=entry.at)


def list_change_is_taught(entry: Entry) -> None:
    """事项变更培训: who sits at windows that keep a roster learns what is new before taking it. R-188."""
    teach_change(entry)
