"""What joint applications do when one of their cases goes on; idempotent, told by the ledger."""

from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands.delivering import serve_where_wanted
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.states import Status

from .commands.following import follow

FOLLOWED = frozenset(
    {
        *("refuse", "revoke", "close", "withdraw", "reject", "return", "terminate", "transfer"),
        *("deem_withdrawn", "return_deferred", "issue"),
    }
)
"""After these a case has failed or ended, or its result is made."""
SENDS = frozenset({"hand_over", "let_go", "send_singly"})
"""After these results that waited are sent."""


def follow_case(entry: Entry) -> None:
    """一件事跟着它的事项走: R-082."""
    follow(entry.chain.removeprefix("case:"), at=entry.at)


def send_what_waited(entry: Entry) -> None:
    """一次发证: those who want their results electronically only have them now; R-117."""
    rows = Case.objects.filter(bundle_number=entry.chain.removeprefix("bundle:"), status=Status.ISSUED)
    for case in rows.select_related("applicant", "agency").order_by("pk"):
        serve_where_wanted(case, at=entry.at)
