"""What is heard about looks (触碰哨兵): a look at a canary is on the list as soon as it is written."""

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.models import Entry

from .commands.finding import find
from .queries.looking import READERS
from .queries.policies import watched_now
from .rules.patterns import Pattern
from .rules.states import FindingKind, WatchKind


def catch_canary(entry: Entry) -> None:
    """Nobody has a reason to look at a canary; hearing it again, or finding it at night, finds nothing new."""
    if not entry.chain.startswith(READERS) or not entry.about.startswith("party:"):
        return
    if watched_now().get(int(entry.about.removeprefix("party:"))) is WatchKind.CANARY:
        reader = int(entry.chain.removeprefix(READERS))
        find([Pattern(FindingKind.CANARY, reader, local_day(entry.at), (entry.pk,))], at=entry.at)
