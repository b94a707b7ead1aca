"""What the exchange with the provincial supervision system hears: maps that are published, and what was found."""

from tongban.foundation.ledger.models import Entry

from .commands.reporting import enqueue


def report(entry: Entry) -> None:
    """监管数据自动推送: R-051."""
    enqueue(entry)
