"""What joint applications do when one of their cases goes on; idempotent, told by the ledger."""

from tongban.foundation.ledger.models import Entry

from .commands.following import follow

FOLLOWED = frozenset(
    {
        *("refuse", "revoke", "close", "withdraw", "reject", "return", "terminate", "transfer"),
        *("deem_withdrawn", "return_deferred"),
    }
)
"""After these a case has failed or ended."""


def follow_case(entry: Entry) -> None:
    """一件事跟着它的事项走: R-082."""
    follow(entry.chain.removeprefix("case:"), at=entry.at)
