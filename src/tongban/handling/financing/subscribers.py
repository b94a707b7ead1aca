"""What follows from what happened (金融普惠联动); idempotent."""

from uuid import UUID

from tongban.foundation.ledger.models import Entry

from .commands.needing import lapse, meet
from .models import Match
from .rules.states import RUNNING, NeedStatus


def note_lent(entry: Entry) -> None:
    """已放款: the need is met; heard again, nothing happens."""
    code = UUID(hex=entry.chain.partition(":")[2])
    found = Match.objects.select_related("need").filter(code=code).first()
    if found is not None and found.need.state is NeedStatus.OPEN:
        meet(found.need, at=entry.at)


def end_matches(entry: Entry) -> None:
    """需求结束: what still runs for it ends, so that no bank waits for an answer; heard again, nothing is left."""
    code = UUID(hex=entry.chain.partition(":")[2])
    for each in Match.objects.filter(need__code=code, status__in=sorted(RUNNING)).order_by("pk"):
        lapse(each, at=entry.at)
