"""What follows from what happened (金融普惠联动); idempotent."""

from uuid import UUID

from tongban.foundation.ledger.models import Entry

from .commands.needing import meet
from .models import Match
from .rules.states import NeedStatus


def note_lent(entry: Entry) -> None:
    """已放款: the need is met; heard again, nothing happens."""
    code = UUID(hex=entry.chain.partition(":")[2])
    found = Match.objects.select_related("need").filter(code=code).first()
    if found is not None and found.need.state is NeedStatus.OPEN:
        meet(found.need, at=entry.at)
