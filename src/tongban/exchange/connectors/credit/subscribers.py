"""What the exchange with the credit platform hears: promises, and what came of them."""

from tongban.foundation.ledger.models import Entry

from .commands.batching import wait_for_batch
from .commands.pushing import enqueue


def report(entry: Entry) -> None:
    """承诺书与履约信息推送: R-146."""
    enqueue(entry)


def collect_intermediary_credit(entry: Entry) -> None:
    """中介信用归集: R-064."""
    wait_for_batch(entry)
