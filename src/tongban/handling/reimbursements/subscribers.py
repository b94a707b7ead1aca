"""What happens to invoices when a case ends without a payment; idempotent, told by the ledger."""

from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case

from .commands import release
from .models import InvoiceUsed, Settlement

FAILED = frozenset({"refuse", "withdraw", "reject", "return", "terminate", "deem_withdrawn", "revoke"})
"""After these nothing is paid."""


def release_invoices(entry: Entry) -> None:
    """没有报销的票据可以再用."""
    number = entry.chain.removeprefix("case:")
    held = InvoiceUsed.objects.filter(case__number=number, released_at=None)
    if held.exists() or Settlement.objects.filter(case__number=number, replaced_at=None).exists():
        release(Case.objects.get(number=number), at=entry.at)
