"""What the exchange with the credit platform hears: promises, and what came of them."""

from tongban.foundation.ledger.models import Entry

from .commands.pushing import enqueue


def report(entry: Entry) -> None:
    """承诺书与履约信息推送: R-146."""
    enqueue(entry)
