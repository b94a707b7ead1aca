"""What joint applications do when one of their cases goes on; idempotent, told by the ledger."""

from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.rules.states import ENDS

from .commands.following import follow

FOLLOWED = frozenset({"refuse", "revoke"} | {"close", "withdraw", "reject", "return", "terminate", "transfer"}) | {
    "deem_withdrawn",
    "return_deferred",
}
"""After these a case has failed or ended."""


def follow_case(entry: Entry) -> None:
    """一件事跟着它的事项走: R-082."""
    if entry.to_status in ENDS or entry.verb in FOLLOWED:
        follow(entry.chain.removeprefix("case:"), at=entry.at)
