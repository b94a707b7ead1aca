"""What the exchange with the province's 12345 hears: every step of an order that the province handed over."""

from tongban.foundation.ledger.models import Entry

from .commands.reporting import enqueue


def report(entry: Entry) -> None:
    """办理情况上报: 国办发〔2020〕53号."""
    enqueue(entry)
