"""What the exchange with the province's system of rectification hears: every step of a task of the province."""

from tongban.foundation.ledger.models import Entry

from .commands.reporting import enqueue


def report(entry: Entry) -> None:
    """办理情况上报: R-112."""
    enqueue(entry)
