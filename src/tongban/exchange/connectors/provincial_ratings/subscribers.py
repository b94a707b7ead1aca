"""What the exchange with the province's system of ratings hears: what was said, and what came of it."""

from tongban.foundation.ledger.models import Entry

from .commands.pushing import enqueue


def report(entry: Entry) -> None:
    """评价数据实时上报: R-110."""
    enqueue(entry)
