"""What the exchange with the province hears: every publication becomes a batch."""

from tongban.foundation.ledger.models import Entry

from .commands.pushing import enqueue


def send_to_province(entry: Entry) -> None:
    """按时汇聚: R-023."""
    enqueue(entry)
